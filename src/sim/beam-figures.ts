import { dB } from "../decibel.js";
import { formatRate_bps } from "../phy/transport-format.js";
import type { Beams } from "../scenario/beams.js";
import type { Scenario } from "../scenario/scenario.js";
import type { Estimate } from "../statistics/estimate.js";
import { meanEstimate } from "../statistics/mean-estimate.js";
import { percentile } from "../statistics/percentile.js";
import type { BeamStudy } from "./beam-study.js";
import { linkWaveform } from "./link-waveform.js";
import type { Figures } from "./run-result.js";

/** Percentiles that TR 38.821 prints. */
const percentiles = [5, 50, 95] as const;
const confidence = 0.95;

/**
 * Key figures of a scenario's beams: percentiles over the users of coupling loss, SIR and SINR, and what a beam's channel
 * carries on average of its users, as Shannon's bound and with the waveform's MODCODs or MCS, each with the spread between drops.
 *
 * Spectral efficiency is per hertz of the whole band that the reuse needs and per beam.
 */
export function beamFigures(study: BeamStudy, scenario: Scenario, { reuse, users }: Beams): Figures {
  const bands = reuse.frequencies;
  const rate_bps = formatRate(scenario);
  const own = { drops: users.drops, drop: study.drop };
  const figures: Record<string, Estimate> = {
    ...spread("userCouplingLoss", study.couplingLoss_dB, own),
    ...(study.sir.some((sir) => sir < Infinity) ? spread("userSir", study.sir.map(dB), own) : {}),
    ...spread("userSinr", study.sinr.map(dB), own),
    beamSpectralEfficiency_bpsHz: mean(
      study.sinr.map((sinr) => Math.log2(1 + sinr) / bands),
      own,
    ),
    beamThroughput_Mbps: mean(
      study.sinr.map((sinr) => rate_bps(sinr) / 1e6),
      own,
    ),
  };
  const { precoded } = study;
  if (!precoded) return figures;
  const served = { drops: users.drops, drop: precoded.drop };
  const innerBeams = study.layout.beams.isInner.reduce((sum, isInner) => sum + isInner, 0);
  const groups = precoded.length === 0 ? 0 : precoded.group[precoded.length - 1] + 1;
  // A group may have fewer users than there are beams: what a beam carries counts the beams without one.
  const load = precoded.length / (groups * innerBeams);
  return {
    ...figures,
    ...spread(
      "precodedSinr",
      precoded.sinr.map((sinr) => Math.max(dB(sinr), leastSinr_dB)),
      served,
    ),
    precodedSpectralEfficiency_bpsHz: mean(
      precoded.sinr.map((sinr) => load * Math.log2(1 + sinr)),
      served,
    ),
    precodedBeamThroughput_Mbps: mean(
      precoded.sinr.map((sinr) => (load * rate_bps(sinr)) / 1e6),
      served,
    ),
    precodedUsers: exact(load * innerBeams),
    csiAge_s: exact(precoded.csiAge_s),
  };
}

/** A user that is not served at all has no SINR; a percentile needs a number. */
const leastSinr_dB = -100;

interface Drops {
  readonly drops: number;
  /** Which drop an element belongs to. */
  readonly drop: Uint32Array;
}

/**
 * Percentiles of all users, with Student's interval of those of the single drops around them. One that is infinite, of users
 * without interference, is left out.
 */
function spread(name: string, values: Float64Array, drops: Drops): Record<string, Estimate> {
  const sorted = values.slice().sort();
  const perDrop = byDrop(values, drops).map((own) => own.sort());
  return Object.fromEntries(
    percentiles.flatMap((p) => {
      const value = percentile(sorted, p / 100);
      const ofDrops = perDrop.map((own) => percentile(own, p / 100));
      if (!(Number.isFinite(value) && ofDrops.every(Number.isFinite))) return [];
      const { low, high } = meanEstimate(ofDrops, confidence);
      const halfWidth = (high - low) / 2;
      return [[`${name}P${p}_dB`, { value, low: value - halfWidth, high: value + halfWidth, confidence }]];
    }),
  );
}

function mean(values: Float64Array, drops: Drops): Estimate {
  return meanEstimate(
    byDrop(values, drops).map((own) => own.reduce((sum, value) => sum + value, 0) / own.length),
    confidence,
  );
}

/** The values of each drop that has any. */
function byDrop(values: Float64Array, { drops, drop }: Drops): Float64Array[] {
  const lists: number[][] = Array.from({ length: drops }, () => []);
  for (let index = 0; index < values.length; index++) lists[drop[index]].push(values[index]);
  return lists.filter((list) => list.length > 0).map((list) => Float64Array.from(list));
}

/** Net bit rate of the best format whose threshold an SINR in the link's bandwidth meets, 0 for none. */
function formatRate({ waveform, link }: Scenario): (sinr: number) => number {
  const { formats, filter } = linkWaveform(waveform, link);
  const gain_dB = dB(link.bandwidth_Hz / filter.symbolRate_Hz) - waveform.implementationLoss_dB;
  const rates = formats.map((format) => ({
    threshold_dB: format.threshold_dB,
    rate_bps: format.deliveredShare * formatRate_bps(format),
  }));
  return (sinr) => {
    const esn0_dB = dB(sinr) + gain_dB;
    let best_bps = 0;
    for (const { threshold_dB, rate_bps } of rates) {
      if (threshold_dB <= esn0_dB && rate_bps > best_bps) best_bps = rate_bps;
    }
    return best_bps;
  };
}

function exact(value: number): Estimate {
  return { value, low: value, high: value, confidence: 1 };
}

import { dB, fromdB } from "../decibel.js";
import { LinkSampler } from "../mac/link-sampler.js";
import { RandomStream } from "../random/random-stream.js";
import type { Estimate } from "../statistics/estimate.js";
import { meanEstimate } from "../statistics/mean-estimate.js";
import { percentile } from "../statistics/percentile.js";
import { linkWaveform } from "./link-waveform.js";
import { fadingOf, type GainOfFading, type MacJob } from "./mac-job.js";
import { bounded } from "./ratio-estimate.js";

/** Times at which each replication is looked at. */
const samples = 4096;
/** Samples of the close-up, a few to each fade. */
const closeUpSamples = 1200;
const confidence = 0.95;
/** Where nothing is received (a path of a record is absent) there is no gain in decibels; a figure needs a number. */
const leastGain_dB = -100;

/** What fading does to a run's link. */
export interface FadingStudy {
  readonly figures: Readonly<Record<string, Estimate>>;
  /** Of the first replication: a point a step of the time line, NaN out of sight. */
  readonly gain_dB: Float64Array;
  /** The first replication closer up, from the first visible step on. */
  readonly closeUp: { readonly time_s: Float64Array; readonly gain_dB: Float64Array };
}

/**
 * Statistics of the fading of a job's first replications, at random times in sight: its mean power, the gains that 1 and 10 % of
 * the time lie below, the share of the time below the lowest MODCOD's threshold, and how often the link falls through it.
 * Gains below -100 dB count as that.
 *
 * @param replications at least 1
 */
export function fadingStudy(job: MacJob, replications: number): FadingStudy | undefined {
  if (!job.channel || job.channel.spec.kind === "awgn") return undefined;
  const { trace } = job;
  const visible = Array.from(trace.visible.keys()).filter((step) => trace.visible[step] === 1);
  const lowest_dB = Math.min(...linkWaveform(job.waveform, job.link).formats.map(({ threshold_dB }) => threshold_dB));
  const looks: Looks[] = [];
  for (let replication = 0; replication < replications && visible.length > 0; replication++) {
    const fading = fadingOf(job, replication);
    if (!fading) return undefined;
    looks.push(looksOf(job, fading, new RandomStream(job.seed, "channel.looks", replication), visible, lowest_dB));
  }
  if (looks.length === 0) return undefined;
  const mean = (of: (look: Looks) => number) => meanEstimate(looks.map(of), confidence);
  return {
    figures: {
      fadingMean_dB: mean(({ mean_dB }) => mean_dB),
      fadingP1_dB: mean(({ p1_dB }) => p1_dB),
      fadingP10_dB: mean(({ p10_dB }) => p10_dB),
      fadingOutage: bounded(
        mean(({ outage }) => outage),
        0,
        1,
      ),
      fadeRate_Hz: bounded(
        mean(({ falls_Hz }) => falls_Hz),
        0,
        Number.POSITIVE_INFINITY,
      ),
    },
    ...firstReplication(job, visible[0]),
  };
}

/** What looks at one realisation found. */
interface Looks {
  readonly mean_dB: number;
  readonly p1_dB: number;
  readonly p10_dB: number;
  readonly outage: number;
  /** How often Es/(N0+I0) falls through the lowest MODCOD's threshold. */
  readonly falls_Hz: number;
}

/** Looks at random times in sight, and each time once more a step of the fading's raster later. */
function looksOf(
  { trace }: MacJob,
  fading: GainOfFading,
  stream: RandomStream,
  visible: readonly number[],
  lowest_dB: number,
): Looks {
  const sampler = new LinkSampler(trace, fading);
  // In rising order, so that each part of the raster is computed once.
  const times_s = Float64Array.from({ length: samples }, () => {
    const step = visible[Math.floor(stream.uniform() * visible.length)];
    return (step + stream.uniform()) * trace.step_s;
  }).sort();
  const gains_dB = new Float64Array(samples);
  let below = 0;
  let falls = 0;
  for (const [index, time_s] of times_s.entries()) {
    gains_dB[index] = Math.max(sampler.esn0_dB(time_s) - sampler.unfadedEsn0_dB(time_s), leastGain_dB);
    const isBelow = sampler.esn0_dB(time_s) < lowest_dB;
    if (isBelow) below++;
    else if (sampler.esn0_dB(time_s + fading.step_s) < lowest_dB) falls++;
  }
  const mean = gains_dB.reduce((sum, gain_dB) => sum + fromdB(gain_dB), 0) / samples;
  gains_dB.sort();
  return {
    mean_dB: dB(mean),
    p1_dB: percentile(gains_dB, 0.01),
    p10_dB: percentile(gains_dB, 0.1),
    outage: below / samples,
    falls_Hz: falls / (samples * fading.step_s),
  };
}

function firstReplication(job: MacJob, firstVisible: number): Pick<FadingStudy, "gain_dB" | "closeUp"> {
  const { trace } = job;
  const fading = fadingOf(job, 0);
  const gainAt = (time_s: number) => Math.max(fading?.gain_dB(time_s) ?? 0, leastGain_dB);
  const start_s = firstVisible * trace.step_s;
  const step_s = (fading?.step_s ?? 0) * 4;
  const time_s = Float64Array.from({ length: closeUpSamples }, (_, index) => start_s + index * step_s);
  const closeUp = { time_s, gain_dB: time_s.map(gainAt) };
  const gain_dB = Float64Array.from(trace.visible, (isVisible, step) =>
    isVisible === 1 ? gainAt(step * trace.step_s) : Number.NaN,
  );
  return { gain_dB, closeUp };
}

import { dB, fromdB } from "../decibel.js";
import { RandomStream } from "../random/random-stream.js";
import type { Estimate } from "../statistics/estimate.js";
import { meanEstimate } from "../statistics/mean-estimate.js";
import { percentile } from "../statistics/percentile.js";
import { fadingOf, type MacJob, namedModcod } from "./mac-job.js";

/** Times at which each replication is looked at. */
const samples = 4096;
/** Samples of the close-up, a few to each fade. */
const closeUpSamples = 1200;
const confidence = 0.95;

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
 * the time lie below, and the share of the time below the lowest MODCOD's threshold.
 *
 * @param replications at least 1
 */
export function fadingStudy(job: MacJob, replications: number): FadingStudy | undefined {
  if (!job.channel || job.channel.spec.kind === "awgn") return undefined;
  const { trace } = job;
  const visible = Array.from(trace.visible.keys()).filter((step) => trace.visible[step] === 1);
  const lowest_dB = Math.min(...job.modcods.map((name) => namedModcod(name).threshold_dB));
  const rows = { mean_dB: [], p1_dB: [], p10_dB: [], outage: [] } as Record<string, number[]>;
  for (let replication = 0; replication < replications && visible.length > 0; replication++) {
    const fading = fadingOf(job, replication);
    if (!fading) return undefined;
    const stream = new RandomStream(job.seed, "channel.looks", replication);
    // In rising order, so that each part of the raster is computed once.
    const times_s = Float64Array.from({ length: samples }, () => {
      const step = visible[Math.floor(stream.uniform() * visible.length)];
      return (step + stream.uniform()) * trace.step_s;
    }).sort();
    const gains_dB = times_s.map((time_s) => fading.gain_dB(time_s));
    const below = gains_dB.reduce((count, gain_dB, index) => {
      const step = Math.min(trace.visible.length - 1, Math.floor(times_s[index] / trace.step_s));
      return count + (trace.esn0_dB[step] + gain_dB < lowest_dB ? 1 : 0);
    }, 0);
    rows.mean_dB.push(dB(gains_dB.reduce((sum, gain_dB) => sum + fromdB(gain_dB), 0) / samples));
    gains_dB.sort();
    rows.p1_dB.push(percentile(gains_dB, 0.01));
    rows.p10_dB.push(percentile(gains_dB, 0.1));
    rows.outage.push(below / samples);
  }
  if (rows.mean_dB.length === 0) return undefined;
  return {
    figures: {
      fadingMean_dB: meanEstimate(rows.mean_dB, confidence),
      fadingP1_dB: meanEstimate(rows.p1_dB, confidence),
      fadingP10_dB: meanEstimate(rows.p10_dB, confidence),
      fadingOutage: meanEstimate(rows.outage, confidence),
    },
    ...firstReplication(job, visible[0]),
  };
}

function firstReplication(job: MacJob, firstVisible: number): Pick<FadingStudy, "gain_dB" | "closeUp"> {
  const { trace } = job;
  const fading = fadingOf(job, 0);
  const gainAt = (time_s: number) => fading?.gain_dB(time_s) ?? 0;
  const start_s = firstVisible * trace.step_s;
  const step_s = (fading?.step_s ?? 0) * 4;
  const time_s = Float64Array.from({ length: closeUpSamples }, (_, index) => start_s + index * step_s);
  const closeUp = { time_s, gain_dB: time_s.map(gainAt) };
  const gain_dB = Float64Array.from(trace.visible, (isVisible, step) =>
    isVisible === 1 ? gainAt(step * trace.step_s) : Number.NaN,
  );
  return { gain_dB, closeUp };
}

import { ThresholdFrameError } from "../abstraction/threshold-frame-error.js";
import { fadingChannel } from "../channel/fading-channel.js";
import type { FadingSpec } from "../channel/fading-spec.js";
import { SampledFading } from "../channel/sampled-fading.js";
import type { SkyTrack } from "../channel/user-track.js";
import { LinkSampler } from "../mac/link-sampler.js";
import type { LinkTrace } from "../mac/link-trace.js";
import type { MacConfig } from "../mac/mac-config.js";
import type { MacResult } from "../mac/mac-result.js";
import { simulateMac } from "../mac/simulate-mac.js";
import { dvbFormat } from "../phy/pl-frame.js";
import { LogHistogram, type PlainLogHistogram } from "../statistics/log-histogram.js";
import { type BitTrueJob, countedFrameLink } from "./bit-true-job.js";
import type { FrameLinkResult } from "./frame-link-counts.js";
import { namedModcod } from "./named-modcod.js";

/** What every replication of a run with packets shares; plain data, so that it can be sent to a worker thread. */
export interface MacJob {
  readonly trace: LinkTrace;
  readonly modcods: readonly string[];
  readonly symbolRate_Hz: number;
  readonly pilots: boolean;
  readonly config: MacConfig;
  readonly seed: number;
  /** Fading of the user link; none if left out. */
  readonly channel?: ChannelJob;
  /** Windows whose frames are sent bit by bit; none in an abstracted run. */
  readonly bitTrue?: BitTrueJob;
}

/** What a replication needs to make its own realisation of the channel. */
export interface ChannelJob {
  readonly spec: FadingSpec;
  readonly carrier_Hz: number;
  readonly rollOff: number;
  /** Where the satellite stands in the user's sky, for a channel that follows it. */
  readonly sky?: SkyTrack;
}

/** What one replication found. */
export interface Replication extends MacResult {
  /** Of its frames that were sent bit by bit. */
  readonly frameLink?: FrameLinkResult;
}

/** A replication's result as plain data. */
export type PlainReplication = Omit<Replication, "latency"> & { readonly latency: PlainLogHistogram };

/** Runs one replication; the same on any thread. */
export function replicate(job: MacJob, replication: number): Replication {
  const { trace, config, seed, bitTrue } = job;
  const modcods = job.modcods.map(namedModcod);
  const formats = modcods.map((modcod) => dvbFormat(modcod, job.symbolRate_Hz, job.pilots));
  const frameErrorModel = new ThresholdFrameError(modcods);
  const random = { seed, replication };
  const fading = fadingOf(job, replication);
  if (!bitTrue) return simulateMac(trace, { formats, frameErrorModel }, config, random, fading);
  const channel = realisationOf(job, replication);
  const frameLink = countedFrameLink(bitTrue, { trace, formats, random, fading, channel });
  const result = simulateMac(trace, { formats, frameErrorModel, frameLink }, config, random, fading);
  const snapshot = replication === 0 ? frameLink.snapshot() : undefined;
  return {
    ...result,
    frameLink: { counts: frameLink.counts, window_s: frameLink.windows.total_s, ...(snapshot && { snapshot }) },
  };
}

/** The channel of one replication; undefined where there is none, or its gain is 1. */
export function realisationOf({ channel, seed }: Pick<MacJob, "channel" | "seed">, replication: number) {
  return channel && fadingChannel(channel.spec, channel.carrier_Hz, { seed, number: replication }, channel.sky);
}

/** The fading of one replication: a realisation of its own, the same on any thread. */
export function fadingOf(
  job: Pick<MacJob, "channel" | "seed" | "trace" | "symbolRate_Hz">,
  replication: number,
): SampledFading | undefined {
  const { channel, trace, symbolRate_Hz } = job;
  const made = realisationOf(job, replication);
  if (!channel || !made) return undefined;
  const sampler = new LinkSampler(trace);
  const end_s = sampler.duration_s;
  return new SampledFading(made, { symbolRate_Hz, rollOff: channel.rollOff }, (time_s) =>
    sampler.fadingRatio_dB(Math.max(0, Math.min(end_s, time_s))),
  );
}

export function toPlainResult(result: Replication): PlainReplication {
  return { ...result, latency: result.latency.toPlain() };
}

export function fromPlainResult(result: PlainReplication): Replication {
  return { ...result, latency: LogHistogram.fromPlain(result.latency) };
}

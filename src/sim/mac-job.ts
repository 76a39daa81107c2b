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
import type { WaveformLink } from "../scenario/nr-link.js";
import type { Waveform } from "../scenario/scenario.js";
import { LogHistogram, type PlainLogHistogram } from "../statistics/log-histogram.js";
import { linkWaveform, namedModcod } from "./link-waveform.js";

/** What every replication of an abstracted run shares; plain data, so that it can be sent to a worker thread. */
export interface MacJob {
  readonly trace: LinkTrace;
  readonly waveform: Waveform;
  readonly link: WaveformLink;
  readonly config: MacConfig;
  readonly seed: number;
  /** Fading of the user link; none if left out. */
  readonly channel?: ChannelJob;
}

/** What a replication needs to make its own realisation of the channel. */
export interface ChannelJob {
  readonly spec: FadingSpec;
  readonly carrier_Hz: number;
  /** Where the satellite stands in the user's sky, for a channel that follows it. */
  readonly sky?: SkyTrack;
}

/** A replication's result as plain data. */
export type PlainMacResult = Omit<MacResult, "latency"> & { readonly latency: PlainLogHistogram };

/** Runs one replication; the same on any thread. */
export function replicate(job: MacJob, replication: number): MacResult {
  const { waveform } = job;
  if (waveform.kind !== "dvbS2x") throw new RangeError(`replicate: ${waveform.kind} has no frame error model`);
  const modcods = waveform.modcods.map(namedModcod);
  const { formats } = linkWaveform(waveform, job.link);
  return simulateMac(
    job.trace,
    { formats, frameErrorModel: new ThresholdFrameError(modcods) },
    job.config,
    { seed: job.seed, replication },
    fadingOf(job, replication),
  );
}

/** The fading of one replication: a realisation of its own, the same on any thread. */
export function fadingOf(
  { channel, seed, trace, waveform, link }: Pick<MacJob, "channel" | "seed" | "trace" | "waveform" | "link">,
  replication: number,
): SampledFading | undefined {
  const made = channel && fadingChannel(channel.spec, channel.carrier_Hz, { seed, number: replication }, channel.sky);
  if (!made) return undefined;
  const sampler = new LinkSampler(trace);
  const end_s = sampler.duration_s;
  return new SampledFading(made, linkWaveform(waveform, link).filter, (time_s) =>
    sampler.fadingRatio_dB(Math.max(0, Math.min(end_s, time_s))),
  );
}

export function toPlainResult(result: MacResult): PlainMacResult {
  return { ...result, latency: result.latency.toPlain() };
}

export function fromPlainResult(result: PlainMacResult): MacResult {
  return { ...result, latency: LogHistogram.fromPlain(result.latency) };
}

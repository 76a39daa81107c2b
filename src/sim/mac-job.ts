import type { FrameErrorModel } from "../abstraction/frame-error-model.js";
import { ThresholdFrameError } from "../abstraction/threshold-frame-error.js";
import { withBranchLevels } from "../channel/branch-levels.js";
import { fadingChannel } from "../channel/fading-channel.js";
import type { FadingSpec } from "../channel/fading-spec.js";
import type { PortCorrelation } from "../channel/port-correlation.js";
import { PowerGain } from "../channel/power-gain.js";
import { SampledFading } from "../channel/sampled-fading.js";
import type { SkyTrack } from "../channel/user-track.js";
import type { ComplexMatrix } from "../complex-matrix.js";
import type { LinkFading } from "../mac/link-fading.js";
import { LinkSampler } from "../mac/link-sampler.js";
import type { LinkTrace } from "../mac/link-trace.js";
import type { MacConfig } from "../mac/mac-config.js";
import type { MacResult } from "../mac/mac-result.js";
import { simulateMac } from "../mac/simulate-mac.js";
import { nrOccupiedBandwidth_Hz, type WaveformLink } from "../scenario/nr-link.js";
import type { Waveform } from "../scenario/scenario.js";
import { LogHistogram, type PlainLogHistogram } from "../statistics/log-histogram.js";
import { type BitTrueJob, countedFrameLink } from "./bit-true-job.js";
import type { FrameLinkResult } from "./frame-link-counts.js";
import { linkWaveform } from "./link-waveform.js";
import { namedModcod } from "./named-modcod.js";
import { nrFrameErrorModel } from "./nr-link-waveform.js";

/** What every replication of a run with packets shares; plain data, so that it can be sent to a worker thread. */
export interface MacJob {
  readonly trace: LinkTrace;
  readonly waveform: Waveform;
  readonly link: WaveformLink;
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
  /** Where the satellite stands in the user's sky, for a channel that follows it. */
  readonly sky?: SkyTrack;
  /** Antennas of both ends, where there are several. */
  readonly ports?: PortCorrelation;
  /** From layers to the transmit ones; if left out a layer an antenna. */
  readonly precoder?: ComplexMatrix;
  /** Of the receive antennas, where they differ. */
  readonly levels_dB?: readonly number[];
}

/** Fading as the MAC sees it, with the time in which it changes little. */
export interface GainOfFading extends LinkFading {
  readonly step_s: number;
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
  const { formats, slot_s } = linkWaveform(job.waveform, job.link);
  const phy = { formats, frameErrorModel: frameErrorModelOf(job), ...(slot_s !== undefined && { slot_s }) };
  const random = { seed, replication };
  const fading = fadingOf(job, replication);
  if (!bitTrue) return simulateMac(trace, phy, config, random, fading);
  const channel = realisationOf(job, replication);
  const frameLink = countedFrameLink(bitTrue, { trace, formats, random, fading, channel });
  const result = simulateMac(trace, { ...phy, frameLink }, config, random, fading);
  const snapshot = replication === 0 ? frameLink.snapshot() : undefined;
  return {
    ...result,
    frameLink: {
      counts: frameLink.counts,
      others: frameLink.others,
      window_s: frameLink.windows.total_s,
      ...(snapshot && { snapshot }),
    },
  };
}

/** What the fate of frames is drawn from where they are not sent bit by bit. */
function frameErrorModelOf({ waveform, link }: Pick<MacJob, "waveform" | "link">): FrameErrorModel {
  return waveform.kind === "nr"
    ? nrFrameErrorModel(waveform, link)
    : new ThresholdFrameError(waveform.modcods.map(namedModcod));
}

/** The channel of one replication; undefined where there is none, or its gain is 1. */
export function realisationOf({ channel, seed }: Pick<MacJob, "channel" | "seed">, replication: number) {
  if (!channel) return undefined;
  const { spec, carrier_Hz, sky, ports, levels_dB } = channel;
  const made = fadingChannel(spec, carrier_Hz, { seed, number: replication }, sky, ports);
  return made && levels_dB ? withBranchLevels(made, levels_dB) : made;
}

/** The fading of one replication: a realisation of its own, the same on any thread. */
export function fadingOf(
  job: Pick<MacJob, "channel" | "seed" | "trace" | "waveform" | "link">,
  replication: number,
): GainOfFading | undefined {
  const { trace, waveform, link } = job;
  const made = realisationOf(job, replication);
  if (!made) return undefined;
  // Subcarriers have a gain each, a single carrier one behind its equaliser.
  if (waveform.kind === "nr") return new PowerGain(made, nrOccupiedBandwidth_Hz(waveform, link), job.channel?.precoder);
  const sampler = new LinkSampler(trace);
  const end_s = sampler.duration_s;
  return new SampledFading(made, linkWaveform(waveform, link).filter, (time_s) =>
    sampler.fadingRatio_dB(Math.max(0, Math.min(end_s, time_s))),
  );
}

export function toPlainResult(result: Replication): PlainReplication {
  return { ...result, latency: result.latency.toPlain() };
}

export function fromPlainResult(result: PlainReplication): Replication {
  return { ...result, latency: LogHistogram.fromPlain(result.latency) };
}

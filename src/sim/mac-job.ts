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
import { type DvbS2xModcod, modcodByName } from "../phy/dvb-s2x.js";
import { dvbFormat } from "../phy/pl-frame.js";
import { LogHistogram, type PlainLogHistogram } from "../statistics/log-histogram.js";

/** What every replication of an abstracted run shares; plain data, so that it can be sent to a worker thread. */
export interface MacJob {
  readonly trace: LinkTrace;
  readonly modcods: readonly string[];
  readonly symbolRate_Hz: number;
  readonly pilots: boolean;
  readonly config: MacConfig;
  readonly seed: number;
  /** Fading of the user link; none if left out. */
  readonly channel?: ChannelJob;
}

/** What a replication needs to make its own realisation of the channel. */
export interface ChannelJob {
  readonly spec: FadingSpec;
  readonly carrier_Hz: number;
  readonly rollOff: number;
  /** Where the satellite stands in the user's sky, for a channel that follows it. */
  readonly sky?: SkyTrack;
}

/** A replication's result as plain data. */
export type PlainMacResult = Omit<MacResult, "latency"> & { readonly latency: PlainLogHistogram };

/** Runs one replication; the same on any thread. */
export function replicate(job: MacJob, replication: number): MacResult {
  const modcods = job.modcods.map(namedModcod);
  return simulateMac(
    job.trace,
    {
      formats: modcods.map((modcod) => dvbFormat(modcod, job.symbolRate_Hz, job.pilots)),
      frameErrorModel: new ThresholdFrameError(modcods),
    },
    job.config,
    { seed: job.seed, replication },
    fadingOf(job, replication),
  );
}

/** The fading of one replication: a realisation of its own, the same on any thread. */
export function fadingOf(
  { channel, seed, trace, symbolRate_Hz }: Pick<MacJob, "channel" | "seed" | "trace" | "symbolRate_Hz">,
  replication: number,
): SampledFading | undefined {
  const made = channel && fadingChannel(channel.spec, channel.carrier_Hz, { seed, number: replication }, channel.sky);
  if (!made) return undefined;
  const sampler = new LinkSampler(trace);
  const end_s = sampler.duration_s;
  return new SampledFading(made, { symbolRate_Hz, rollOff: channel.rollOff }, (time_s) =>
    sampler.fadingRatio_dB(Math.max(0, Math.min(end_s, time_s))),
  );
}

export function toPlainResult(result: MacResult): PlainMacResult {
  return { ...result, latency: result.latency.toPlain() };
}

export function fromPlainResult(result: PlainMacResult): MacResult {
  return { ...result, latency: LogHistogram.fromPlain(result.latency) };
}

/** The MODCOD of a name that the scenario has already checked. */
export function namedModcod(name: string): DvbS2xModcod {
  const modcod = modcodByName(name);
  if (!modcod) throw new RangeError(`DVB-S2X has no MODCOD ${name}`);
  return modcod;
}

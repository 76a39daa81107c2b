import type { LdpcSettings } from "../../kernels/ldpc/ldpc-settings.js";
import type { MultipathChannel } from "../../src/channel/multipath-channel.js";
import { seriesByMoments } from "../../src/channel/multipath-channel.js";
import { DvbFrameLink, type DvbFrameLinkSettings } from "../../src/receiver/dvb-frame-link.js";

/** Aggregate mask of EN 302 307-1, Annex H.8, as a receiver's manual prints it. */
export const mask = [
  [100, -25],
  [1e3, -50],
  [1e4, -73],
  [1e5, -93],
  [1e6, -103],
  [1e7, -114],
].map(([offset_Hz, level_dBcHz]) => ({ offset_Hz, level_dBcHz }));

export const decoder: LdpcSettings = {
  arithmetic: "int16",
  schedule: "layered",
  checkRule: { kind: "normalisedMinSum", factor: 0.8125 },
  iterations: 50,
  stop: "parity",
};
/** Where only what stands before the decoder is looked at. */
export const noDecoder: LdpcSettings = { ...decoder, iterations: 1 };

export type LinkOptions = Partial<Omit<DvbFrameLinkSettings, "receiver">> & Partial<DvbFrameLinkSettings["receiver"]>;

export function dvbLink(
  modcods: string | readonly string[],
  { estimation = "perfect", demapping = "max-log", decoder: settings = noDecoder, ...rest }: LinkOptions = {},
): DvbFrameLink {
  return new DvbFrameLink({
    modcods: [modcods].flat(),
    symbolRate_Hz: 10e6,
    rollOff: 0.2,
    pilots: true,
    impairments: {},
    seed: 1,
    replication: 0,
    ...rest,
    receiver: { estimation, demapping, decoder: settings },
  });
}

/** A channel of paths whose gains are functions of time. */
export function pathChannel(
  paths: readonly { readonly delay_s: number; readonly gain: (time_s: number) => readonly [number, number] }[],
  maximumDoppler_Hz = 0,
): MultipathChannel {
  const channel: MultipathChannel = {
    pathCount: paths.length,
    receivePorts: 1,
    transmitPorts: 1,
    maximumDoppler_Hz,
    at: (time_s, out) => {
      paths.forEach(({ delay_s, gain }, path) => {
        const [re, im] = gain(time_s);
        out.excessDelay_s[path] = delay_s;
        out.gainRe[path] = re;
        out.gainIm[path] = im;
      });
    },
    series: (time_s, out) => seriesByMoments(channel, time_s, out),
    toString: () => "test channel",
  };
  return channel;
}

/** Means of frames' error and estimated variance. */
export function variances(link: DvbFrameLink, noiseVariance: number, frames: number) {
  const mean = { error: 0, estimated: 0 };
  for (let frame = 0; frame < frames; frame++) {
    const { errorVariance, estimatedVariance } = link.send(0, frame, frame, noiseVariance);
    mean.error += errorVariance / frames;
    mean.estimated += estimatedVariance / frames;
  }
  return mean;
}

export const fromdB = (x: number) => 10 ** (x / 10);
export const indB = (x: number) => 10 * Math.log10(x);

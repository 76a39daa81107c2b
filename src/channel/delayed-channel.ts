import type { MultipathChannel, PathSeries, PathState } from "./multipath-channel.js";

/** A channel whose paths all come later by the same time. */
export function delayedChannel(channel: MultipathChannel, delay_s: number): MultipathChannel {
  const later = (delays_s: Float64Array) => {
    for (let path = 0; path < delays_s.length; path++) delays_s[path] += delay_s;
  };
  return {
    pathCount: channel.pathCount,
    receivePorts: channel.receivePorts,
    transmitPorts: channel.transmitPorts,
    maximumDoppler_Hz: channel.maximumDoppler_Hz,
    at: (time_s: number, out: PathState) => {
      channel.at(time_s, out);
      later(out.excessDelay_s);
    },
    series: (time_s: Float64Array, out: PathSeries) => {
      channel.series(time_s, out);
      later(out.excessDelay_s);
    },
    toString: () => `${channel}, later by ${delay_s} s`,
  };
}

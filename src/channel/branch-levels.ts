import type { MultipathChannel, PathSeries, PathState } from "./multipath-channel.js";

/** A channel whose receive ports have levels of their own, e.g. two satellites that receive one user together. */
export function withBranchLevels(channel: MultipathChannel, levels_dB: readonly number[]): MultipathChannel {
  const { receivePorts, transmitPorts, pathCount } = channel;
  if (levels_dB.length !== receivePorts) {
    throw new RangeError(
      `withBranchLevels: expected a level for each of ${receivePorts} ports, found ${levels_dB.length}`,
    );
  }
  const amplitude = Float64Array.from(levels_dB, (level_dB) => 10 ** (level_dB / 20));
  const scale = (re: Float32Array | Float64Array, im: Float32Array | Float64Array, moments: number) => {
    for (let at = 0; at < re.length; at++) {
      const port = Math.floor(at / (transmitPorts * moments)) % receivePorts;
      re[at] *= amplitude[port];
      im[at] *= amplitude[port];
    }
  };
  return {
    pathCount,
    receivePorts,
    transmitPorts,
    maximumDoppler_Hz: channel.maximumDoppler_Hz,
    at: (time_s: number, out: PathState) => {
      channel.at(time_s, out);
      scale(out.gainRe, out.gainIm, 1);
    },
    series: (time_s: Float64Array, out: PathSeries) => {
      channel.series(time_s, out);
      scale(out.gainRe, out.gainIm, out.length);
    },
    toString: () => `${channel}, branches at ${levels_dB.join(", ")} dB`,
  };
}

import { pathResponse } from "../../kernels/path-response/path-response.js";
import { pathResponseSimd } from "../../kernels/path-response/path-response-simd.js";
import { FrequencyResponse, type GridGains, type SubcarrierGrid } from "../channel/frequency-response.js";
import type { MultipathChannel } from "../channel/multipath-channel.js";
import type { ComplexMatrix } from "../complex-matrix.js";
import type { HostBackend } from "../phy/demapper.js";

/** A channel between the ports of two ends on a grid of subcarriers, at the middles of symbols. */
export interface GridChannel {
  readonly receivePorts: number;
  readonly transmitPorts: number;
  /** The same at all times. */
  readonly isConstant: boolean;
  /** @param out  `[receivePort][transmitPort][symbol][subcarrier]` */
  at(times_s: Float64Array, out: GridGains): void;
}

/** A multipath channel on a grid: each symbol sees it at one moment. */
export function multipathGridChannel(
  channel: MultipathChannel,
  grid: SubcarrierGrid,
  backend: HostBackend = "simd",
): GridChannel {
  const { receivePorts, transmitPorts } = channel;
  const response = new FrequencyResponse(channel, grid, backend === "simd" ? pathResponseSimd : pathResponse);
  return { receivePorts, transmitPorts, isConstant: false, at: (times_s, out) => response.at(times_s, out) };
}

/** The same gain between two ports at every time and frequency: `[receivePort][transmitPort]`. */
export function flatGridChannel({ rows, columns, re, im }: ComplexMatrix): GridChannel {
  const at = (_times_s: Float64Array, out: GridGains) => {
    const size = out.re.length / (rows * columns);
    for (let pair = 0; pair < rows * columns; pair++) {
      out.re.fill(re[pair], pair * size, (pair + 1) * size);
      out.im.fill(im[pair], pair * size, (pair + 1) * size);
    }
  };
  return { receivePorts: rows, transmitPorts: columns, isConstant: true, at };
}

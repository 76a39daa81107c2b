import { complexMatrix } from "../complex-matrix.js";
import type { PortCorrelation } from "./port-correlation.js";

/** Equally spaced antennas in a row. */
export interface AntennaRow {
  readonly count: number;
  /** Wavelengths between neighbours. */
  readonly spacing: number;
  /** Of scattered waves at neighbours, from 0 to below 1; falls with the power of the distance. */
  readonly correlation: number;
}

/** Phases of a plane wave across a row, relative to its middle: exp(j 2 pi d (n - (N - 1) / 2) sin(angle)). */
export function rowSteering({ count, spacing }: AntennaRow, angle_deg: number): { re: Float64Array; im: Float64Array } {
  const turns = spacing * Math.sin((angle_deg * Math.PI) / 180);
  const phase = (n: number) => 2 * Math.PI * turns * (n - (count - 1) / 2);
  return {
    re: Float64Array.from({ length: count }, (_, n) => Math.cos(phase(n))),
    im: Float64Array.from({ length: count }, (_, n) => Math.sin(phase(n))),
  };
}

/** Ports of a link between two rows, its line of sight at the angles given from their broadsides. */
export function rowPorts(
  receive: AntennaRow,
  receiveAngle_deg: number,
  transmit: AntennaRow,
  transmitAngle_deg: number,
): PortCorrelation {
  return {
    receive: exponentialCorrelation(receive),
    transmit: exponentialCorrelation(transmit),
    receiveSteering: rowSteering(receive, receiveAngle_deg),
    transmitSteering: rowSteering(transmit, transmitAngle_deg),
  };
}

/** r^|i - j|. */
function exponentialCorrelation({ count, correlation }: AntennaRow) {
  const matrix = complexMatrix(count, count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) matrix.re[i * count + j] = correlation ** Math.abs(i - j);
  }
  return matrix;
}

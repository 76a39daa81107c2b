import type { MatchedFilter } from "../interference/spectrum.js";
import type { TransportFormat } from "../phy/transport-format.js";

/** A scenario's waveform as the link budget and the MAC see it. */
export interface LinkWaveform {
  /** What adaptation may use, in the order of the waveform's names. */
  readonly formats: readonly TransportFormat[];
  /** Receive filter; its symbol rate is the bandwidth in which Es/N0 is C/N. */
  readonly filter: MatchedFilter;
  /** Frames start at its multiples; at any time if left out. */
  readonly slot_s?: number;
}

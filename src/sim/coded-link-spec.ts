import type { CodeAndDecoder } from "../fec/code-family.js";
import type { ChannelSpec, Demapping } from "../phy/symbol-link.js";

/** A coded link as plain data, from which every worker thread builds its own. */
export interface CodedLinkSpec {
  readonly code: CodeAndDecoder;
  /** Name of a constellation, e.g. `QPSK`, `256QAM`, `16APSK 2/3`. */
  readonly modulation: string;
  readonly demapping: Demapping;
  readonly channel: ChannelSpec;
  /** Whole number from 0 to 2^53 - 1. */
  readonly seed: number;
}

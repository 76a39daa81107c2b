/** What one source of interference leaves of a carrier. */
export interface SourceRatio {
  readonly name: string;
  readonly kind: string;
  /** C/I, white over the link bandwidth, that does the demodulator the same harm; Infinity where the source is not there. */
  readonly ci_dB: number;
}

/** The last block of a real link, for the eye: what a report draws of it. */
export interface LinkSnapshot {
  /** Of what was sent, e.g. the MODCOD. */
  readonly name: string;
  /** Equalised symbols, some thousand at most, and the points that were sent. */
  readonly constellation: {
    readonly re: Float32Array;
    readonly im: Float32Array;
    readonly pointsRe: Float64Array;
    readonly pointsIm: Float64Array;
  };
  /** Root of the mean squared distance of equalised symbols from those sent, over the root of their mean power. */
  readonly evm: number;
  /** The channel's gain and what the receiver took for it; left out where it was known. */
  readonly channel?: {
    readonly axis: "symbol" | "subcarrier";
    readonly at: Float64Array;
    readonly truthRe: Float64Array;
    readonly truthIm: Float64Array;
    readonly estimateRe: Float64Array;
    readonly estimateIm: Float64Array;
  };
  /** Counts of LLRs between the edges, of sent zeros and sent ones; what lies beyond counts in the outer bins. */
  readonly llrs: { readonly edges: Float64Array; readonly zeros: Uint32Array; readonly ones: Uint32Array };
  /** SINR behind each stage of a receiver that has several, e.g. of a cancelling one. */
  readonly stages?: readonly { readonly name: string; readonly sinr_dB: number }[];
}

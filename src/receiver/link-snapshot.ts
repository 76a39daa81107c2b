/** What a link's last block or frame looked like inside, for plots. */
export interface LinkSnapshot {
  readonly name: string;
  /** At most some thousand equalised symbols, and the points that they should lie on. */
  readonly constellation: {
    readonly re: Float32Array;
    readonly im: Float32Array;
    readonly pointsRe: Float64Array;
    readonly pointsIm: Float64Array;
  };
  /** Root mean square error over unit power. */
  readonly evm: number;
  readonly channel?: {
    readonly axis: "symbol" | "subcarrier";
    readonly at: Float64Array;
    readonly truthRe: Float64Array;
    readonly truthIm: Float64Array;
    readonly estimateRe: Float64Array;
    readonly estimateIm: Float64Array;
  };
  /** Histograms of the LLRs of coded bits that were 0 and 1; the first and last class hold what lies beyond. */
  readonly llrs: { readonly edges: Float64Array; readonly zeros: Uint32Array; readonly ones: Uint32Array };
  readonly stages?: readonly { readonly name: string; readonly sinr_dB: number }[];
}

/** Histograms of LLRs by what was sent: 60 classes from -30 to 30. */
export function llrHistogram(llrs: Float32Array, sent: Uint8Array): LinkSnapshot["llrs"] {
  const most = 30;
  const classes = 60;
  const edges = Float64Array.from({ length: classes + 1 }, (_, i) => -most + (2 * most * i) / classes);
  const zeros = new Uint32Array(classes);
  const ones = new Uint32Array(classes);
  for (let i = 0; i < llrs.length; i++) {
    const at = Math.floor(((llrs[i] + most) * classes) / (2 * most));
    (sent[i] ? ones : zeros)[Math.max(0, Math.min(classes - 1, at))]++;
  }
  return { edges, zeros, ones };
}

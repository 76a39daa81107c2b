/** A modulation and coding scheme with the frame or slot that carries it, as budget, adaptation and MAC see it. */
export interface TransportFormat {
  /** As its standard prints it: `16APSK 2/3-L`, `MCS 10`. */
  readonly name: string;
  /** Es/N0 from which on it is used. */
  readonly threshold_dB: number;
  /** Where the threshold comes from. */
  readonly thresholdSource: string;
  /** What a frame or slot carries of the layer above, and by which clauses. */
  readonly payload_bit: number;
  readonly payloadSource: string;
  /** Time on air of a frame or slot. */
  readonly duration_s: number;
  /** Share of the rate that is delivered at the threshold: 1 where its losses are negligible. */
  readonly deliveredShare: number;
}

/** Payload bit rate of frames sent back to back. */
export function formatRate_bps({
  payload_bit,
  duration_s,
}: Pick<TransportFormat, "payload_bit" | "duration_s">): number {
  return payload_bit / duration_s;
}

/**
 * Indices of the formats that adaptation has a use for: each carries more than every one with a lower threshold, rising in
 * both; the others are dominated (DVB-S2 has 8PSK 9/10 at 10.98 dB and 16APSK 3/4 at 10.21 dB, which carries more).
 */
export function efficientFormats(formats: readonly TransportFormat[]): number[] {
  const byThreshold = formats
    .map((format, index) => ({ index, threshold_dB: format.threshold_dB, rate_bps: formatRate_bps(format) }))
    .sort((a, b) => a.threshold_dB - b.threshold_dB || b.rate_bps - a.rate_bps);
  let best_bps = 0;
  return byThreshold
    .filter(({ rate_bps }) => {
      const isBetter = rate_bps > best_bps;
      if (isBetter) best_bps = rate_bps;
      return isBetter;
    })
    .map(({ index }) => index);
}

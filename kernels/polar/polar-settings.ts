/** Integers that stand for LLRs: fixed-point studies. */
export interface PolarQuantisation {
  /** Counts a unit of LLR. */
  readonly llrScale: number;
  /** Bits of a channel LLR with its sign: rounded to the nearest count, clipped to +-(2^(llrBits - 1) - 1). */
  readonly llrBits: number;
  /** Bits of the LLRs inside the decoder with their sign, clipped likewise; path metrics have 32 bits. */
  readonly internalBits: number;
}

/** A successive-cancellation list decoder. */
export interface PolarListSettings {
  /** Paths: 1 (plain successive cancellation), 2, 4, 8, 16 or 32. */
  readonly listSize: number;
  readonly arithmetic: "float32" | "int16" | "int8";
  /** Of the integer arithmetics; `polarQuantisation` if left out. */
  readonly quantisation?: Partial<PolarQuantisation>;
}

/** Fixed-point formats that lose little at the rates of control channels; measured in test/fec/nr-polar.test.ts. */
const polarQuantisation: Readonly<Record<"int16" | "int8", PolarQuantisation>> = {
  int16: { llrScale: 64, llrBits: 12, internalBits: 16 },
  int8: { llrScale: 4, llrBits: 6, internalBits: 8 },
};

/** LLR of a bit known to be 0, and the largest that the float arithmetic takes: sums of 1024 stay finite. */
export const largestPolarLlr = 2 ** 30;

/** A format in use: counts a unit, largest channel count, largest count inside; undefined for float32. */
export interface PolarCounts {
  readonly scale: number;
  readonly channelLimit: number;
  readonly limit: number;
}

/** @throws RangeError where a setting is outside its range, naming it */
export function polarCounts(settings: PolarListSettings): PolarCounts | undefined {
  const { listSize, arithmetic, quantisation } = settings;
  if (![1, 2, 4, 8, 16, 32].includes(listSize)) {
    throw new RangeError(`PolarListSettings: listSize: expected 1, 2, 4, 8, 16 or 32, found ${listSize}`);
  }
  if (arithmetic === "float32") {
    if (quantisation !== undefined) {
      throw new RangeError("PolarListSettings: quantisation: expected none with float32 arithmetic, found one");
    }
    return undefined;
  }
  if (arithmetic !== "int16" && arithmetic !== "int8") {
    throw new RangeError(`PolarListSettings: arithmetic: expected float32, int16 or int8, found ${arithmetic}`);
  }
  const width = arithmetic === "int16" ? 16 : 8;
  const { llrScale, llrBits, internalBits } = { ...polarQuantisation[arithmetic], ...quantisation };
  if (!(llrScale > 0 && llrScale < Infinity)) {
    throw new RangeError(`PolarListSettings: quantisation.llrScale: expected a positive number, found ${llrScale}`);
  }
  checkBits("llrBits", llrBits, width);
  checkBits("internalBits", internalBits, width);
  if (llrBits > internalBits) {
    throw new RangeError(
      `PolarListSettings: quantisation.llrBits: expected internalBits (${internalBits}) at most, found ${llrBits}`,
    );
  }
  return { scale: llrScale, channelLimit: 2 ** (llrBits - 1) - 1, limit: 2 ** (internalBits - 1) - 1 };
}

/**
 * Channel LLRs as the decoder's arithmetic takes them: clipped floats, or counts (rounded half away from zero).
 *
 * An LLR of `largestPolarLlr` or more stands for a known bit and becomes the largest count inside the decoder.
 *
 * @param out  receives as many numbers as there are LLRs
 */
export function polarChannelValues(
  llrs: Float32Array,
  counts: PolarCounts | undefined,
  out: Float32Array | Int16Array | Int8Array,
): void {
  if (counts === undefined) {
    for (let i = 0; i < llrs.length; i++) {
      out[i] = Math.max(-largestPolarLlr, Math.min(largestPolarLlr, llrs[i]));
    }
    return;
  }
  const { scale, channelLimit, limit } = counts;
  for (let i = 0; i < llrs.length; i++) {
    const llr = llrs[i];
    const magnitude = Math.floor(Math.abs(llr) * scale + 0.5);
    const clipped = magnitude > channelLimit ? (llr >= largestPolarLlr ? limit : channelLimit) : magnitude;
    out[i] = llr < 0 ? -clipped : clipped;
  }
}

function checkBits(name: string, bits: number, width: number): void {
  if (!(Number.isInteger(bits) && bits >= 2 && bits <= width)) {
    throw new RangeError(
      `PolarListSettings: quantisation.${name}: expected a whole number from 2 to ${width}, found ${bits}`,
    );
  }
}

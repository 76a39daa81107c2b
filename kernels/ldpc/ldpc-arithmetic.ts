import type { CheckRule, LdpcSettings, Quantisation } from "./ldpc-settings.js";

/** The integer formats that lose little against float32 (measured in bench/fec.mjs). */
const ldpcQuantisation: Readonly<Record<"int16" | "int8", Quantisation>> = {
  int16: { llrScale: 64, llrBits: 13, messageBits: 14, posteriorBits: 16 },
  int8: { llrScale: 4, llrBits: 7, messageBits: 6, posteriorBits: 8 },
};

/** A decoder's numbers and rule, checked: counts for integers, LLR units for float32. */
export interface LdpcArithmetic {
  readonly kind: "float32" | "int16" | "int8";
  readonly scale: number;
  readonly largestLlr: number;
  readonly largestMessage: number;
  readonly largestPosterior: number;
  /** Sixteenths that a normalised magnitude loses; integers only. */
  readonly sixteenthsLess: number;
  readonly factor: number;
  /** In counts for integers. */
  readonly offset: number;
  readonly isSumProduct: boolean;
}

/** Larger LLRs say no more, and their sums over any column stay finite. */
const largestFloatLlr = 1e6;

/** @throws RangeError where a setting is outside its range, naming it */
export function ldpcArithmetic(settings: LdpcSettings): LdpcArithmetic {
  const { arithmetic: kind, checkRule } = settings;
  const { factor, offset } = ruleNumbers(checkRule);
  const isSumProduct = checkRule.kind === "sumProduct";
  if (kind === "float32") {
    if (settings.quantisation !== undefined) {
      throw new RangeError("LdpcSettings: quantisation: expected none with float32 arithmetic, found one");
    }
    return {
      kind,
      scale: 1,
      largestLlr: largestFloatLlr,
      largestMessage: Infinity,
      largestPosterior: Infinity,
      sixteenthsLess: 0,
      factor: Math.fround(factor),
      offset: Math.fround(offset),
      isSumProduct,
    };
  }
  if (kind !== "int16" && kind !== "int8") {
    throw new RangeError(`LdpcSettings: arithmetic: expected float32, int16 or int8, found ${kind}`);
  }
  if (isSumProduct) throw new RangeError("LdpcSettings: checkRule: expected sumProduct with float32 only");
  const width = kind === "int16" ? 16 : 8;
  const { llrScale, llrBits, messageBits, posteriorBits } = settings.quantisation ?? ldpcQuantisation[kind];
  if (!(llrScale > 0 && llrScale < 1e6)) {
    throw new RangeError(`LdpcSettings: quantisation.llrScale: expected a positive number, found ${llrScale}`);
  }
  const largest = (name: string, bits: number) => {
    if (!(Number.isInteger(bits) && bits >= 2 && bits <= width)) {
      throw new RangeError(
        `LdpcSettings: quantisation.${name}: expected a whole number from 2 to ${width}, found ${bits}`,
      );
    }
    return 2 ** (bits - 1) - 1;
  };
  const sixteenthsLess = 16 - Math.round(factor * 16);
  return {
    kind,
    scale: Math.fround(llrScale),
    largestLlr: largest("llrBits", llrBits),
    largestMessage: largest("messageBits", messageBits),
    largestPosterior: largest("posteriorBits", posteriorBits),
    sixteenthsLess,
    factor: 1 - sixteenthsLess / 16,
    offset: Math.min(Math.round(offset * llrScale), 2 ** (width - 1) - 1),
    isSumProduct,
  };
}

function ruleNumbers(rule: CheckRule): { readonly factor: number; readonly offset: number } {
  switch (rule.kind) {
    case "minSum":
    case "sumProduct":
      return { factor: 1, offset: 0 };
    case "normalisedMinSum":
      if (!(rule.factor >= 1 / 16 && rule.factor <= 1)) {
        throw new RangeError(`LdpcSettings: checkRule.factor: expected 1/16 to 1, found ${rule.factor}`);
      }
      return { factor: rule.factor, offset: 0 };
    case "offsetMinSum":
      if (!(rule.offset >= 0 && rule.offset <= 16)) {
        throw new RangeError(`LdpcSettings: checkRule.offset: expected 0 to 16, found ${rule.offset}`);
      }
      return { factor: 1, offset: rule.offset };
    default:
      throw new RangeError(
        `LdpcSettings: checkRule: expected minSum, normalisedMinSum, offsetMinSum or sumProduct, found ${JSON.stringify(rule)}`,
      );
  }
}

/** @throws RangeError where iterations, schedule or stop are none */
export function checkLdpcSettings({ iterations, schedule, stop }: LdpcSettings): void {
  if (!(Number.isInteger(iterations) && iterations >= 1)) {
    throw new RangeError(`LdpcSettings: iterations: expected a whole number from 1, found ${iterations}`);
  }
  if (schedule !== "layered" && schedule !== "flooding") {
    throw new RangeError(`LdpcSettings: schedule: expected layered or flooding, found ${schedule}`);
  }
  if (stop !== "parity" && stop !== "none") {
    throw new RangeError(`LdpcSettings: stop: expected parity or none, found ${stop}`);
  }
}

/** Channel LLRs as the decoder's numbers; counts are rounded half away from zero and clipped. */
export function ldpcInput(
  llrs: Float32Array,
  { kind, scale, largestLlr }: LdpcArithmetic,
  out: ArrayLike<number> & { [index: number]: number },
): void {
  for (let i = 0; i < out.length; i++) {
    const x = Math.fround(llrs[i] * scale);
    const rounded = kind === "float32" ? x + 0 : Math.trunc(Math.fround(x + (x < 0 ? -0.5 : 0.5)));
    out[i] = Math.max(-largestLlr, Math.min(largestLlr, rounded)) + 0;
  }
}

/** @throws RangeError where the frame's arrays have not the code's length */
export function checkLdpcFrame(llrs: Float32Array, hard: Uint8Array, variables: number): void {
  if (llrs.length !== variables) {
    throw new RangeError(`LdpcDecoder: llrs: expected ${variables} elements, found ${llrs.length}`);
  }
  if (hard.length !== variables) {
    throw new RangeError(`LdpcDecoder: hard: expected ${variables} elements, found ${hard.length}`);
  }
}

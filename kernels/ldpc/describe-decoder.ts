import type { LdpcArithmetic } from "./ldpc-arithmetic.js";
import { ldpcQuantisation } from "./ldpc-arithmetic.js";
import type { LdpcSettings } from "./ldpc-settings.js";
import type { QuasiCyclicCode } from "./quasi-cyclic-code.js";

/** A decoder in one line of a log, e.g. `LDPC 24 of 46 x 68 blocks of 384: layered min-sum x 0.75, int8 (...), ...`. */
export function describeLdpcDecoder(
  form: "reference" | "simd",
  { rows: all, columns, liftingSize }: QuasiCyclicCode,
  settings: LdpcSettings,
  arithmetic: LdpcArithmetic,
  rows = all,
): string {
  const { schedule, iterations, stop } = settings;
  return (
    `LDPC ${rows < all ? `${rows} of ` : ""}${all} x ${columns} blocks of ${liftingSize}: ` +
    `${schedule} ${describeRule(settings, arithmetic)}, ${describeNumbers(settings)}, ` +
    `${stop === "parity" ? "up to " : ""}${iterations} iterations, ${form}`
  );
}

/** With the factor or offset that the arithmetic rounds it to. */
function describeRule({ checkRule }: LdpcSettings, { factor, offset, scale }: LdpcArithmetic): string {
  switch (checkRule.kind) {
    case "minSum":
      return "min-sum";
    case "normalisedMinSum":
      return `min-sum x ${short(factor)}`;
    case "offsetMinSum":
      return `min-sum - ${short(offset / scale)}`;
    case "sumProduct":
      return "sum-product";
  }
}

function describeNumbers({ arithmetic, quantisation }: LdpcSettings): string {
  if (arithmetic === "float32") return "float32";
  const { llrScale, llrBits, messageBits, posteriorBits } = quantisation ?? ldpcQuantisation[arithmetic];
  return (
    `${arithmetic} (${llrScale} counts a unit of LLR; ` +
    `LLRs ${llrBits}, messages ${messageBits}, posteriors ${posteriorBits} bits)`
  );
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}

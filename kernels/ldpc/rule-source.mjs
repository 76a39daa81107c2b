// AssemblyScript of the check rule: from the two smallest magnitudes to those of the messages.

const integerGlobals = `let clip: v128 = i32x4.splat(0);
let offset: v128 = i32x4.splat(0);
let factor: v128 = i32x4.splat(0);
let lowest: v128 = i32x4.splat(0);
let highest: v128 = i32x4.splat(0);
// Posteriors have fewer bits than their lanes.
let isNarrow: bool = false;
`;

const int8Rule = `${integerGlobals}
let half: v128 = i32x4.splat(0);
let mask: v128 = i32x4.splat(0);
let shift: i32 = 0;
let isByShift: bool = true;

// @ts-ignore: decorator of AssemblyScript
@inline
function scaled(m: v128): v128 {
  let less: v128;
  if (isByShift) {
    less = v128.and(i16x8.shr_u(i8x16.add(m, half), shift), mask);
  } else {
    const eight = i16x8.splat(8);
    const low = i16x8.shr_u(i16x8.add(i16x8.extmul_low_i8x16_u(m, factor), eight), 4);
    const high = i16x8.shr_u(i16x8.add(i16x8.extmul_high_i8x16_u(m, factor), eight), 4);
    less = i8x16.narrow_i16x8_u(low, high);
  }
  return i8x16.min_u(i8x16.sub_sat_u(i8x16.sub(m, less), offset), clip);
}

export function setRule(sixteenthsLess: i32, offsetCounts: i32, clipCounts: i32, posteriorClip: i32): void {
  isByShift = sixteenthsLess == 0 || (sixteenthsLess & (sixteenthsLess - 1)) == 0;
  shift = sixteenthsLess == 0 ? 8 : 4 - ctz(sixteenthsLess);
  const rounding: i32 = sixteenthsLess == 0 ? 0 : 128 >> (8 - shift);
  half = i8x16.splat(<i8>rounding);
  mask = i8x16.splat(sixteenthsLess == 0 ? 0 : <i8>(255 >> shift));
  factor = i8x16.splat(<i8>sixteenthsLess);
  offset = i8x16.splat(<i8>offsetCounts);
  clip = i8x16.splat(<i8>clipCounts);
  isNarrow = posteriorClip < 127;
  lowest = i8x16.splat(<i8>(isNarrow ? -posteriorClip : -128));
  highest = i8x16.splat(<i8>posteriorClip);
}`;

const int16Rule = `${integerGlobals}
// @ts-ignore: decorator of AssemblyScript
@inline
function scaled(m: v128): v128 {
  // A magnitude of 32768 would count as negative in the product.
  const less = i16x8.q15mulr_sat_s(i16x8.min_u(m, i16x8.splat(32767)), factor);
  return i16x8.min_u(i16x8.sub_sat_u(i16x8.sub(m, less), offset), clip);
}

export function setRule(sixteenthsLess: i32, offsetCounts: i32, clipCounts: i32, posteriorClip: i32): void {
  factor = i16x8.splat(<i16>(sixteenthsLess << 11));
  offset = i16x8.splat(<i16>offsetCounts);
  clip = i16x8.splat(<i16>clipCounts);
  isNarrow = posteriorClip < 32767;
  lowest = i16x8.splat(<i16>(isNarrow ? -posteriorClip : -32768));
  highest = i16x8.splat(<i16>posteriorClip);
}`;

const float32Rule = `let offset: v128 = i32x4.splat(0);
let factor: v128 = i32x4.splat(0);
let isSumProduct: bool = false;

// @ts-ignore: decorator of AssemblyScript
@inline
function scaled(m: v128): v128 {
  return f32x4.pmax(f32x4.splat(0), f32x4.sub(f32x4.mul(m, factor), offset));
}

export function setFloatRule(times: f32, less: f32, sumProduct: i32): void {
  factor = f32x4.splat(times);
  offset = f32x4.splat(less);
  isSumProduct = sumProduct != 0;
}`;

/** `scaled`, which gives the magnitude of a message from a minimum, and the function that sets the rule's numbers. */
export function ruleSource(arithmetic) {
  return { int8: int8Rule, int16: int16Rule, float32: float32Rule }[arithmetic];
}

/** A magnitude with the signs of other lanes; `k` is a variable at hand. */
export function signed(arithmetic, magnitude, signs) {
  if (arithmetic === "float32") return `v128.xor(${magnitude}, v128.and(${signs}, i32x4.splat(0x80000000)))`;
  const lane = arithmetic === "int8" ? "i8x16" : "i16x8";
  const negative = arithmetic === "int8" ? `i8x16.lt_s(${signs}, i8x16.splat(0))` : `i16x8.shr_s(${signs}, 15)`;
  return `(k = ${negative}, ${lane}.sub(v128.xor(${magnitude}, k), k))`;
}

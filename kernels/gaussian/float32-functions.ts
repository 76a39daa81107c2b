/** Reads and sets the bits of a float32. */
export interface Float32Bits {
  readonly value: Float32Array;
  readonly bits: Int32Array;
}

export function float32Bits(): Float32Bits {
  const value = new Float32Array(1);
  return { value, bits: new Int32Array(value.buffer) };
}

const { fround } = Math;
/** Times -2, of ln(1 + f) = f - f^2 / 2 + f^3 P(f), highest power first; see `minusTwiceLogarithm`. */
const logarithmCoefficients = Float32Array.of(
  -0.1740087640422,
  0.28534972555,
  -0.298295336666,
  0.331551695012,
  -0.399261278202,
  0.500026740722,
  -0.66667821469,
  1,
);
const minusTwiceLn2 = fround(-1.3862943611198906);

/**
 * -2 ln(x) in float32, every operation rounded; relative error below 3e-7.
 *
 * x = 2^e (1 + f), f from sqrt(1/2) - 1 to sqrt(2) - 1; P of degree 6 is the minimax polynomial of weight
 * f^3 / ln(1 + f), whose error is 3.2e-8.
 *
 * @param x        a normal float32 above 0
 * @param scratch  from `float32Bits`
 */
export function minusTwiceLogarithm(x: number, scratch: Float32Bits): number {
  const { value, bits } = scratch;
  value[0] = x;
  const exponent = (bits[0] - 0x3f3504f3) >> 23;
  bits[0] -= exponent << 23;
  const f = fround(value[0] - 1);
  let p = logarithmCoefficients[0];
  for (let i = 1; i < logarithmCoefficients.length; i++) p = fround(fround(p * f) + logarithmCoefficients[i]);
  const y = fround(fround(fround(f * f) * p) - fround(f + f));
  return fround(fround(exponent * minusTwiceLn2) + y);
}

const sineCoefficients = Float32Array.of(-0.000195175928151, 0.00833218085716, -0.16666655002);
const cosineCoefficients = Float32Array.of(-0.00136527971656, 0.0416612982963);

/** sin(t) in float32 for |t| <= pi/4: t + t^3 S(t^2), S minimax of degree 2; absolute error below 8e-8. */
export function smallSine(t: number): number {
  const [a, b, c] = sineCoefficients;
  const z = fround(t * t);
  const s = fround(fround(fround(fround(a * z) + b) * z) + c);
  return fround(fround(fround(s * z) * t) + t);
}

/** cos(t) in float32 for |t| <= pi/4: 1 - t^2 / 2 + t^4 C(t^2), C minimax of degree 1; absolute error below 2e-7. */
export function smallCosine(t: number): number {
  const [a, b] = cosineCoefficients;
  const z = fround(t * t);
  const c = fround(fround(fround(fround(a * z) + b) * z) - 0.5);
  return fround(fround(c * z) + 1);
}

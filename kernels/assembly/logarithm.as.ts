// Natural logarithm of four float32 lanes; the same operations in the same order as `float32-functions.ts`.

// @ts-ignore: decorator of AssemblyScript
@inline
function plusTimes(factor: v128, x: v128, constant: f32): v128 {
  return f32x4.add(f32x4.mul(factor, x), f32x4.splat(constant));
}

/**
 * -2 ln of each lane, which must be a normal number above 0: relative error below 3e-7.
 *
 * x = 2^e (1 + f), f from sqrt(1/2) - 1 to sqrt(2) - 1; ln(1 + f) = f - f^2 / 2 + f^3 P(f) with P of degree 6, the
 * minimax polynomial of weight f^3 / ln(1 + f), whose error is 3.2e-8. Its coefficients stand here times -2.
 */
// @ts-ignore: decorator of AssemblyScript
@inline
export function minusTwiceLogarithm_f32x4(x: v128): v128 {
  const exponent = i32x4.shr_s(i32x4.sub(x, i32x4.splat(0x3f3504f3)), 23);
  const f = f32x4.sub(i32x4.sub(x, i32x4.shl(exponent, 23)), f32x4.splat(1));
  let p = f32x4.splat(-0.1740087640422);
  p = plusTimes(p, f, 0.28534972555);
  p = plusTimes(p, f, -0.298295336666);
  p = plusTimes(p, f, 0.331551695012);
  p = plusTimes(p, f, -0.399261278202);
  p = plusTimes(p, f, 0.500026740722);
  p = plusTimes(p, f, -0.66667821469);
  p = plusTimes(p, f, 1);
  const y = f32x4.sub(f32x4.mul(f32x4.mul(f, f), p), f32x4.add(f, f));
  return f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(exponent), f32x4.splat(-1.3862943611198906)), y);
}

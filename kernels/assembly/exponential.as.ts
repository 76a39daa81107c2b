// exp and 2^n of four float32 lanes, for kernels of other folders.

// @ts-ignore: decorator of AssemblyScript
@inline
function splat(value: f32): v128 {
  return f32x4.splat(value);
}

/**
 * exp of each lane, relative error below 2e-7 from -87.3 (the smallest normal float32) to 88; below -87.3 exp(-87.3).
 *
 * exp(x) = 2^n exp(r), n = nearest(x / ln 2), |r| <= ln 2 / 2 by ln 2 in two parts (the first has 9 bits, so that
 * n times it is exact); exp(r) by its Taylor polynomial of degree 7, whose rest is below 6e-9.
 */
// @ts-ignore: decorator of AssemblyScript
@inline
export function exp_f32x4(exponent: v128): v128 {
  const x = f32x4.max(exponent, splat(-87.3));
  const n = f32x4.nearest(f32x4.mul(x, splat(1.4426950408889634)));
  let r = f32x4.sub(x, f32x4.mul(n, splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, splat(-2.1219444005469057e-4)));
  let p = splat(1.0 / 5040.0);
  p = f32x4.add(f32x4.mul(p, r), splat(1.0 / 720.0));
  p = f32x4.add(f32x4.mul(p, r), splat(1.0 / 120.0));
  p = f32x4.add(f32x4.mul(p, r), splat(1.0 / 24.0));
  p = f32x4.add(f32x4.mul(p, r), splat(1.0 / 6.0));
  p = f32x4.add(f32x4.mul(p, r), splat(0.5));
  p = f32x4.add(f32x4.mul(p, r), splat(1.0));
  p = f32x4.add(f32x4.mul(p, r), splat(1.0));
  return f32x4.mul(p, i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23));
}

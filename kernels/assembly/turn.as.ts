// Sine and cosine of angles q pi / 2 + t of whole quarter turns q and t from -pi/4 to pi/4, four at a time.

/** t of words of 2^-32 of a turn: the signed lower 30 bits. */
// @ts-ignore: decorator of AssemblyScript
@inline
export function angleFromQuarter(words: v128): v128 {
  return f32x4.mul(f32x4.convert_i32x4_s(i32x4.shl(words, 2)), f32x4.splat(3.657295198167899e-10));
}

/** sin t = t + t^3 S(z), z = t^2; S is the minimax polynomial of degree 2, its error 3.6e-9. */
// @ts-ignore: decorator of AssemblyScript
@inline
export function sineOfSmall(t: v128, z: v128): v128 {
  let s = f32x4.add(f32x4.mul(f32x4.splat(-0.000195175928151), z), f32x4.splat(0.00833218085716));
  s = f32x4.add(f32x4.mul(s, z), f32x4.splat(-0.16666655002));
  return f32x4.add(f32x4.mul(f32x4.mul(s, z), t), t);
}

/** cos t = 1 - z / 2 + z^2 C(z), z = t^2; C is the minimax polynomial of degree 1, its error 6.8e-8. */
// @ts-ignore: decorator of AssemblyScript
@inline
export function cosineOfSmall(z: v128): v128 {
  let c = f32x4.add(f32x4.mul(f32x4.splat(-0.00136527971656), z), f32x4.splat(0.0416612982963));
  c = f32x4.add(f32x4.mul(c, z), f32x4.splat(-0.5));
  return f32x4.add(f32x4.mul(c, z), f32x4.splat(1));
}

/**
 * In the odd quarter turns sine and cosine change places: there the bits in which they differ, elsewhere 0.
 *
 * @param quarters  words whose upper two bits count the quarter turns
 */
// @ts-ignore: decorator of AssemblyScript
@inline
export function exchanged(quarters: v128, sine: v128, cosine: v128): v128 {
  return v128.and(v128.xor(cosine, sine), i32x4.shr_s(i32x4.shl(quarters, 1), 31));
}

/** cos(q pi / 2 + t) of cos t and what `exchanged` gives. */
// @ts-ignore: decorator of AssemblyScript
@inline
export function turnedCosine(quarters: v128, cosine: v128, exchange: v128): v128 {
  const sign = v128.and(v128.xor(quarters, i32x4.shl(quarters, 1)), i32x4.splat(0x80000000));
  return v128.xor(v128.xor(cosine, exchange), sign);
}

/** sin(q pi / 2 + t) of sin t and what `exchanged` gives. */
// @ts-ignore: decorator of AssemblyScript
@inline
export function turnedSine(quarters: v128, sine: v128, exchange: v128): v128 {
  return v128.xor(v128.xor(sine, exchange), v128.and(quarters, i32x4.splat(0x80000000)));
}

/** Words of 2^-32 of a turn of two and two angles in float64 turns; whole turns are taken off without error. */
// @ts-ignore: decorator of AssemblyScript
@inline
export function wordsOfTurns(low: v128, high: v128): v128 {
  const scale = f64x2.splat(4294967296);
  const a = f64x2.mul(f64x2.sub(low, f64x2.nearest(low)), scale);
  const b = f64x2.mul(f64x2.sub(high, f64x2.nearest(high)), scale);
  return v128.shuffle<i32>(i32x4.trunc_sat_f64x2_s_zero(a), i32x4.trunc_sat_f64x2_s_zero(b), 0, 1, 4, 5);
}

/** Words whose upper two bits count the quarter turns nearest to angles: those from which `angleFromQuarter` reckons. */
// @ts-ignore: decorator of AssemblyScript
@inline
export function nearestQuarters(words: v128): v128 {
  return i32x4.add(words, i32x4.splat(0x20000000));
}

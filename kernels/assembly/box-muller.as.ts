// Box and Muller's pair of Gaussian samples from a pair of random words, four pairs at a time.
import { minusTwiceLogarithm_f32x4 } from "./logarithm.as";

/**
 * Writes `deviation` times r cos(angle) to `cosines` and r sin(angle) to `sines`: r = sqrt(-2 ln u), u = (a + 1/2) / 2^32
 * of word a, the angle of word b in 2^32 steps a turn. The operations of `gaussian.ts`, in its order.
 *
 * The angle is q pi / 2 + t, q the upper two bits of b and t from -pi/4 to pi/4 the others; sin t = t + t^3 S(t^2) and
 * cos t = 1 - t^2 / 2 + t^4 C(t^2), minimax polynomials of degrees 2 (error 3.6e-9) and 1 (6.8e-8).
 */
// @ts-ignore: decorator of AssemblyScript
@inline
export function boxMuller(a: v128, b: v128, deviation: v128, cosines: i32, sines: i32): void {
  const one = f32x4.splat(1);
  const u = f32x4.mul(f32x4.add(f32x4.convert_i32x4_u(a), f32x4.splat(0.5)), f32x4.splat(2.3283064365386963e-10));
  const r = f32x4.mul(f32x4.sqrt(minusTwiceLogarithm_f32x4(u)), deviation);

  const t = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shl(b, 2)), f32x4.splat(3.657295198167899e-10));
  const z = f32x4.mul(t, t);
  let s = f32x4.add(f32x4.mul(f32x4.splat(-0.000195175928151), z), f32x4.splat(0.00833218085716));
  s = f32x4.add(f32x4.mul(s, z), f32x4.splat(-0.16666655002));
  s = f32x4.add(f32x4.mul(f32x4.mul(s, z), t), t);
  let c = f32x4.add(f32x4.mul(f32x4.splat(-0.00136527971656), z), f32x4.splat(0.0416612982963));
  c = f32x4.add(f32x4.mul(c, z), f32x4.splat(-0.5));
  c = f32x4.add(f32x4.mul(c, z), one);

  // In the odd quarter turns sine and cosine change places.
  const odd = i32x4.shr_s(i32x4.shl(b, 1), 31);
  const exchange = v128.and(v128.xor(c, s), odd);
  const sign = i32x4.splat(0x80000000);
  const cosineSign = v128.and(v128.xor(b, i32x4.shl(b, 1)), sign);
  const sineSign = v128.and(b, sign);
  v128.store(cosines, f32x4.mul(r, v128.xor(v128.xor(c, exchange), cosineSign)));
  v128.store(sines, f32x4.mul(r, v128.xor(v128.xor(s, exchange), sineSign)));
}

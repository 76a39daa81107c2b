// Box and Muller's pair of Gaussian samples from a pair of random words, four pairs at a time.
import { minusTwiceLogarithm_f32x4 } from "./logarithm.as";
import { angleFromQuarter, cosineOfSmall, exchanged, sineOfSmall, turnedCosine, turnedSine } from "./turn.as";

/**
 * Writes `deviation` times r cos(angle) to `cosines` and r sin(angle) to `sines`: r = sqrt(-2 ln u), u = (a + 1/2) / 2^32
 * of word a, the angle of word b in 2^32 steps a turn. The operations of `gaussian.ts`, in its order.
 *
 * The angle is q pi / 2 + t, q the upper two bits of b and t from -pi/4 to pi/4 the others.
 */
// @ts-ignore: decorator of AssemblyScript
@inline
export function boxMuller(a: v128, b: v128, deviation: v128, cosines: i32, sines: i32): void {
  const u = f32x4.mul(f32x4.add(f32x4.convert_i32x4_u(a), f32x4.splat(0.5)), f32x4.splat(2.3283064365386963e-10));
  const r = f32x4.mul(f32x4.sqrt(minusTwiceLogarithm_f32x4(u)), deviation);
  const t = angleFromQuarter(b);
  const z = f32x4.mul(t, t);
  const sine = sineOfSmall(t, z);
  const cosine = cosineOfSmall(z);
  const exchange = exchanged(b, sine, cosine);
  v128.store(cosines, f32x4.mul(r, turnedCosine(b, cosine, exchange)));
  v128.store(sines, f32x4.mul(r, turnedSine(b, sine, exchange)));
}

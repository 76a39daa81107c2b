// Sums of complex sinusoids, four times of one process at a time.
import {
  angleFromQuarter,
  cosineOfSmall,
  exchanged,
  nearestQuarters,
  sineOfSmall,
  turnedCosine,
  turnedSine,
  wordsOfTurns,
} from "../assembly/turn.as";

/** Address of the first byte that the host may use. */
export function heapBase(): i32 {
  return <i32>__heap_base;
}

/** Sinusoids that are summed up by themselves: the rounding of a sum of hundreds stays that of tens. */
const part: i32 = 32;

/**
 * The last vector of a row writes over its end, into the row behind, which is made after it.
 *
 * @param time       of the times, float64, readable four beyond the last
 * @param frequency  `[path][sinusoid]` float64, as `phase`; `amplitude` float32
 * @param re         `[path][time]` float32, as `im`
 */
export function sumSinusoids(
  time: i32,
  frequency: i32,
  phase: i32,
  amplitude: i32,
  re: i32,
  im: i32,
  paths: i32,
  sinusoids: i32,
  times: i32,
): void {
  for (let path = 0; path < paths; path++) {
    const first = path * sinusoids;
    const last = first + sinusoids;
    const row = (path * times) << 2;
    for (let n = 0; n < times; n += 4) {
      const low = v128.load(time + (n << 3));
      const high = v128.load(time + (n << 3), 16);
      let sumRe = f32x4.splat(0);
      let sumIm = sumRe;
      for (let from = first; from < last; from += part) {
        const to = min(from + part, last);
        let partRe = f32x4.splat(0);
        let partIm = partRe;
        for (let at = from; at < to; at++) {
          const f = v128.load64_splat(frequency + (at << 3));
          const phi = v128.load64_splat(phase + (at << 3));
          const a = v128.load32_splat(amplitude + (at << 2));
          const words = wordsOfTurns(f64x2.add(f64x2.mul(f, low), phi), f64x2.add(f64x2.mul(f, high), phi));
          const quarters = nearestQuarters(words);
          const t = angleFromQuarter(words);
          const z = f32x4.mul(t, t);
          const sine = sineOfSmall(t, z);
          const cosine = cosineOfSmall(z);
          const exchange = exchanged(quarters, sine, cosine);
          partRe = f32x4.add(partRe, f32x4.mul(a, turnedCosine(quarters, cosine, exchange)));
          partIm = f32x4.add(partIm, f32x4.mul(a, turnedSine(quarters, sine, exchange)));
        }
        sumRe = f32x4.add(sumRe, partRe);
        sumIm = f32x4.add(sumIm, partIm);
      }
      v128.store(re + row + (n << 2), sumRe);
      v128.store(im + row + (n << 2), sumIm);
    }
  }
}

// Frequency response of paths at 32 subcarriers at a time: rotators of up to 32 paths, then their sums by the gains.
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

/** Subcarriers of a tile, and bytes of their real parts; the imaginary parts stand behind. */
const tile: i32 = 32;
const tileBytes: i32 = 128;
/** Paths whose rotators are kept at a time. */
const mostPaths: i32 = 32;

/** Bytes of scratch that `frequencyResponse` works in. */
export function scratchBytes(pairs: i32): i32 {
  return 2 * tileBytes * (mostPaths + pairs);
}

/** The rotators exp(-2 pi j (first + k spacing) delay) of a tile's subcarriers from k on. */
// @ts-ignore: decorator of AssemblyScript
@inline
function rotators(out: i32, delay: f64, k: i32, first: f64, spacing: f64): void {
  const from = f64x2.splat(first);
  const apart = f64x2.splat(spacing);
  const tau = f64x2.splat(-delay);
  const low = f64x2.add(f64x2.splat(<f64>k), f64x2(0, 1));
  const high = f64x2.add(low, f64x2.splat(2));
  const words = wordsOfTurns(
    f64x2.mul(f64x2.add(from, f64x2.mul(low, apart)), tau),
    f64x2.mul(f64x2.add(from, f64x2.mul(high, apart)), tau),
  );
  let quarters = nearestQuarters(words);
  let t = angleFromQuarter(words);
  let z = f32x4.mul(t, t);
  let sine = sineOfSmall(t, z);
  let cosine = cosineOfSmall(z);
  let exchange = exchanged(quarters, sine, cosine);
  let re = turnedCosine(quarters, cosine, exchange);
  let im = turnedSine(quarters, sine, exchange);

  // Four subcarriers on.
  const step = f64x2.mul(f64x2.mul(f64x2.splat(4), apart), tau);
  const stepWords = wordsOfTurns(step, step);
  quarters = nearestQuarters(stepWords);
  t = angleFromQuarter(stepWords);
  z = f32x4.mul(t, t);
  sine = sineOfSmall(t, z);
  cosine = cosineOfSmall(z);
  exchange = exchanged(quarters, sine, cosine);
  const c = turnedCosine(quarters, cosine, exchange);
  const s = turnedSine(quarters, sine, exchange);
  v128.store(out, re);
  v128.store(out + tileBytes, im);
  for (let at = out + 16; at < out + tileBytes; at += 16) {
    const turned = f32x4.sub(f32x4.mul(re, c), f32x4.mul(im, s));
    im = f32x4.add(f32x4.mul(re, s), f32x4.mul(im, c));
    re = turned;
    v128.store(at, re);
    v128.store(at + tileBytes, im);
  }
}

/**
 * Adds to 16 subcarriers of one pair what so many paths give, `step` bytes from one path's gain to the next. The paths
 * are summed up by themselves first: the rounding of a sum of hundreds stays that of tens.
 */
// @ts-ignore: decorator of AssemblyScript
@inline
function addPaths(sum: i32, rotator: i32, gRe: i32, gIm: i32, paths: i32, step: i32): void {
  let re0 = f32x4.splat(0);
  let re1 = re0;
  let re2 = re0;
  let re3 = re0;
  let im0 = re0;
  let im1 = re0;
  let im2 = re0;
  let im3 = re0;
  const end = paths * step;
  let from = rotator;
  for (let at = 0; at < end; at += step) {
    const a = v128.load32_splat(gRe + at);
    const b = v128.load32_splat(gIm + at);
    let c = v128.load(from);
    let d = v128.load(from + tileBytes);
    re0 = f32x4.add(re0, f32x4.sub(f32x4.mul(a, c), f32x4.mul(b, d)));
    im0 = f32x4.add(im0, f32x4.add(f32x4.mul(a, d), f32x4.mul(b, c)));
    c = v128.load(from, 16);
    d = v128.load(from + tileBytes, 16);
    re1 = f32x4.add(re1, f32x4.sub(f32x4.mul(a, c), f32x4.mul(b, d)));
    im1 = f32x4.add(im1, f32x4.add(f32x4.mul(a, d), f32x4.mul(b, c)));
    c = v128.load(from, 32);
    d = v128.load(from + tileBytes, 32);
    re2 = f32x4.add(re2, f32x4.sub(f32x4.mul(a, c), f32x4.mul(b, d)));
    im2 = f32x4.add(im2, f32x4.add(f32x4.mul(a, d), f32x4.mul(b, c)));
    c = v128.load(from, 48);
    d = v128.load(from + tileBytes, 48);
    re3 = f32x4.add(re3, f32x4.sub(f32x4.mul(a, c), f32x4.mul(b, d)));
    im3 = f32x4.add(im3, f32x4.add(f32x4.mul(a, d), f32x4.mul(b, c)));
    from += 2 * tileBytes;
  }
  v128.store(sum, f32x4.add(v128.load(sum), re0));
  v128.store(sum, f32x4.add(v128.load(sum, 16), re1), 16);
  v128.store(sum, f32x4.add(v128.load(sum, 32), re2), 32);
  v128.store(sum, f32x4.add(v128.load(sum, 48), re3), 48);
  v128.store(sum + tileBytes, f32x4.add(v128.load(sum + tileBytes), im0));
  v128.store(sum + tileBytes, f32x4.add(v128.load(sum + tileBytes, 16), im1), 16);
  v128.store(sum + tileBytes, f32x4.add(v128.load(sum + tileBytes, 32), im2), 32);
  v128.store(sum + tileBytes, f32x4.add(v128.load(sum + tileBytes, 48), im3), 48);
}

/**
 * @param delay    `[path]` float64
 * @param g        addresses of the gains, `[path][pair]`
 * @param h        addresses of the response, `[pair][subcarrier]`
 * @param scratch  of `scratchBytes`, a multiple of 16
 */
export function frequencyResponse(
  delay: i32,
  gRe: i32,
  gIm: i32,
  hRe: i32,
  hIm: i32,
  scratch: i32,
  paths: i32,
  pairs: i32,
  subcarriers: i32,
  first: f64,
  spacing: f64,
): void {
  const sums = scratch + 2 * tileBytes * mostPaths;
  const step = pairs << 2;
  for (let k = 0; k < subcarriers; k += tile) {
    memory.fill(sums, 0, 2 * tileBytes * pairs);
    for (let path = 0; path < paths; path += mostPaths) {
      const count = min(mostPaths, paths - path);
      for (let each = 0; each < count; each++) {
        rotators(scratch + 2 * tileBytes * each, load<f64>(delay + ((path + each) << 3)), k, first, spacing);
      }
      for (let pair = 0; pair < pairs; pair++) {
        const gain = path * step + (pair << 2);
        const sum = sums + 2 * tileBytes * pair;
        addPaths(sum, scratch, gRe + gain, gIm + gain, count, step);
        addPaths(sum + 64, scratch + 64, gRe + gain, gIm + gain, count, step);
      }
    }
    const bytes = min(tile, subcarriers - k) << 2;
    for (let pair = 0; pair < pairs; pair++) {
      const at = (pair * subcarriers + k) << 2;
      memory.copy(hRe + at, sums + 2 * tileBytes * pair, bytes);
      memory.copy(hIm + at, sums + 2 * tileBytes * pair + tileBytes, bytes);
    }
  }
}

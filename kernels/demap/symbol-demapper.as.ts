// LLRs of four symbols at a time, a symbol a lane.
import { minusTwiceLogarithm_f32x4 } from "../assembly/logarithm.as";

/** Address of the first byte that the host may use. */
export function heapBase(): i32 {
  return <i32>__heap_base;
}

// @ts-ignore: decorator of AssemblyScript
@inline
function splat(value: f32): v128 {
  return f32x4.splat(value);
}

// @ts-ignore: decorator of AssemblyScript
@inline
function plusTimes(factor: v128, x: v128, constant: f32): v128 {
  return f32x4.add(f32x4.mul(factor, x), splat(constant));
}

// ---- Square QAM with Gray labels, nearest points

/**
 * LLR of the sign of t = y / 2a among the levels +-a, +-3a, ..., +-(2 half - 1) a, in units of 4 a^2 / N0.
 *
 * The nearest level of the other sign is the innermost, the nearest of the same sign number k = min(floor |t|, half - 1):
 * ((|y| + a)^2 - (|y| - (2k + 1) a)^2) / 4 a^2 = (k + 1) (2 |t| - k).
 */
// @ts-ignore: decorator of AssemblyScript
@inline
function signLlr(t: v128, half: f32): v128 {
  const size = f32x4.abs(t);
  const k = f32x4.pmin(f32x4.floor(size), splat(half - 1));
  const llr = f32x4.mul(f32x4.add(k, splat(1)), f32x4.sub(f32x4.add(size, size), k));
  return v128.or(llr, v128.and(t, splat(-0.0)));
}

/** Stores the LLRs of a bit of the real part and of the one beside it of the imaginary part. */
// @ts-ignore: decorator of AssemblyScript
@inline
function storePairs(re: v128, im: v128, at: i32, bytes: i32): void {
  const first = v128.shuffle<i32>(re, im, 0, 4, 1, 5);
  const second = v128.shuffle<i32>(re, im, 2, 6, 3, 7);
  v128.store64_lane(at, first, 0);
  v128.store64_lane(at + bytes, first, 1);
  v128.store64_lane(at + 2 * bytes, second, 0);
  v128.store64_lane(at + 3 * bytes, second, 1);
}

/**
 * Gray labels are a reflection: bit 1 of a level is the sign of 2^(n-2) - |t| among half as many levels, and so on.
 *
 * @param count      symbols, rounded up to a multiple of 4
 * @param levelBits  bits of the real part, 1 to 5
 * @param spacing    a, half the distance of neighbouring levels
 */
export function graySquareMaxLog(
  count: i32,
  re: i32,
  im: i32,
  snr: i32,
  llrs: i32,
  levelBits: i32,
  spacing: f32,
): void {
  const toT = splat(0.5 / spacing);
  const unit = splat(4 * spacing * spacing);
  const bytes = levelBits << 3;
  const end = count << 2;
  for (let i = 0; i < end; i += 16) {
    const scale = f32x4.mul(v128.load(snr + i), unit);
    let x = f32x4.mul(v128.load(re + i), toT);
    let y = f32x4.mul(v128.load(im + i), toT);
    let at = llrs + (i >> 2) * bytes;
    for (let half = <f32>(1 << (levelBits - 1)); half > 1; half *= 0.5) {
      storePairs(f32x4.mul(signLlr(x, half), scale), f32x4.mul(signLlr(y, half), scale), at, bytes);
      x = f32x4.sub(splat(0.5 * half), f32x4.abs(x));
      y = f32x4.sub(splat(0.5 * half), f32x4.abs(y));
      at += 8;
    }
    // Of two levels the LLR is linear.
    const last = f32x4.add(scale, scale);
    storePairs(f32x4.mul(x, last), f32x4.mul(y, last), at, bytes);
  }
}

// ---- Any points, nearest points
//
// The distances of M labels are halved bit by bit: the two halves of the labels give the least distance of the first
// bit's values, and the lesser of each pair is what the bits behind it still need. 3 (M - 1) minima for all bits.

/** A point is 3 vectors of equal lanes: |x|^2, -2 Re x, -2 Im x. */
const pointBytes: i32 = 48;

/** @param scratch  room for a vector a label */
export function anyMaxLog(
  count: i32,
  re: i32,
  im: i32,
  snr: i32,
  llrs: i32,
  bits: i32,
  points: i32,
  scratch: i32,
): void {
  const labels = 1 << bits;
  const bytes = bits << 2;
  const end = count << 2;
  for (let i = 0; i < end; i += 16) {
    const x = v128.load(re + i);
    const y = v128.load(im + i);
    const scale = v128.load(snr + i);
    for (let label = 0; label < labels; label++) {
      const point = points + label * pointBytes;
      const metric = f32x4.add(
        f32x4.add(f32x4.mul(x, v128.load(point, 16)), f32x4.mul(y, v128.load(point, 32))),
        v128.load(point),
      );
      v128.store(scratch + (label << 4), metric);
    }
    const at = llrs + (i >> 2) * bytes;
    for (let bit = 0, half = (labels >> 1) << 4; bit < bits; bit++, half >>= 1) {
      let least0 = splat(f32.MAX_VALUE);
      let least1 = splat(f32.MAX_VALUE);
      for (let a = scratch, stop = scratch + half; a < stop; a += 16) {
        const metric0 = v128.load(a);
        const metric1 = v128.load(a + half);
        least0 = f32x4.pmin(least0, metric0);
        least1 = f32x4.pmin(least1, metric1);
        v128.store(a, f32x4.pmin(metric0, metric1));
      }
      storeLanes(f32x4.mul(f32x4.sub(least1, least0), scale), at + (bit << 2), bytes);
    }
  }
}

// @ts-ignore: decorator of AssemblyScript
@inline
function storeLanes(llr: v128, at: i32, bytes: i32): void {
  v128.store32_lane(at, llr, 0);
  v128.store32_lane(at + bytes, llr, 1);
  v128.store32_lane(at + 2 * bytes, llr, 2);
  v128.store32_lane(at + 3 * bytes, llr, 3);
}

// ---- Exact
//
// A likelihood is kept as p 2^n, p about 1 and n a whole number in a float32 of its own, so that none is ever too
// small: 32 bytes a label, p before n. Sums are halved bit by bit as above.

const log2e: f32 = 1.4426950408889634;
const ln2: f32 = 0.6931471805599453;

/** 1.5 2^23 + 127: added to a whole number from -127 to 0, the sum's lowest bits are the exponent field of 2^n. */
const exponentMagic: f32 = 12583039;

/** Of the likelihood at `at` in units of 2^unit, not below its n; 0 where it is less than 2^-126 of it. */
// @ts-ignore: decorator of AssemblyScript
@inline
function scaled(at: i32, unit: v128): v128 {
  const n = f32x4.pmax(f32x4.sub(v128.load(at, 16), unit), splat(-127));
  return f32x4.mul(v128.load(at), i32x4.shl(f32x4.add(n, splat(exponentMagic)), 23));
}

// @ts-ignore: decorator of AssemblyScript
@inline
function scaledSum(from: i32, stop: i32, unit: v128): v128 {
  let sum = splat(0);
  for (let a = from; a < stop; a += 32) sum = f32x4.add(sum, scaled(a, unit));
  return sum;
}

// @ts-ignore: decorator of AssemblyScript
@inline
function greatestExponent(from: i32, stop: i32): v128 {
  let n = v128.load(from, 16);
  for (let a = from + 32; a < stop; a += 32) n = f32x4.pmax(n, v128.load(a, 16));
  return n;
}

/** The likelihood 2^x: 2^f, |f| <= 1/2, by the minimax polynomial of degree 5, relative error 7.5e-8. */
// @ts-ignore: decorator of AssemblyScript
@inline
function storeLikelihood(to: i32, x: v128): void {
  const n = f32x4.nearest(x);
  const f = f32x4.sub(x, n);
  let p = splat(0.00132764727275);
  p = plusTimes(p, f, 0.00967554132619);
  p = plusTimes(p, f, 0.0555071327119);
  p = plusTimes(p, f, 0.240221197242);
  p = plusTimes(p, f, 0.693146967066);
  p = plusTimes(p, f, 1.00000007165);
  v128.store(to, p);
  v128.store(to, n, 16);
}

/** LLR of the first bit of `half` / 32 pairs of likelihoods, whose sums take the place of the first of each pair. */
// @ts-ignore: decorator of AssemblyScript
@inline
function firstBitLlr(likelihoods: i32, half: i32): v128 {
  const middle = likelihoods + half;
  const n0 = greatestExponent(likelihoods, middle);
  const n1 = greatestExponent(middle, middle + half);
  const ratio = f32x4.div(scaledSum(likelihoods, middle, n0), scaledSum(middle, middle + half, n1));
  // The last bit leaves nothing to add up.
  if (half > 32) {
    for (let a = likelihoods; a < middle; a += 32) {
      const n = f32x4.pmax(v128.load(a, 16), v128.load(a + half, 16));
      v128.store(a, f32x4.add(scaled(a, n), scaled(a + half, n)));
      v128.store(a, n, 16);
    }
  }
  const exponents = f32x4.mul(f32x4.sub(n0, n1), splat(ln2));
  return f32x4.sub(exponents, f32x4.mul(minusTwiceLogarithm_f32x4(ratio), splat(0.5)));
}

/** @param scratch  room for two vectors a label */
export function anyExact(
  count: i32,
  re: i32,
  im: i32,
  snr: i32,
  llrs: i32,
  bits: i32,
  points: i32,
  scratch: i32,
): void {
  const labels = 1 << bits;
  const bytes = bits << 2;
  const end = count << 2;
  for (let i = 0; i < end; i += 16) {
    const x = v128.load(re + i);
    const y = v128.load(im + i);
    const scale = f32x4.mul(v128.load(snr + i), splat(-log2e));
    for (let label = 0; label < labels; label++) {
      const point = points + label * pointBytes;
      const distance = f32x4.add(
        f32x4.add(f32x4.mul(x, v128.load(point, 16)), f32x4.mul(y, v128.load(point, 32))),
        v128.load(point),
      );
      storeLikelihood(scratch + (label << 5), f32x4.mul(distance, scale));
    }
    const at = llrs + (i >> 2) * bytes;
    for (let bit = 0, half = (labels >> 1) << 5; bit < bits; bit++, half >>= 1) {
      storeLanes(firstBitLlr(scratch, half), at + (bit << 2), bytes);
    }
  }
}

/**
 * @param levels   the labels' levels, 3 vectors each as points on the real axis
 * @param scratch  room for two vectors a level, twice
 */
export function graySquareExact(
  count: i32,
  re: i32,
  im: i32,
  snr: i32,
  llrs: i32,
  levelBits: i32,
  levels: i32,
  scratch: i32,
): void {
  const labels = 1 << levelBits;
  const other = scratch + (labels << 5);
  const bytes = levelBits << 3;
  const end = count << 2;
  for (let i = 0; i < end; i += 16) {
    const x = v128.load(re + i);
    const y = v128.load(im + i);
    const scale = f32x4.mul(v128.load(snr + i), splat(-log2e));
    for (let label = 0; label < labels; label++) {
      const level = levels + label * pointBytes;
      const energy = v128.load(level);
      const slope = v128.load(level, 16);
      storeLikelihood(scratch + (label << 5), f32x4.mul(f32x4.add(f32x4.mul(x, slope), energy), scale));
      storeLikelihood(other + (label << 5), f32x4.mul(f32x4.add(f32x4.mul(y, slope), energy), scale));
    }
    let at = llrs + (i >> 2) * bytes;
    for (let half = (labels >> 1) << 5; half > 16; half >>= 1) {
      storePairs(firstBitLlr(scratch, half), firstBitLlr(other, half), at, bytes);
      at += 8;
    }
  }
}

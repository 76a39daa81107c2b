// Lane arithmetic of polar decoding, for T = i8, i16 (saturating counts) and f32. A subtree's LLRs lie one after the
// other; one of fewer LLRs than a vector has lanes takes a whole vector, the lanes behind it are undefined.

/** 16 bytes of ones, then 16 of zeros: read at an offset, it marks the lanes in use. */
const lanesInUse = memory.data<u8>([
  255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
], 16);

/** Ones in the lanes that hold `bytes` of LLRs. */
@inline
export function used(bytes: i32): v128 {
  return v128.load(lanesInUse + 16 - min(bytes, 16));
}

@inline
function magnitude<T>(a: v128): v128 {
  if (isFloat<T>()) return f32x4.abs(a);
  return v128.abs<T>(a);
}

@inline
function negative<T>(a: v128): v128 {
  return v128.lt<T>(a, i64x2.splat(0));
}

/** f: min-sum. */
export function boxPlus<T>(llrs: usize, out: usize, half: i32): void {
  const bytes = half << alignof<T>();
  for (let i = 0; i < bytes; i += 16) {
    const a = v128.load(llrs + i);
    const b = v128.load(llrs + bytes + i);
    const least = isFloat<T>() ? f32x4.pmin(f32x4.abs(a), f32x4.abs(b)) : v128.min<T>(magnitude<T>(a), magnitude<T>(b));
    if (isFloat<T>()) {
      v128.store(out + i, v128.or(least, v128.and(v128.xor(a, b), f32x4.splat(-0.0))));
    } else {
      const sign = negative<T>(v128.xor(a, b));
      v128.store(out + i, v128.sub<T>(v128.xor(least, sign), sign));
    }
  }
}

/** Bytes of 0 or -1 as lanes of T. */
@inline
function widened<T>(bits: usize): v128 {
  if (sizeof<T>() == 1) return v128.load(bits);
  if (sizeof<T>() == 2) return v128.load_ext<i8>(bits);
  return v128.extend_low<i16>(v128.extend_low<i8>(v128.load_zero<u32>(bits)));
}

@inline
function added<T>(a: v128, b: v128, limit: v128): v128 {
  if (isFloat<T>()) return f32x4.add(a, b);
  return v128.max<T>(v128.min<T>(v128.add_sat<T>(a, b), limit), v128.neg<T>(limit));
}

/** g, given the left half's bits. */
export function sum<T>(llrs: usize, bits: usize, out: usize, half: i32, limit: v128): void {
  const bytes = half << alignof<T>();
  for (let i = 0; i < bytes; i += 16) {
    const a = v128.load(llrs + i);
    const b = v128.load(llrs + bytes + i);
    const mask = widened<T>(bits + (i >> alignof<T>()));
    const signed = isFloat<T>() ? v128.xor(a, v128.and(mask, f32x4.splat(-0.0))) : v128.sub<T>(v128.xor(a, mask), mask);
    v128.store(out + i, added<T>(b, signed, limit));
  }
}

/** g after a left half of zeros. */
export function sumOfZeros<T>(llrs: usize, out: usize, half: i32, limit: v128): void {
  const bytes = half << alignof<T>();
  for (let i = 0; i < bytes; i += 16) {
    v128.store(out + i, added<T>(v128.load(llrs + bytes + i), v128.load(llrs + i), limit));
  }
}

/** A metric and a penalty; metrics are counts, or the bits of floats that are not negative: both compare as i32. */
@inline
export function plus<T>(a: i32, b: i32): i32 {
  if (isFloat<T>()) return reinterpret<i32>(reinterpret<f32>(a) + reinterpret<f32>(b));
  return a + b;
}

@inline
export function minus<T>(a: i32, b: i32): i32 {
  if (isFloat<T>()) return reinterpret<i32>(reinterpret<f32>(a) - reinterpret<f32>(b));
  return a - b;
}

@inline
function lanesTotal<T>(lanes: v128): i32 {
  if (isFloat<T>()) {
    const pairs = f32x4.add(lanes, v128.shuffle<u32>(lanes, lanes, 2, 3, 0, 1));
    return reinterpret<i32>(f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1));
  }
  const pairs = i32x4.add(lanes, v128.shuffle<u32>(lanes, lanes, 2, 3, 0, 1));
  return i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1);
}

@inline
function accumulated<T>(total: v128, lanes: v128): v128 {
  if (isFloat<T>()) return f32x4.add(total, lanes);
  const wide = sizeof<T>() == 1 ? i16x8.extadd_pairwise_i8x16_s(lanes) : lanes;
  return i32x4.add(total, i32x4.extadd_pairwise_i16x8_s(wide));
}

/** Sum of |LLR| over the LLRs that say 1. */
export function penaltyOfZeros<T>(llrs: usize, size: i32): i32 {
  const bytes = size << alignof<T>();
  const inUse = used(bytes);
  const zero = i64x2.splat(0);
  let total = zero;
  for (let i = 0; i < bytes; i += 16) {
    const llr = v128.and(v128.load(llrs + i), inUse);
    const against = isFloat<T>() ? f32x4.pmax(zero, f32x4.neg(llr)) : v128.max<T>(v128.neg<T>(llr), zero);
    total = accumulated<T>(total, against);
  }
  return lanesTotal<T>(total);
}

/** Sum of |LLR| over the LLRs that say 0. */
export function penaltyOfOnes<T>(llrs: usize, size: i32): i32 {
  const bytes = size << alignof<T>();
  const inUse = used(bytes);
  const zero = i64x2.splat(0);
  let total = zero;
  for (let i = 0; i < bytes; i += 16) {
    const llr = v128.and(v128.load(llrs + i), inUse);
    total = accumulated<T>(total, isFloat<T>() ? f32x4.pmax(zero, llr) : v128.max<T>(llr, zero));
  }
  return lanesTotal<T>(total);
}

/** Writes bytes of -1 where an LLR is negative, of 0 elsewhere. */
export function decideSigns<T>(llrs: usize, bits: usize, size: i32): void {
  const bytes = size << alignof<T>();
  if (sizeof<T>() == 1) {
    for (let i = 0; i < bytes; i += 16) v128.store(bits + i, negative<T>(v128.load(llrs + i)));
  } else if (sizeof<T>() == 2) {
    for (let i = 0; i < bytes; i += 32) {
      const low = negative<T>(v128.load(llrs + i));
      const high = negative<T>(v128.load(llrs + i + 16));
      v128.store(bits + (i >> 1), v128.narrow<i16>(low, high));
    }
  } else {
    for (let i = 0; i < bytes; i += 64) {
      const a = v128.narrow<i32>(negative<T>(v128.load(llrs + i)), negative<T>(v128.load(llrs + i + 16)));
      const b = v128.narrow<i32>(negative<T>(v128.load(llrs + i + 32)), negative<T>(v128.load(llrs + i + 48)));
      v128.store(bits + (i >> 2), v128.narrow<i16>(a, b));
    }
  }
}

/** 1 where an odd number of the LLRs are negative. */
export function signParity<T>(llrs: usize, size: i32): i32 {
  const bytes = size << alignof<T>();
  const inUse = used(bytes);
  let signs = i64x2.splat(0);
  for (let i = 0; i < bytes; i += 16) signs = v128.xor(signs, negative<T>(v128.and(v128.load(llrs + i), inUse)));
  const mask = sizeof<T>() == 1 ? i8x16.bitmask(signs) : sizeof<T>() == 2 ? i16x8.bitmask(signs) : i32x4.bitmask(signs);
  return popcnt(mask) & 1;
}

/** Copies |LLR|, as unsigned lanes that hold all ones behind the last. */
export function copyMagnitudes<T>(llrs: usize, out: usize, size: i32): void {
  const bytes = size << alignof<T>();
  const unused = v128.not(used(bytes));
  for (let i = 0; i < bytes; i += 16) {
    v128.store(out + i, v128.or(magnitude<T>(v128.load(llrs + i)), unused));
  }
}

/** Place of the magnitude that `takeLeast` took last. */
export let place: i32 = 0;

/**
 * The least of `copyMagnitudes`' lanes that was not taken before, the first of equal ones; a float's as its bits.
 *
 * U is the unsigned integer of T's width.
 */
export function takeLeast<U>(magnitudes: usize, size: i32): i32 {
  const bytes = size << alignof<U>();
  let least = v128.load(magnitudes);
  for (let i = 16; i < bytes; i += 16) least = v128.min<U>(least, v128.load(magnitudes + i));
  least = v128.min<U>(least, v128.shuffle<u64>(least, least, 1, 0));
  least = v128.min<U>(least, v128.shuffle<u32>(least, least, 1, 0, 3, 2));
  if (sizeof<U>() <= 2) least = v128.min<U>(least, v128.shuffle<u16>(least, least, 1, 0, 3, 2, 5, 4, 7, 6));
  if (sizeof<U>() == 1) least = v128.min<U>(least, i16x8.shr_u(least, 8));
  const value = v128.extract_lane<U>(least, 0);
  const wanted = v128.splat<U>(value);
  let found = v128.bitmask<U>(v128.eq<U>(v128.load(magnitudes), wanted));
  let from = 0;
  while (found == 0) {
    from += 16;
    found = v128.bitmask<U>(v128.eq<U>(v128.load(magnitudes + from), wanted));
  }
  const lane = ctz(found);
  store<U>(magnitudes + from + (lane << alignof<U>()), <U>-1);
  place = (from >> alignof<U>()) + lane;
  return <i32>value;
}

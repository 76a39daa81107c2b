// Smallest SINR of a block and its sum of exp((smallest - sinr) / beta): two functions, four elements at a time.
import { exp_f32x4 } from "../assembly/exponential.as";

/** Address of the first byte that the host may use. */
export function heapBase(): i32 {
  return <i32>__heap_base;
}

/** @param sinr  address of `elements` >= 1 float32; the smallest is returned, NaN where one is NaN */
export function smallest(sinr: i32, elements: i32): f32 {
  const end = sinr + (elements << 2);
  const fullEnd = sinr + ((elements & ~3) << 2);
  let lanes = f32x4.splat(load<f32>(sinr));
  let at = sinr;
  for (; at < fullEnd; at += 16) lanes = f32x4.min(lanes, v128.load(at));
  for (; at < end; at += 4) lanes = f32x4.min(lanes, v128.load32_splat(at));
  return min<f32>(
    min<f32>(f32x4.extract_lane(lanes, 0), f32x4.extract_lane(lanes, 1)),
    min<f32>(f32x4.extract_lane(lanes, 2), f32x4.extract_lane(lanes, 3)),
  );
}

/** Elements whose exponentials a float32 lane adds before the sum goes on in float64. */
const stretch: i32 = 256;

export function exponentialSum(sinr: i32, elements: i32, least: f32, inverseBeta: f32): f64 {
  const from = f32x4.splat(least);
  const scale = f32x4.splat(inverseBeta);
  const end = sinr + (elements << 2);
  const fullEnd = sinr + ((elements & ~3) << 2);
  let sum: f64 = 0;
  let at = sinr;
  while (at < fullEnd) {
    const stop = min<i32>(fullEnd, at + (stretch << 2));
    let lanes = f32x4.splat(0);
    let others = f32x4.splat(0);
    for (; at + 16 < stop; at += 32) {
      lanes = f32x4.add(lanes, exp_f32x4(f32x4.mul(f32x4.sub(from, v128.load(at)), scale)));
      others = f32x4.add(others, exp_f32x4(f32x4.mul(f32x4.sub(from, v128.load(at, 16)), scale)));
    }
    if (at < stop) {
      lanes = f32x4.add(lanes, exp_f32x4(f32x4.mul(f32x4.sub(from, v128.load(at)), scale)));
      at += 16;
    }
    lanes = f32x4.add(lanes, others);
    sum += <f64>(f32x4.extract_lane(lanes, 0) + f32x4.extract_lane(lanes, 1));
    sum += <f64>(f32x4.extract_lane(lanes, 2) + f32x4.extract_lane(lanes, 3));
  }
  for (; at < end; at += 4) {
    const lanes = exp_f32x4(f32x4.mul(f32x4.sub(from, v128.load32_splat(at)), scale));
    sum += <f64>f32x4.extract_lane(lanes, 0);
  }
  return sum;
}

// Philox4x32-10 of eight consecutive counters at a time, a counter a lane of two vectors.

// @ts-ignore: decorator of AssemblyScript
@inline
function low32(low: v128, high: v128): v128 {
  return v128.shuffle<i32>(low, high, 0, 2, 4, 6);
}

// @ts-ignore: decorator of AssemblyScript
@inline
function high32(low: v128, high: v128): v128 {
  return v128.shuffle<i32>(low, high, 1, 3, 5, 7);
}

/**
 * Writes 32 words: word k of the blocks `counter` to `counter` + 3 to lanes 0 to 3 at `out` + 16 k, and those of the
 * next four blocks 64 bytes on. Two vectors a word, since the rounds of one alone wait for each other.
 *
 * The counter's words are (low and high of `counter`, n0, n1), as in `philox4x32.ts`.
 */
// @ts-ignore: decorator of AssemblyScript
@inline
export function philoxEightBlocks(out: i32, counter: u64, n0: i32, n1: i32, key0: i32, key1: i32): void {
  const multiplier0 = i32x4.splat(0xd2511f53);
  const multiplier1 = i32x4.splat(0xcd9e8d57);
  const weyl0 = i32x4.splat(0x9e3779b9);
  const weyl1 = i32x4.splat(0xbb67ae85);
  const low = i32x4.splat(<i32>counter);
  const high = i32x4.splat(<i32>(counter >> 32));
  let x0 = i32x4.add(low, i32x4(0, 1, 2, 3));
  // A lane that has passed 2^32 is all ones, which is -1: its high word counts one on.
  let x1 = i32x4.sub(high, i32x4.lt_u(x0, low));
  let x2 = i32x4.splat(n0);
  let x3 = i32x4.splat(n1);
  let y0 = i32x4.add(low, i32x4(4, 5, 6, 7));
  let y1 = i32x4.sub(high, i32x4.lt_u(y0, low));
  let y2 = i32x4.splat(n0);
  let y3 = i32x4.splat(n1);
  let k0 = i32x4.splat(key0);
  let k1 = i32x4.splat(key1);
  for (let round = 0; round < 10; round++) {
    const p0 = i64x2.extmul_low_i32x4_u(x0, multiplier0);
    const q0 = i64x2.extmul_high_i32x4_u(x0, multiplier0);
    const p1 = i64x2.extmul_low_i32x4_u(x2, multiplier1);
    const q1 = i64x2.extmul_high_i32x4_u(x2, multiplier1);
    x0 = v128.xor(v128.xor(high32(p1, q1), x1), k0);
    x2 = v128.xor(v128.xor(high32(p0, q0), x3), k1);
    x1 = low32(p1, q1);
    x3 = low32(p0, q0);
    const r0 = i64x2.extmul_low_i32x4_u(y0, multiplier0);
    const s0 = i64x2.extmul_high_i32x4_u(y0, multiplier0);
    const r1 = i64x2.extmul_low_i32x4_u(y2, multiplier1);
    const s1 = i64x2.extmul_high_i32x4_u(y2, multiplier1);
    y0 = v128.xor(v128.xor(high32(r1, s1), y1), k0);
    y2 = v128.xor(v128.xor(high32(r0, s0), y3), k1);
    y1 = low32(r1, s1);
    y3 = low32(r0, s0);
    k0 = i32x4.add(k0, weyl0);
    k1 = i32x4.add(k1, weyl1);
  }
  v128.store(out, x0);
  v128.store(out, x1, 16);
  v128.store(out, x2, 32);
  v128.store(out, x3, 48);
  v128.store(out, y0, 64);
  v128.store(out, y1, 80);
  v128.store(out, y2, 96);
  v128.store(out, y3, 112);
}

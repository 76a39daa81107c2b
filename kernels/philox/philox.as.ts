// Philox4x32-10 words in the order of the reference: the four words of a block, then those of the next.
import { philoxEightBlocks } from "../assembly/philox.as";

/** Address of the first byte that the host may use. */
export function heapBase(): i32 {
  return <i32>__heap_base;
}

/** @param groups  of 8 blocks, 32 words each, from block (low, high) on */
export function philoxWords(
  out: i32,
  groups: i32,
  low: u32,
  high: u32,
  n0: i32,
  n1: i32,
  key0: i32,
  key1: i32,
): void {
  let counter = ((<u64>high) << 32) | <u64>low;
  const end = out + (groups << 7);
  for (let at = out; at < end; at += 128) {
    philoxEightBlocks(at, counter, n0, n1, key0, key1);
    transpose(at);
    transpose(at + 64);
    counter += 8;
  }
}

/** Of 4 by 4 words at `at`. */
// @ts-ignore: decorator of AssemblyScript
@inline
function transpose(at: i32): void {
  const a = v128.load(at);
  const b = v128.load(at, 16);
  const c = v128.load(at, 32);
  const d = v128.load(at, 48);
  const ab01 = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const ab23 = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cd01 = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const cd23 = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(at, v128.shuffle<i32>(ab01, cd01, 0, 1, 4, 5));
  v128.store(at, v128.shuffle<i32>(ab01, cd01, 2, 3, 6, 7), 16);
  v128.store(at, v128.shuffle<i32>(ab23, cd23, 0, 1, 4, 5), 32);
  v128.store(at, v128.shuffle<i32>(ab23, cd23, 2, 3, 6, 7), 48);
}

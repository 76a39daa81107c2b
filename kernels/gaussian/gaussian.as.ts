// Gaussian samples from Philox words, 32 samples of eight blocks at a time.
import { boxMuller } from "../assembly/box-muller.as";
import { philoxEightBlocks } from "../assembly/philox.as";

/** Address of the first byte that the host may use. */
export function heapBase(): i32 {
  return <i32>__heap_base;
}

/** @param groups  of 8 blocks, 32 samples each, from block (low, high) on */
export function gaussianFill(
  out: i32,
  groups: i32,
  low: u32,
  high: u32,
  n0: i32,
  n1: i32,
  key0: i32,
  key1: i32,
  deviation: f32,
): void {
  let counter = ((<u64>high) << 32) | <u64>low;
  const scale = f32x4.splat(deviation);
  const end = out + (groups << 7);
  for (let at = out; at < end; at += 128) {
    philoxEightBlocks(at, counter, n0, n1, key0, key1);
    boxMuller(v128.load(at), v128.load(at, 16), scale, at, at + 16);
    boxMuller(v128.load(at, 32), v128.load(at, 48), scale, at + 32, at + 48);
    boxMuller(v128.load(at, 64), v128.load(at, 80), scale, at + 64, at + 80);
    boxMuller(v128.load(at, 96), v128.load(at, 112), scale, at + 96, at + 112);
    counter += 8;
  }
}

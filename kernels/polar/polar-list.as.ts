// Successive-cancellation list decoder of polar codes, for int8, int16 and float32 LLRs. The host turns a code into
// instructions (polar-list-simd.ts), one a node of its tree; here they are run for all paths. The reference form says
// what is computed (polar-list-reference.ts).
import { alive, bitSlot, llrSlot, metricsAddress, setBitSlot, setLlrSlot, startPaths } from "../assembly/polar-paths.as";
import { layOut, leftBitsAt, llrsAt, programArea, rightBitsAt, wordArea } from "../assembly/polar-memory.as";
import { boxPlus, sum, sumOfZeros, used } from "../assembly/polar-lanes.as";
import { decideFree, decideFrozen, decideParity, decideRepetition, decideSingleParity } from "../assembly/polar-nodes.as";

let stages: i32 = 0;
let paths: i32 = 1;
let isTracked: bool = false;
let limit: i32 = 0;

/**
 * Prepares for a code; gives the end of the memory needed.
 * @param bytesShift      0: int8, 1: int16, 2: float32
 * @param largest         largest count inside the decoder
 * @param tracksParity    whether the code has parity bits
 * @param instructions    words of the program
 */
export function prepare(
  stageCount: i32, list: i32, bytesShift: i32, largest: i32, tracksParity: i32, instructions: i32,
): i32 {
  stages = stageCount;
  paths = list;
  limit = largest;
  isTracked = tracksParity != 0;
  return <i32>layOut(stageCount, list, bytesShift, instructions);
}

export function programAddress(): i32 {
  return <i32>programArea;
}
export function channelAddress(): i32 {
  return <i32>llrsAt(stages, 0);
}
export function metricAddress(): i32 {
  return <i32>metricsAddress();
}
export function wordAddress(): i32 {
  return <i32>wordArea;
}

/** Each gives the number of paths at the end. */
export function decodeInt8(): i32 {
  return run<i8, u8>(i8x16.splat(<i8>limit));
}
export function decodeInt16(): i32 {
  return run<i16, u16>(i16x8.splat(<i16>limit));
}
export function decodeFloat32(): i32 {
  return run<f32, u32>(i64x2.splat(0));
}

/** Instruction: operation in bits 0 to 3, stage in 4 to 7, right half in 8, index modulo 5 in 9 to 11. */
function run<T, U>(largest: v128): i32 {
  startPaths(paths, isFloat<T>());
  let next = programArea;
  for (let instruction = load<u32>(next); instruction != 0; instruction = load<u32>(next)) {
    next += 4;
    const stage = (instruction >> 4) & 15;
    const isRight = ((instruction >> 8) & 1) != 0;
    const residue = instruction >> 9;
    switch (instruction & 15) {
      case 1:
        for (let path = 0; path < alive; path++) {
          boxPlus<T>(llrsAt(stage + 1, llrSlot(path, stage + 1)), llrsAt(stage, path), 1 << stage);
          setLlrSlot(path, stage);
        }
        break;
      case 2:
        for (let path = 0; path < alive; path++) {
          const bits = leftBitsAt(stage, bitSlot(path, stage));
          sum<T>(llrsAt(stage + 1, llrSlot(path, stage + 1)), bits, llrsAt(stage, path), 1 << stage, largest);
          setLlrSlot(path, stage);
        }
        break;
      case 3:
        for (let path = 0; path < alive; path++) {
          sumOfZeros<T>(llrsAt(stage + 1, llrSlot(path, stage + 1)), llrsAt(stage, path), 1 << stage, largest);
          setLlrSlot(path, stage);
        }
        break;
      case 4:
        combine(stage, isRight, false);
        break;
      case 5:
        combine(stage, isRight, true);
        break;
      case 6:
        decideFrozen<T>(stage, isRight);
        break;
      case 7:
        decideRepetition<T>(stage, isRight);
        break;
      case 8:
        decideFree<T, U>(stage, isRight, isTracked, residue);
        break;
      case 9:
        decideSingleParity<T, U>(stage, isRight);
        break;
      default:
        decideParity<T>(stage, isRight, residue);
    }
  }
  return alive;
}

/** Bits of a node from its halves of 2^stage bits: left xor right, right. */
function combine(stage: i32, isRight: bool, leftIsZero: bool): void {
  const half = 1 << stage;
  for (let path = 0; path < alive; path++) {
    const left = leftBitsAt(stage, bitSlot(path, stage));
    const right = rightBitsAt(stage, path);
    const out = isRight ? rightBitsAt(stage + 1, path) : leftBitsAt(stage + 1, path);
    if (!isRight) setBitSlot(path, stage + 1);
    if (half >= 16) {
      for (let i = 0; i < half; i += 16) {
        const bits = v128.load(right + i);
        v128.store(out + i, leftIsZero ? bits : v128.xor(v128.load(left + i), bits));
        v128.store(out + half + i, bits);
      }
    } else if (half == 8) {
      const bits = load<u64>(right);
      store<u64>(out, leftIsZero ? bits : load<u64>(left) ^ bits);
      store<u64>(out, bits, 8);
    } else if (half == 4) {
      const bits = load<u32>(right);
      store<u32>(out, leftIsZero ? bits : load<u32>(left) ^ bits);
      store<u32>(out, bits, 4);
    } else if (half == 2) {
      const bits = load<u16>(right);
      store<u16>(out, leftIsZero ? bits : load<u16>(left) ^ bits);
      store<u16>(out, bits, 2);
    } else {
      const bits = load<u8>(right);
      store<u8>(out, leftIsZero ? bits : load<u8>(left) ^ bits);
      store<u8>(out, bits, 1);
    }
  }
}

/** Puts a path's bits before the transform, 0 or 1, where `wordAddress` says. */
export function takeWord(path: i32): void {
  const length = 1 << stages;
  const bits = rightBitsAt(stages, path);
  const inUse = v128.and(used(length), i8x16.splat(1));
  const pairs = i16x8.splat(0x00ff);
  const fours = i32x4.splat(0x0000_ffff);
  const eights = i64x2.splat(0x0000_0000_ffff_ffff);
  for (let i = 0; i < length; i += 16) {
    let block = v128.and(v128.load(bits + i), inUse);
    block = v128.xor(block, v128.and(i16x8.shr_u(block, 8), pairs));
    block = v128.xor(block, v128.and(i32x4.shr_u(block, 16), fours));
    block = v128.xor(block, v128.and(i64x2.shr_u(block, 32), eights));
    block = v128.xor(block, v128.shuffle<u64>(block, i64x2.splat(0), 1, 2));
    v128.store(wordArea + i, block);
  }
  for (let half = 16; half < length; half <<= 1) {
    for (let start = 0; start < length; start += 2 * half) {
      for (let i = start; i < start + half; i += 16) {
        v128.store(wordArea + i, v128.xor(v128.load(wordArea + i), v128.load(wordArea + half + i)));
      }
    }
  }
}

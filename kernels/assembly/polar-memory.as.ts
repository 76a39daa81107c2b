// Where a decoder's LLRs, bits and work space stand, from `__heap_base` on. A slot holds at least 16 bytes.

const llrAreas = memory.data(16 * 4, 16);
const leftAreas = memory.data(16 * 4, 16);
const rightAreas = memory.data(16 * 4, 16);
/** Magnitudes of each path at a node, to be taken in rising order. */
let magnitudeArea: usize = 0;
let magnitudeSlot: i32 = 0;
let llrShift: i32 = 0;
/** Instructions of the code, from the host. */
export let programArea: usize = 0;
/** A word before the transform, for the host. */
export let wordArea: usize = 0;

/** Lays out `paths` slots for each stage; gives the end of the memory in use. */
export function layOut(stages: i32, paths: i32, bytesShift: i32, instructions: i32): usize {
  llrShift = bytesShift;
  let next: usize = (__heap_base + 15) & ~15;
  programArea = next;
  next += (<usize>instructions * 4 + 15) & ~15;
  for (let stage = 0; stage <= stages; stage++) {
    store<u32>(llrAreas + (stage << 2), <u32>next);
    next += llrSlotBytes(stage) * (stage == stages ? 1 : paths);
    store<u32>(leftAreas + (stage << 2), <u32>next);
    next += bitSlotBytes(stage) * paths;
    store<u32>(rightAreas + (stage << 2), <u32>next);
    next += bitSlotBytes(stage) * paths;
  }
  magnitudeArea = next;
  magnitudeSlot = llrSlotBytes(stages);
  next += magnitudeSlot * paths;
  wordArea = next;
  next += max(16, 1 << stages);
  // A vector may be read beyond the last LLR of a small node.
  return next + 64;
}

@inline
function llrSlotBytes(stage: i32): i32 {
  return max(16, 1 << (stage + llrShift));
}
@inline
function bitSlotBytes(stage: i32): i32 {
  return max(16, 1 << stage);
}
@inline
export function llrsAt(stage: i32, slot: i32): usize {
  return <usize>load<u32>(llrAreas + (stage << 2)) + slot * llrSlotBytes(stage);
}
/** Bits of a left half, kept until its right half is decided. */
@inline
export function leftBitsAt(stage: i32, slot: i32): usize {
  return <usize>load<u32>(leftAreas + (stage << 2)) + slot * bitSlotBytes(stage);
}
@inline
export function rightBitsAt(stage: i32, slot: i32): usize {
  return <usize>load<u32>(rightAreas + (stage << 2)) + slot * bitSlotBytes(stage);
}
@inline
export function magnitudesAt(path: i32): usize {
  return magnitudeArea + path * magnitudeSlot;
}

// Decisions on whole subtrees: the list nodes of Hashemi, Condo and Gross. Every node ends with the bits of its code
// word, bytes of 0 or -1, in the slot of each path. T: i8, i16 or f32; U: the unsigned integer of its width.
import { llrsAt, leftBitsAt, magnitudesAt, rightBitsAt } from "./polar-memory.as";
import {
  copyMagnitudes, decideSigns, minus, penaltyOfOnes, penaltyOfZeros, place, plus, signParity, takeLeast,
} from "./polar-lanes.as";
import {
  alive, clearAlternatives, enterNode, flipsOf, fork, greatestMetric, leaveNode, listSize, llrSlot, metricOf,
  mostPaths, never, registerOf, setAlternative, setBitSlot, setMetric, setRegister, sourceOf,
} from "./polar-paths.as";

/** By path at the node's entry: metric, last magnitude taken, least magnitude, its place, odd parity or better value. */
const entryMetrics = memory.data(mostPaths * 4, 16);
const lastTaken = memory.data(mostPaths * 4, 16);
const leastTaken = memory.data(mostPaths * 4, 16);
const leastPlaces = memory.data(mostPaths * 4, 16);
const marks = memory.data(mostPaths * 4, 16);
/** Places of the magnitudes in rising order: 32 a path. */
const places = memory.data(mostPaths * mostPaths * 2, 16);

@inline
function word(table: usize, path: i32): i32 {
  return load<i32>(table + (path << 2));
}
@inline
function setWord(table: usize, path: i32, value: i32): void {
  store<i32>(table + (path << 2), value);
}
@inline
function placeAddress(path: i32, rank: i32): usize {
  return places + (((path << 5) + rank) << 1);
}
@inline
function nodeLlrs(path: i32, stage: i32): usize {
  return llrsAt(stage, llrSlot(path, stage));
}
/** Where path's bits of this node belong. */
@inline
function nodeBits(path: i32, stage: i32, isRight: bool): usize {
  if (isRight) return rightBitsAt(stage, path);
  setBitSlot(path, stage);
  return leftBitsAt(stage, path);
}

/** All bits 0. The bits of a left half are not written: nothing reads them. */
export function decideFrozen<T>(stage: i32, isRight: bool): void {
  for (let path = 0; path < alive; path++) {
    setMetric(path, plus<T>(metricOf(path), penaltyOfZeros<T>(nodeLlrs(path, stage), 1 << stage)));
    if (isRight) memory.fill(rightBitsAt(stage, path), 0, 1 << stage);
  }
}

/** One bit: that of the path's register. */
export function decideParity<T>(stage: i32, isRight: bool, residue: i32): void {
  for (let path = 0; path < alive; path++) {
    const bit = (registerOf(path) >> residue) & 1;
    const llrs = nodeLlrs(path, stage);
    const penalty = bit != 0 ? penaltyOfOnes<T>(llrs, 1) : penaltyOfZeros<T>(llrs, 1);
    setMetric(path, plus<T>(metricOf(path), penalty));
    store<u8>(nodeBits(path, stage, isRight), <u8>-bit);
  }
}

/** All bits equal. */
export function decideRepetition<T>(stage: i32, isRight: bool): void {
  const size = 1 << stage;
  enterNode();
  clearAlternatives();
  for (let path = 0; path < alive; path++) {
    const llrs = nodeLlrs(path, stage);
    const zeros = penaltyOfZeros<T>(llrs, size);
    const ones = penaltyOfOnes<T>(llrs, size);
    const metric = plus<T>(metricOf(path), min(zeros, ones));
    setWord(marks, path, zeros <= ones ? 0 : -1);
    setMetric(path, metric);
    setAlternative(path, plus<T>(metric, minus<T>(max(zeros, ones), min(zeros, ones))));
  }
  if (listSize > 1) fork(1);
  leaveNode();
  for (let path = 0; path < alive; path++) {
    const value = word(marks, sourceOf(path)) ^ -flipsOf(path);
    const bits = nodeBits(path, stage, isRight);
    if (size >= 16) memory.fill(bits, <u8>value, size);
    else v128.store(bits, i32x4.splat(value));
  }
}

/** Any bits. At most `listSize` - 1 of the least reliable are worth flipping. */
export function decideFree<T, U>(stage: i32, isRight: bool, isTracked: bool, residue: i32): void {
  const size = 1 << stage;
  enterNode();
  const entered = alive;
  let greatest = greatestMetric();
  for (let k = 0; k < min(listSize - 1, size); k++) {
    let isWorth = false;
    for (let path = 0; path < entered; path++) {
      if (k == 0) {
        copyMagnitudes<T>(nodeLlrs(path, stage), magnitudesAt(path), size);
        setWord(entryMetrics, path, metricOf(path));
      } else {
        // What follows is no less than what came before.
        const last = word(lastTaken, path);
        if (last == never || plus<T>(word(entryMetrics, path), last) >= greatest) {
          setWord(lastTaken, path, never);
          continue;
        }
      }
      setWord(lastTaken, path, takeLeast<U>(magnitudesAt(path), size));
      store<u16>(placeAddress(path, k), <u16>place);
      isWorth = true;
    }
    if (!isWorth) break;
    clearAlternatives();
    for (let path = 0; path < alive; path++) {
      const taken = word(lastTaken, sourceOf(path));
      if (taken != never) setAlternative(path, plus<T>(metricOf(path), taken));
    }
    if (!fork(1 << k)) break;
    greatest = greatestMetric();
  }
  leaveNode();
  for (let path = 0; path < alive; path++) {
    const bits = nodeBits(path, stage, isRight);
    decideSigns<T>(nodeLlrs(path, stage), bits, size);
    const source = sourceOf(path);
    for (let flips = flipsOf(path); flips != 0; flips &= flips - 1) {
      const bit = bits + load<u16>(placeAddress(source, ctz(flips)));
      store<u8>(bit, ~load<u8>(bit));
    }
    if (isTracked) setRegister(path, registerOf(path) ^ ((load<u8>(bits) & 1) << residue));
  }
}

/** An even number of ones: the least reliable bit makes up for the others' flips. */
export function decideSingleParity<T, U>(stage: i32, isRight: bool): void {
  const size = 1 << stage;
  enterNode();
  const entered = alive;
  for (let path = 0; path < entered; path++) {
    const llrs = nodeLlrs(path, stage);
    const isOdd = signParity<T>(llrs, size);
    copyMagnitudes<T>(llrs, magnitudesAt(path), size);
    const least = takeLeast<U>(magnitudesAt(path), size);
    setWord(leastTaken, path, least);
    setWord(leastPlaces, path, place);
    setWord(marks, path, isOdd);
    if (isOdd != 0) setMetric(path, plus<T>(metricOf(path), least));
    setWord(entryMetrics, path, metricOf(path));
  }
  let greatest = greatestMetric();
  for (let k = 0; k < min(listSize - 1, size - 1); k++) {
    let isWorth = false;
    for (let path = 0; path < entered; path++) {
      const last = k == 0 ? word(leastTaken, path) : word(lastTaken, path);
      // The next penalty is no less than the last magnitude less the least one.
      if (last == never || plus<T>(word(entryMetrics, path), minus<T>(last, word(leastTaken, path))) >= greatest) {
        setWord(lastTaken, path, never);
        continue;
      }
      setWord(lastTaken, path, takeLeast<U>(magnitudesAt(path), size));
      store<u16>(placeAddress(path, k), <u16>place);
      isWorth = true;
    }
    if (!isWorth) break;
    clearAlternatives();
    for (let path = 0; path < alive; path++) {
      const source = sourceOf(path);
      const taken = word(lastTaken, source);
      if (taken == never) continue;
      const least = word(leastTaken, source);
      const makesUp = word(marks, source) ^ (popcnt(flipsOf(path)) & 1);
      const penalty = makesUp != 0 ? minus<T>(taken, least) : plus<T>(taken, least);
      setAlternative(path, plus<T>(metricOf(path), penalty));
    }
    if (!fork(1 << k)) break;
    greatest = greatestMetric();
  }
  leaveNode();
  for (let path = 0; path < alive; path++) {
    const bits = nodeBits(path, stage, isRight);
    decideSigns<T>(nodeLlrs(path, stage), bits, size);
    const source = sourceOf(path);
    let flips = flipsOf(path);
    if ((word(marks, source) ^ (popcnt(flips) & 1)) != 0) {
      const bit = bits + word(leastPlaces, source);
      store<u8>(bit, ~load<u8>(bit));
    }
    for (; flips != 0; flips &= flips - 1) {
      const bit = bits + load<u16>(placeAddress(source, ctz(flips)));
      store<u8>(bit, ~load<u8>(bit));
    }
  }
}

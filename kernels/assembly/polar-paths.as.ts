// Paths of a list: metrics, and for each path the slots that its LLRs and bits of each stage stand in. A path that
// splits copies two rows of 16 slot numbers; LLRs and bits are written once and never moved.

export const mostPaths: i32 = 32;
/** Metric of a slot without a path. */
const absent: i32 = 0x3fff_ffff;
/** Same, in float bits. */
const absentFloat: i32 = 0x7f80_0000;
/** Alternative that does not exist. */
export const never: i32 = 0x7fff_ffff;

const metrics = memory.data(mostPaths * 4, 16);
const alternatives = memory.data(mostPaths * 4, 16);
const sources = memory.data(mostPaths * 4, 16);
const flipSets = memory.data(mostPaths * 4, 16);
const registers = memory.data(mostPaths * 4, 16);
const registersBefore = memory.data(mostPaths * 4, 16);
/** A path: 16 slots of LLRs by stage, then 16 slots of left halves' bits. */
const rows = memory.data(mostPaths * 32, 16);
const rowsBefore = memory.data(mostPaths * 32, 16);

export let listSize: i32 = 1;
/** Paths alive: slots 0 to `alive` - 1. */
export let alive: i32 = 1;
let hasForked: bool = false;

/** One path of metric 0, whose LLRs stand in slot 0. */
export function startPaths(size: i32, isFloat: bool): void {
  listSize = size;
  alive = 1;
  for (let path = 0; path < mostPaths; path++) {
    // Slots beyond the list never are the greatest.
    store<i32>(metrics + (path << 2), path < size ? (isFloat ? absentFloat : absent) : -1);
  }
  store<i32>(metrics, 0);
  store<i32>(registers, 0);
  memory.fill(rows, 0, 32);
}

export function metricsAddress(): usize {
  return metrics;
}

@inline
export function metricOf(path: i32): i32 {
  return load<i32>(metrics + (path << 2));
}
@inline
export function setMetric(path: i32, metric: i32): void {
  store<i32>(metrics + (path << 2), metric);
}
@inline
export function sourceOf(path: i32): i32 {
  return load<i32>(sources + (path << 2));
}
@inline
export function flipsOf(path: i32): i32 {
  return load<i32>(flipSets + (path << 2));
}
@inline
export function setAlternative(path: i32, metric: i32): void {
  store<i32>(alternatives + (path << 2), metric);
}
@inline
export function registerOf(path: i32): i32 {
  return load<i32>(registers + (path << 2));
}
@inline
export function setRegister(path: i32, register: i32): void {
  store<i32>(registers + (path << 2), register);
}
@inline
export function llrSlot(path: i32, stage: i32): i32 {
  return load<u8>(rows + (path << 5) + stage);
}
@inline
export function setLlrSlot(path: i32, stage: i32): void {
  store<u8>(rows + (path << 5) + stage, <u8>path);
}
@inline
export function bitSlot(path: i32, stage: i32): i32 {
  return load<u8>(rows + (path << 5) + stage + 16);
}
@inline
export function setBitSlot(path: i32, stage: i32): void {
  store<u8>(rows + (path << 5) + stage + 16, <u8>path);
}

/** A node begins: each path continues itself. */
export function enterNode(): void {
  hasForked = false;
  for (let path = 0; path < alive; path++) {
    store<i32>(sources + (path << 2), path);
    store<i32>(flipSets + (path << 2), 0);
  }
}

/** No path has an alternative yet; whole vectors are cleared. */
export function clearAlternatives(): void {
  for (let i = 0; i < listSize; i += 4) v128.store(alternatives + (i << 2), i32x4.splat(never));
}

@inline
function extreme(values: usize, wantGreatest: bool): v128 {
  let found = v128.load(values);
  for (let i = 4; i < listSize; i += 4) {
    const next = v128.load(values + (i << 2));
    found = wantGreatest ? i32x4.max_s(found, next) : i32x4.min_s(found, next);
  }
  const half = v128.shuffle<u32>(found, found, 2, 3, 0, 1);
  found = wantGreatest ? i32x4.max_s(found, half) : i32x4.min_s(found, half);
  const quarter = v128.shuffle<u32>(found, found, 1, 0, 3, 2);
  return wantGreatest ? i32x4.max_s(found, quarter) : i32x4.min_s(found, quarter);
}

/** Index of the first value equal to that in all lanes of `wanted`. */
@inline
function indexOf(values: usize, wanted: v128): i32 {
  let from = 0;
  let found = i32x4.bitmask(i32x4.eq(v128.load(values), wanted));
  while (found == 0) {
    from += 4;
    found = i32x4.bitmask(i32x4.eq(v128.load(values + (from << 2)), wanted));
  }
  return from + ctz(found);
}

/** Greatest metric of the list; that of an absent path where a slot is free. */
export function greatestMetric(): i32 {
  return i32x4.extract_lane(extreme(metrics, true), 0);
}

/**
 * Replaces the paths of greatest metric by the least alternatives as long as these are less.
 * @param flip  bit that marks the alternative
 * @returns whether any path gave way
 */
export function fork(flip: i32): bool {
  let gaveWay = false;
  while (true) {
    const least = extreme(alternatives, false);
    const greatest = extreme(metrics, true);
    const metric = i32x4.extract_lane(least, 0);
    if (metric >= i32x4.extract_lane(greatest, 0)) break;
    const from = indexOf(alternatives, least);
    const to = indexOf(metrics, greatest);
    store<i32>(metrics + (to << 2), metric);
    store<i32>(sources + (to << 2), sourceOf(from));
    store<i32>(flipSets + (to << 2), flipsOf(from) | flip);
    setAlternative(from, never);
    if (to >= alive) alive = to + 1;
    gaveWay = true;
  }
  if (gaveWay) hasForked = true;
  return gaveWay;
}

/** A node ends: paths take over the slots and registers of those they continue. */
export function leaveNode(): void {
  if (!hasForked) return;
  memory.copy(rowsBefore, rows, <usize>alive << 5);
  memory.copy(registersBefore, registers, <usize>alive << 2);
  for (let path = 0; path < alive; path++) {
    const source = sourceOf(path);
    if (source == path) continue;
    v128.store(rows + (path << 5), v128.load(rowsBefore + (source << 5)));
    v128.store(rows + (path << 5) + 16, v128.load(rowsBefore + (source << 5) + 16));
    store<i32>(registers + (path << 2), load<i32>(registersBefore + (source << 2)));
  }
}

// Viterbi decoder for int8 and int16 path metrics. The reference form says what is computed (viterbi-reference.ts);
// metrics are unsigned here and lowered by their least one every few steps, which viterbi-settings.ts keeps within
// their width.
//
// Half the states in a vector's lanes: states j and j + states / 2 lead to 2 j and 2 j + 1, so the new metrics are two
// vectors, of even and of odd states, which are interleaved. The survivor of state s, its oldest input, is bit
// (s >> 1) + (s & 1) * states / 2 of its step.

let states: i32 = 0;
let outputs: i32 = 0;
let steps: i32 = 0;
/** Vectors of a table each: outputs in threes, so that 8 costs of 16 bits fill one. */
let tables: i32 = 0;
let mirrored: bool = false;
let interval: i32 = 1;
let endInterval: i32 = 1;

let llrArea: usize = 0;
let countArea: usize = 0;
let costArea: usize = 0;
let laneArea: usize = 0;
let initialArea: usize = 0;
let metricArea: usize = 0;
let survivorArea: usize = 0;
let bitArea: usize = 0;

@inline
function aligned(address: usize): usize {
  return (address + 63) & ~63;
}

/**
 * Lays out memory; gives its end.
 * @param bytesShift      0: int8, 1: int16
 * @param isMirrored      whether the newest and the oldest input of a window have the same taps
 * @param normaliseEvery  steps, a power of 2
 * @param endStates       distance of the states in which a frame may end
 */
export function prepare(
  stateCount: i32, outputCount: i32, stepCount: i32, bytesShift: i32, isMirrored: i32, normaliseEvery: i32,
  endStates: i32,
): i32 {
  states = stateCount;
  outputs = outputCount;
  steps = stepCount;
  tables = (outputCount + 2) / 3;
  mirrored = isMirrored != 0;
  interval = normaliseEvery;
  endInterval = endStates;
  const llrs = stepCount * outputCount;
  llrArea = aligned(__heap_base);
  countArea = aligned(llrArea + (llrs << 2) + 64);
  costArea = aligned(countArea + (llrs << bytesShift) + 64);
  laneArea = aligned(costArea + (stepCount << 2) + 64);
  initialArea = aligned(laneArea + (tables * 2 * stateCount << bytesShift));
  metricArea = aligned(initialArea + (stateCount << bytesShift));
  survivorArea = aligned(metricArea + (2 * stateCount << bytesShift));
  bitArea = aligned(survivorArea + <usize>stepCount * (stateCount >> 3));
  return <i32>aligned(bitArea + stepCount);
}

export function llrAddress(): i32 {
  return <i32>llrArea;
}
/** Byte offsets into a table of costs, [table][vector of states j][way][lane]: ways (u, b), b the oldest input. */
export function laneAddress(): i32 {
  return <i32>laneArea;
}
export function initialAddress(): i32 {
  return <i32>initialArea;
}
export function bitAddress(): i32 {
  return <i32>bitArea;
}

/** Four LLRs, rounded to whole counts, halves away from zero. */
@inline
function rounded(at: usize, scale: v128): v128 {
  const x = f32x4.mul(v128.load(at), scale);
  const half = v128.or(v128.and(x, f32x4.splat(-0.0)), f32x4.splat(0.5));
  return i32x4.trunc_sat_f32x4_s(f32x4.add(x, half));
}

/** Not 0 in a lane whose LLR is infinite or not a number. */
@inline
function notFinite(at: usize): v128 {
  const x = v128.load(at);
  return f32x4.ne(f32x4.sub(x, x), f32x4.splat(0));
}

/** LLRs to counts; gives 0 where every LLR is finite. */
function quantise<T>(scale: f32, largest: i32): i32 {
  const count = steps * outputs;
  const s = f32x4.splat(scale);
  const top = i16x8.splat(<i16>largest);
  const bottom = i16x8.splat(<i16>-largest);
  let wrong = i64x2.splat(0);
  // Zeros behind the last LLR, where the last vector still reads.
  memory.fill(llrArea + (count << 2), 0, 64);
  for (let i = 0; i < count; i += 16) {
    const at = llrArea + (i << 2);
    const low = i16x8.narrow_i32x4_s(rounded(at, s), rounded(at + 16, s));
    const high = i16x8.narrow_i32x4_s(rounded(at + 32, s), rounded(at + 48, s));
    const a = i16x8.max_s(i16x8.min_s(low, top), bottom);
    const b = i16x8.max_s(i16x8.min_s(high, top), bottom);
    if (sizeof<T>() == 1) {
      v128.store(countArea + i, i8x16.narrow_i16x8_s(a, b));
    } else {
      v128.store(countArea + (i << 1), a);
      v128.store(countArea + (i << 1), b, 16);
    }
    wrong = v128.or(wrong, v128.or(v128.or(notFinite(at), notFinite(at + 16)), v128.or(notFinite(at + 32), notFinite(at + 48))));
  }
  return v128.any_true(wrong) ? 1 : 0;
}

/** Lanes of the table for the output words 0 to 7 where output i is 1. */
@inline
function ones<T>(i: i32): v128 {
  if (sizeof<T>() == 1) {
    if (i == 0) return i8x16(0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1);
    if (i == 1) return i8x16(0, 0, -1, -1, 0, 0, -1, -1, 0, 0, -1, -1, 0, 0, -1, -1);
    return i8x16(0, 0, 0, 0, -1, -1, -1, -1, 0, 0, 0, 0, -1, -1, -1, -1);
  }
  if (i == 0) return i16x8(0, -1, 0, -1, 0, -1, 0, -1);
  if (i == 1) return i16x8(0, 0, -1, -1, 0, 0, -1, -1);
  return i16x8(0, 0, 0, 0, -1, -1, -1, -1);
}

/** Cost of output i in each word, for its LLR in counts: |q| where bit and sign differ. */
@inline
function cost<T>(at: usize, i: i32): v128 {
  const q = v128.splat<T>(load<T>(at));
  const flipped = ones<T>(i);
  return v128.max<T>(v128.sub<T>(v128.xor(q, v128.not(flipped)), v128.not(flipped)), i64x2.splat(0));
}

/** Costs of the 8 words of outputs 3 `table` to 3 `table` + 2 in a step. */
@inline
function costs<T>(step: i32, table: i32): v128 {
  const at = countArea + (<usize>(step * outputs + 3 * table) << alignof<T>());
  const present = outputs - 3 * table;
  let sum = cost<T>(at, 0);
  if (present > 1) sum = v128.add<T>(sum, cost<T>(at + sizeof<T>(), 1));
  if (present > 2) sum = v128.add<T>(sum, cost<T>(at + 2 * sizeof<T>(), 2));
  return sum;
}

/** Cost of a way into the states of a vector. */
@inline
function wayCost<T>(first: v128, second: v128, third: v128, at: usize, tableBytes: usize): v128 {
  let sum = i8x16.swizzle(first, v128.load(at));
  if (tables > 1) sum = v128.add<T>(sum, i8x16.swizzle(second, v128.load(at + tableBytes)));
  if (tables > 2) sum = v128.add<T>(sum, i8x16.swizzle(third, v128.load(at + 2 * tableBytes)));
  return sum;
}

@inline
function interleaveLow<T>(a: v128, b: v128): v128 {
  if (sizeof<T>() == 1) {
    return i8x16.shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  }
  return i8x16.shuffle(a, b, 0, 1, 16, 17, 2, 3, 18, 19, 4, 5, 20, 21, 6, 7, 22, 23);
}

@inline
function interleaveHigh<T>(a: v128, b: v128): v128 {
  if (sizeof<T>() == 1) {
    return i8x16.shuffle(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
  }
  return i8x16.shuffle(a, b, 8, 9, 24, 25, 10, 11, 26, 27, 12, 13, 28, 29, 14, 15, 30, 31);
}

/** Ones where the way from the upper state is the cheaper one, a bit a lane. */
@inline
function storeSurvivors<T>(at: usize, chosen: v128, zero: v128): void {
  const mask = ~v128.bitmask<T>(v128.eq<T>(chosen, zero));
  if (sizeof<T>() == 1) store<u16>(at, <u16>mask);
  else store<u8>(at, <u8>mask);
}

/** Subtracts the least metric from all. */
function normalise<U>(metrics: usize): void {
  const bytes = states << alignof<U>();
  let least = v128.load(metrics);
  for (let i = 16; i < bytes; i += 16) least = v128.min<U>(least, v128.load(metrics + i));
  least = leastLane<U>(least);
  for (let i = 0; i < bytes; i += 16) v128.store(metrics + i, v128.sub<U>(v128.load(metrics + i), least));
}

/** The least lane in all lanes. */
@inline
function leastLane<U>(a: v128): v128 {
  let least = v128.min<U>(a, i8x16.shuffle(a, a, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  least = v128.min<U>(least, i8x16.shuffle(least, least, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11));
  least = v128.min<U>(least, i8x16.shuffle(least, least, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13));
  if (sizeof<U>() == 1) {
    least = v128.min<U>(least, i8x16.shuffle(least, least, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14));
  }
  return least;
}

/**
 * One step: adds, compares, selects, from metrics at `from` to metrics at `to`.
 * T: signed counts, U: unsigned metrics.
 */
function advance<T, U>(step: i32, from: usize, to: usize): void {
  const first = costs<T>(step, 0);
  const second = tables > 1 ? costs<T>(step, 1) : first;
  const third = tables > 2 ? costs<T>(step, 2) : first;
  const halfBytes = <usize>(states << alignof<T>()) >> 1;
  const tableBytes = halfBytes << 2;
  const maskBytes: usize = 16 / sizeof<T>() / 8;
  let survivors = survivorArea + <usize>step * (states >> 3);
  const oddSurvivors = <usize>states >> 4;
  let lanes = laneArea;
  for (let i: usize = 0; i < halfBytes; i += 16) {
    const zero = v128.load(from + i);
    const one = v128.load(from + halfBytes + i);
    const straight = wayCost<T>(first, second, third, lanes, tableBytes);
    const crossed = wayCost<T>(first, second, third, lanes + 16, tableBytes);
    const oddCrossed = mirrored ? crossed : wayCost<T>(first, second, third, lanes + 32, tableBytes);
    const oddStraight = mirrored ? straight : wayCost<T>(first, second, third, lanes + 48, tableBytes);
    const evenZero = v128.add<T>(zero, straight);
    const oddZero = v128.add<T>(zero, oddCrossed);
    const even = v128.min<U>(evenZero, v128.add<T>(one, crossed));
    const odd = v128.min<U>(oddZero, v128.add<T>(one, oddStraight));
    storeSurvivors<T>(survivors, even, evenZero);
    storeSurvivors<T>(survivors + oddSurvivors, odd, oddZero);
    v128.store(to + 2 * i, interleaveLow<T>(even, odd));
    v128.store(to + 2 * i, interleaveHigh<T>(even, odd), 16);
    lanes += 64;
    survivors += maskBytes;
  }
}

/** All steps; gives the address of the metrics. */
function forward<T, U>(): usize {
  const bytes = <usize>states << alignof<T>();
  let from = metricArea;
  let to = metricArea + bytes;
  memory.copy(from, initialArea, bytes);
  for (let step = 0; step < steps; step++) {
    advance<T, U>(step, from, to);
    const other = from;
    from = to;
    to = other;
    if ((step & (interval - 1)) == interval - 1) normalise<U>(from);
  }
  return from;
}

/** The cheapest state of those in which a frame may end, the lowest of equal ones. */
function bestEnd<U>(metrics: usize): i32 {
  let best = 0;
  let least = load<U>(metrics);
  for (let state = endInterval; state < states; state += endInterval) {
    const metric = load<U>(metrics + (<usize>state << alignof<U>()));
    if (metric < least) {
      least = metric;
      best = state;
    }
  }
  return best;
}

/** From the end to the start along the survivors. `place`: the bit that a state has among a step's survivors. */
function traceBack(end: i32): void {
  const stepBytes = <usize>states >> 3;
  const half = states >> 1;
  let survivors = survivorArea + <usize>steps * stepBytes;
  let state = end;
  for (let step = steps - 1; step >= 0; step--) {
    survivors -= stepBytes;
    const newest = state & 1;
    store<u8>(bitArea + step, <u8>newest);
    const place = (state >> 1) + newest * half;
    state = (state >> 1) + ((load<u8>(survivors + (place >> 3)) >> (place & 7)) & 1) * half;
  }
}

/** Of 64 states: `place` goes straight to the one before. */
function traceBack64(end: i32): void {
  let survivors = survivorArea + (<usize>steps << 3);
  let place: i64 = (end >> 1) | ((end & 1) << 5);
  for (let step = steps - 1; step >= 0; step--) {
    survivors -= 8;
    store<u8>(bitArea + step, <u8>(place >> 5));
    place = ((place >> 1) & 15) | ((place & 1) << 5) | (((load<i64>(survivors) >> place) & 1) << 4);
  }
}

/** Costs of the words of two outputs, four bytes a step, from counts of 8 bits. */
function pairCosts(): void {
  const zero: v128 = i64x2.splat(0);
  for (let step = 0; step < steps; step += 8) {
    const q = v128.load(countArea + (step << 1));
    // Cost of a bit 0, of a bit 1.
    const low = i8x16.max_s(i8x16.neg(q), zero);
    const high = i8x16.max_s(q, zero);
    const a = interleaveLow<i8>(low, high);
    const b = interleaveHigh<i8>(low, high);
    const to = costArea + (step << 2);
    v128.store(to, i8x16.add(
      i8x16.shuffle(a, a, 0, 1, 0, 1, 4, 5, 4, 5, 8, 9, 8, 9, 12, 13, 12, 13),
      i8x16.shuffle(a, a, 2, 2, 3, 3, 6, 6, 7, 7, 10, 10, 11, 11, 14, 14, 15, 15),
    ));
    v128.store(to, i8x16.add(
      i8x16.shuffle(b, b, 0, 1, 0, 1, 4, 5, 4, 5, 8, 9, 8, 9, 12, 13, 12, 13),
      i8x16.shuffle(b, b, 2, 2, 3, 3, 6, 6, 7, 7, 10, 10, 11, 11, 14, 14, 15, 15),
    ), 16);
  }
}

/** `forward` for 64 states, two outputs, mirrored taps and 8 bits: the metrics stay in registers. */
function forward64(): usize {
  pairCosts();
  const straightLow = v128.load(laneArea);
  const crossedLow = v128.load(laneArea, 16);
  const straightHigh = v128.load(laneArea, 64);
  const crossedHigh = v128.load(laneArea, 80);
  let m0 = v128.load(initialArea);
  let m1 = v128.load(initialArea, 16);
  let m2 = v128.load(initialArea, 32);
  let m3 = v128.load(initialArea, 48);
  let survivors = survivorArea;
  let costs = costArea;
  const lastOfInterval = interval - 1;
  for (let step = 0; step < steps; step++) {
    const words = v128.load32_splat(costs);
    const a = i8x16.swizzle(words, straightLow);
    const b = i8x16.swizzle(words, crossedLow);
    const c = i8x16.swizzle(words, straightHigh);
    const d = i8x16.swizzle(words, crossedHigh);
    const evenZero = i8x16.add(m0, a);
    const oddZero = i8x16.add(m0, b);
    const even = i8x16.min_u(evenZero, i8x16.add(m2, b));
    const odd = i8x16.min_u(oddZero, i8x16.add(m2, a));
    const evenZeroHigh = i8x16.add(m1, c);
    const oddZeroHigh = i8x16.add(m1, d);
    const evenHigh = i8x16.min_u(evenZeroHigh, i8x16.add(m3, d));
    const oddHigh = i8x16.min_u(oddZeroHigh, i8x16.add(m3, c));
    store<u16>(survivors, <u16>~i8x16.bitmask(i8x16.eq(even, evenZero)));
    store<u16>(survivors, <u16>~i8x16.bitmask(i8x16.eq(evenHigh, evenZeroHigh)), 2);
    store<u16>(survivors, <u16>~i8x16.bitmask(i8x16.eq(odd, oddZero)), 4);
    store<u16>(survivors, <u16>~i8x16.bitmask(i8x16.eq(oddHigh, oddZeroHigh)), 6);
    m0 = interleaveLow<i8>(even, odd);
    m1 = interleaveHigh<i8>(even, odd);
    m2 = interleaveLow<i8>(evenHigh, oddHigh);
    m3 = interleaveHigh<i8>(evenHigh, oddHigh);
    survivors += 8;
    costs += 4;
    if ((step & lastOfInterval) == lastOfInterval) {
      const least = leastLane<u8>(i8x16.min_u(i8x16.min_u(m0, m1), i8x16.min_u(m2, m3)));
      m0 = i8x16.sub(m0, least);
      m1 = i8x16.sub(m1, least);
      m2 = i8x16.sub(m2, least);
      m3 = i8x16.sub(m3, least);
    }
  }
  v128.store(metricArea, m0);
  v128.store(metricArea, m1, 16);
  v128.store(metricArea, m2, 32);
  v128.store(metricArea, m3, 48);
  return metricArea;
}

/** Decides a frame; gives 0, or 1 where an LLR is not finite. */
export function decodeInt8(scale: f32, largest: i32): i32 {
  if (quantise<i8>(scale, largest) != 0) return 1;
  const metrics = states == 64 && outputs == 2 && mirrored ? forward64() : forward<i8, u8>();
  const end = bestEnd<u8>(metrics);
  if (states == 64) traceBack64(end);
  else traceBack(end);
  return 0;
}

export function decodeInt16(scale: f32, largest: i32): i32 {
  if (quantise<i16>(scale, largest) != 0) return 1;
  const end = bestEnd<u16>(forward<i16, u16>());
  if (states == 64) traceBack64(end);
  else traceBack(end);
  return 0;
}

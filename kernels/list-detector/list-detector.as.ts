// LLRs of layers together: maximum likelihood over all hypotheses of four elements at a time, an element a lane; K-best of
// one element at a time, four points of a layer a vector.
import { exp_f32x4 } from "../assembly/exponential.as";
import { minusTwiceLogarithm_f32x4 } from "../assembly/logarithm.as";

/** Address of the first byte that the host may use. */
export function heapBase(): i32 {
  return <i32>__heap_base;
}

/** Costs further than this above the least stand for their sum: beyond 87 exp is no longer what it should be. */
const negligible: f32 = 60;

let hRe: i32 = 0;
let hIm: i32 = 0;
let yRe: i32 = 0;
let yIm: i32 = 0;
let priors: i32 = 0;
let llrs: i32 = 0;
let receive: i32 = 0;
let layers: i32 = 0;
/** Bytes of a row of elements. */
let stride: i32 = 0;
/** Of all layers of an element. */
let bits: i32 = 0;
let isExact: bool = false;
/** [layer][bits, first bit, points re, points im, prior costs, least costs, sums]: numbers and addresses. */
let table: i32 = 0;
/** Columns of H and y, their R and Q^H y, and what a function keeps. */
let columns: i32 = 0;
let triangle: i32 = 0;
let chosen: i32 = 0;
/** 1 / sqrt(N0) */
let scale: f32 = 0;

const bitsAt: i32 = 0;
const offsetAt: i32 = 4;
const pointsReAt: i32 = 8;
const pointsImAt: i32 = 12;
const costsAt: i32 = 16;
const leastAt: i32 = 20;
const sumsAt: i32 = 24;

// @ts-ignore: decorator of AssemblyScript
@inline
function ofLayer(layer: i32, at: i32): i32 {
  return load<i32>(table + (layer << 5) + at);
}

export function configure(
  hRe0: i32, hIm0: i32, yRe0: i32, yIm0: i32, priors0: i32, llrs0: i32, receive0: i32, layers0: i32, elements: i32,
  bits0: i32, isExact0: i32, table0: i32, columns0: i32, triangle0: i32, chosen0: i32,
): void {
  hRe = hRe0;
  hIm = hIm0;
  yRe = yRe0;
  yIm = yIm0;
  priors = priors0;
  llrs = llrs0;
  receive = receive0;
  layers = layers0;
  stride = elements << 2;
  bits = bits0;
  isExact = isExact0 != 0;
  table = table0;
  columns = columns0;
  triangle = triangle0;
  chosen = chosen0;
}

// ---- Maximum likelihood

// @ts-ignore: decorator of AssemblyScript
@inline
function columnOf(column: i32): i32 {
  return columns + ((column * receive) << 5);
}

// @ts-ignore: decorator of AssemblyScript
@inline
function entryOf(row: i32, column: i32): i32 {
  return triangle + ((row * (layers + 1) + column) << 5);
}

/** R and Q^H y over sqrt(N0), by the modified Gram-Schmidt process, of the elements whose numbers start at byte `at`. */
function decompose(at: i32): void {
  for (let column = 0; column < layers; column++) {
    let to = columnOf(column);
    let from = column * stride + at;
    for (let branch = 0; branch < receive; branch++, to += 32, from += layers * stride) {
      v128.store(to, v128.load(hRe + from));
      v128.store(to, v128.load(hIm + from), 16);
    }
  }
  let y = columnOf(layers);
  for (let from = at; from < at + receive * stride; from += stride, y += 32) {
    v128.store(y, v128.load(yRe + from));
    v128.store(y, v128.load(yIm + from), 16);
  }
  const size = receive << 5;
  for (let k = 0; k < layers; k++) {
    const own = columnOf(k);
    let power = f32x4.splat(0);
    for (let a = own; a < own + size; a += 32) {
      const re = v128.load(a);
      const im = v128.load(a, 16);
      power = f32x4.add(power, f32x4.add(f32x4.mul(re, re), f32x4.mul(im, im)));
    }
    const length = f32x4.sqrt(power);
    const inverse = v128.and(f32x4.div(f32x4.splat(1), length), f32x4.gt(length, f32x4.splat(0)));
    v128.store(entryOf(k, k), f32x4.mul(length, f32x4.splat(scale)));
    for (let column = k + 1; column <= layers; column++) {
      const other = columnOf(column);
      let re = f32x4.splat(0);
      let im = re;
      for (let at = 0; at < size; at += 32) {
        const aRe = v128.load(own + at);
        const aIm = v128.load(own + at, 16);
        const bRe = v128.load(other + at);
        const bIm = v128.load(other + at, 16);
        re = f32x4.add(re, f32x4.add(f32x4.mul(aRe, bRe), f32x4.mul(aIm, bIm)));
        im = f32x4.add(im, f32x4.sub(f32x4.mul(aRe, bIm), f32x4.mul(aIm, bRe)));
      }
      re = f32x4.mul(re, inverse);
      im = f32x4.mul(im, inverse);
      v128.store(entryOf(k, column), f32x4.mul(re, f32x4.splat(scale)));
      v128.store(entryOf(k, column), f32x4.mul(im, f32x4.splat(scale)), 16);
      re = f32x4.mul(re, inverse);
      im = f32x4.mul(im, inverse);
      for (let at = 0; at < size; at += 32) {
        const aRe = v128.load(own + at);
        const aIm = v128.load(own + at, 16);
        const to = other + at;
        v128.store(to, f32x4.sub(v128.load(to), f32x4.sub(f32x4.mul(re, aRe), f32x4.mul(im, aIm))));
        v128.store(to, f32x4.sub(v128.load(to, 16), f32x4.add(f32x4.mul(re, aIm), f32x4.mul(im, aRe))), 16);
      }
    }
  }
}

/** The prior of a bit of four elements. */
function priorOf(element: i32, bit: i32): v128 {
  const step = bits << 2;
  const at = priors + element * step + (bit << 2);
  let value = v128.load32_zero(at);
  value = v128.load32_lane(at + step, value, 1);
  value = v128.load32_lane(at + 2 * step, value, 2);
  return v128.load32_lane(at + 3 * step, value, 3);
}

/** -ln of the probability of each point over that of the likeliest; and clears least costs and sums. */
function startLayer(layer: i32, element: i32): void {
  const costs = ofLayer(layer, costsAt);
  const count = ofLayer(layer, bitsAt);
  const zero = f32x4.splat(0);
  v128.store(costs, zero);
  for (let bit = 0; bit < count; bit++) {
    const prior = priorOf(element, ofLayer(layer, offsetAt) + bit);
    const ifZero = f32x4.max(zero, f32x4.neg(prior));
    const ifOne = f32x4.max(zero, prior);
    for (let label = (1 << bit) - 1; label >= 0; label--) {
      const cost = v128.load(costs + (label << 4));
      v128.store(costs + (label << 5), f32x4.add(cost, ifZero));
      v128.store(costs + (label << 5), f32x4.add(cost, ifOne), 16);
    }
  }
  const end = 16 << count;
  for (let at = 0; at < end; at += 16) {
    v128.store(ofLayer(layer, leastAt) + at, f32x4.splat(Infinity));
    v128.store(ofLayer(layer, sumsAt) + at, zero);
  }
}

// @ts-ignore: decorator of AssemblyScript
@inline
function lower(at: i32, value: v128): void {
  v128.store(at, f32x4.pmin(v128.load(at), value));
}

// @ts-ignore: decorator of AssemblyScript
@inline
function raise(at: i32, value: v128): void {
  v128.store(at, f32x4.add(v128.load(at), value));
}

/**
 * Goes through the points of a row and of all rows above it.
 *
 * @param metric  of the rows below
 * @param origin  the least metric there is where likelihoods are summed; where it is negative, least metrics are sought
 * @returns the least metric found, or the sum of likelihoods exp(origin - metric)
 */
function descend(row: i32, metric: v128, origin: v128, isSum: bool): v128 {
  let re = v128.load(entryOf(row, layers));
  let im = v128.load(entryOf(row, layers), 16);
  for (let column = row + 1; column < layers; column++) {
    const rRe = v128.load(entryOf(row, column));
    const rIm = v128.load(entryOf(row, column), 16);
    const xRe = v128.load(chosen + (column << 5));
    const xIm = v128.load(chosen + (column << 5), 16);
    re = f32x4.sub(re, f32x4.sub(f32x4.mul(rRe, xRe), f32x4.mul(rIm, xIm)));
    im = f32x4.sub(im, f32x4.add(f32x4.mul(rRe, xIm), f32x4.mul(rIm, xRe)));
  }
  const diagonal = v128.load(entryOf(row, row));
  const pointsRe = ofLayer(row, pointsReAt);
  const pointsIm = ofLayer(row, pointsImAt);
  const costs = ofLayer(row, costsAt);
  const least = ofLayer(row, leastAt);
  const sums = ofLayer(row, sumsAt);
  const end = 4 << ofLayer(row, bitsAt);
  let best = f32x4.splat(Infinity);
  let total = f32x4.splat(0);
  for (let at = 0; at < end; at += 4) {
    const xRe = v128.load32_splat(pointsRe + at);
    const xIm = v128.load32_splat(pointsIm + at);
    const dRe = f32x4.sub(re, f32x4.mul(diagonal, xRe));
    const dIm = f32x4.sub(im, f32x4.mul(diagonal, xIm));
    const before = f32x4.add(metric, v128.load(costs + (at << 2)));
    let value = f32x4.add(before, f32x4.add(f32x4.mul(dRe, dRe), f32x4.mul(dIm, dIm)));
    if (row > 0) {
      v128.store(chosen + (row << 5), xRe);
      v128.store(chosen + (row << 5), xIm, 16);
      value = descend(row - 1, value, origin, isSum);
    } else if (isSum) {
      value = exp_f32x4(f32x4.sub(origin, value));
    }
    if (isSum) {
      raise(sums + (at << 2), value);
      total = f32x4.add(total, value);
    } else {
      lower(least + (at << 2), value);
      best = f32x4.pmin(best, value);
    }
  }
  return isSum ? total : best;
}

/** -ln of a sum of likelihoods relative to `origin`, or the least cost where the sum is negligible. */
// @ts-ignore: decorator of AssemblyScript
@inline
function costOf(least: v128, sum: v128, origin: v128): v128 {
  const exact = f32x4.add(origin, f32x4.mul(f32x4.splat(0.5), minusTwiceLogarithm_f32x4(sum)));
  return v128.bitselect(exact, least, f32x4.lt(f32x4.sub(least, origin), f32x4.splat(negligible)));
}

/** Stores the extrinsic LLRs of a layer of the first `lanes` of four elements. */
function storeLayer(layer: i32, element: i32, lanes: i32, origin: v128): void {
  const count = ofLayer(layer, bitsAt);
  const least = ofLayer(layer, leastAt);
  const sums = ofLayer(layer, sumsAt);
  const points = 1 << count;
  for (let bit = 0; bit < count; bit++) {
    const mask = points >> (bit + 1);
    let least0 = f32x4.splat(Infinity);
    let least1 = least0;
    let sum0 = f32x4.splat(0);
    let sum1 = sum0;
    for (let from = 0; from < points; from += 2 * mask) {
      for (let label = from; label < from + mask; label++) {
        least0 = f32x4.pmin(least0, v128.load(least + (label << 4)));
        least1 = f32x4.pmin(least1, v128.load(least + ((label + mask) << 4)));
        sum0 = f32x4.add(sum0, v128.load(sums + (label << 4)));
        sum1 = f32x4.add(sum1, v128.load(sums + ((label + mask) << 4)));
      }
    }
    if (isExact) {
      least0 = costOf(least0, sum0, origin);
      least1 = costOf(least1, sum1, origin);
    }
    const index = ofLayer(layer, offsetAt) + bit;
    const llr = f32x4.sub(f32x4.sub(least1, least0), priorOf(element, index));
    v128.store(chosen, llr);
    for (let lane = 0; lane < lanes; lane++) {
      store<f32>(llrs + (((element + lane) * bits + index) << 2), load<f32>(chosen + (lane << 2)));
    }
  }
}

/** Maximum likelihood of `count` elements. */
export function detectAll(first: i32, count: i32, scale0: f32): void {
  scale = scale0;
  const end = first + count;
  const zero = f32x4.splat(0);
  for (let element = first; element < end; element += 4) {
    decompose(element << 2);
    for (let layer = 0; layer < layers; layer++) startLayer(layer, element);
    const best = descend(layers - 1, zero, zero, false);
    if (isExact) descend(layers - 1, zero, best, true);
    for (let layer = 0; layer < layers; layer++) storeLayer(layer, element, min(4, end - element), best);
  }
}

// ---- K-best

/** Labels of a hypothesis stand in ten bits a layer. */
const labelBits: i32 = 10;

/** Layer of each column of R. */
let order: i32 = 0;
/** Metric and number of a child, as one number that sorts; as many as survive, the largest on top when full. */
let heap: i32 = 0;
let heapCount: i32 = 0;
let survivors: i32 = 0;
/** Metrics and labels of the hypotheses that survive, and those of the layer before. */
let metrics: i32 = 0;
let paths: i32 = 0;
let pathsBefore: i32 = 0;
let weights: i32 = 0;
let clip: f32 = 0;

export function configureSearch(
  order0: i32, heap0: i32, survivors0: i32, metrics0: i32, paths0: i32, pathsBefore0: i32, weights0: i32, clip0: f32,
): void {
  order = order0;
  heap = heap0;
  survivors = survivors0;
  metrics = metrics0;
  paths = paths0;
  pathsBefore = pathsBefore0;
  weights = weights0;
  clip = clip0;
}

// @ts-ignore: decorator of AssemblyScript
@inline
function layerAt(column: i32): i32 {
  return load<i32>(order + (column << 2));
}

// @ts-ignore: decorator of AssemblyScript
@inline
function singleColumn(column: i32): i32 {
  return columns + ((column * receive) << 3);
}

// @ts-ignore: decorator of AssemblyScript
@inline
function singleEntry(row: i32, column: i32): i32 {
  return triangle + ((row * (layers + 1) + column) << 3);
}

function powerOf(column: i32): f32 {
  let sum: f32 = 0;
  const from = singleColumn(column);
  for (let at = from; at < from + (receive << 3); at += 4) {
    const value = load<f32>(at);
    sum += value * value;
  }
  return sum;
}

function exchange(a: i32, b: i32): void {
  const layer = layerAt(a);
  store<i32>(order + (a << 2), layerAt(b));
  store<i32>(order + (b << 2), layer);
  for (let row = 0; row < a; row++) {
    const value = load<u64>(singleEntry(row, a));
    store<u64>(singleEntry(row, a), load<u64>(singleEntry(row, b)));
    store<u64>(singleEntry(row, b), value);
  }
}

/** As `decompose`, of one element, each time the weakest column that is left. */
function decomposeSorted(element: i32): void {
  const at = element << 2;
  for (let column = 0; column < layers; column++) {
    store<i32>(order + (column << 2), column);
    let to = singleColumn(column);
    let from = column * stride + at;
    for (let branch = 0; branch < receive; branch++, to += 8, from += layers * stride) {
      store<f32>(to, load<f32>(hRe + from));
      store<f32>(to, load<f32>(hIm + from), 4);
    }
  }
  let y = singleColumn(layers);
  for (let from = at; from < at + receive * stride; from += stride, y += 8) {
    store<f32>(y, load<f32>(yRe + from));
    store<f32>(y, load<f32>(yIm + from), 4);
  }
  const size = receive << 3;
  for (let k = 0; k < layers; k++) {
    let weakest = k;
    let power = powerOf(layerAt(k));
    for (let column = k + 1; column < layers; column++) {
      const other = powerOf(layerAt(column));
      if (other < power) {
        power = other;
        weakest = column;
      }
    }
    exchange(k, weakest);
    const length = sqrt<f32>(power);
    const inverse: f32 = length > 0 ? 1 / length : 0;
    store<f32>(singleEntry(k, k), length * scale);
    const own = singleColumn(layerAt(k));
    for (let column = k + 1; column <= layers; column++) {
      const other = singleColumn(column < layers ? layerAt(column) : layers);
      let re: f32 = 0;
      let im: f32 = 0;
      for (let at = 0; at < size; at += 8) {
        const aRe = load<f32>(own + at);
        const aIm = load<f32>(own + at, 4);
        const bRe = load<f32>(other + at);
        const bIm = load<f32>(other + at, 4);
        re += aRe * bRe + aIm * bIm;
        im += aRe * bIm - aIm * bRe;
      }
      re *= inverse;
      im *= inverse;
      store<f32>(singleEntry(k, column), re * scale);
      store<f32>(singleEntry(k, column), im * scale, 4);
      re *= inverse;
      im *= inverse;
      for (let at = 0; at < size; at += 8) {
        const aRe = load<f32>(own + at);
        const aIm = load<f32>(own + at, 4);
        const to = other + at;
        store<f32>(to, load<f32>(to) - (re * aRe - im * aIm));
        store<f32>(to, load<f32>(to, 4) - (re * aIm + im * aRe), 4);
      }
    }
  }
}

/** Prior costs of the points of a layer, as `startLayer`; Infinity for points that only fill a vector. */
function priorCosts(layer: i32, element: i32): void {
  const costs = ofLayer(layer, costsAt);
  const count = ofLayer(layer, bitsAt);
  v128.store(costs, f32x4.splat(Infinity));
  store<f32>(costs, 0);
  let prior = priors + ((element * bits + ofLayer(layer, offsetAt)) << 2);
  for (let bit = 0; bit < count; bit++, prior += 4) {
    const value = load<f32>(prior);
    for (let label = (1 << bit) - 1; label >= 0; label--) {
      const cost = load<f32>(costs + (label << 2));
      store<f32>(costs + (label << 3), cost + max<f32>(0, -value));
      store<f32>(costs + (label << 3), cost + max<f32>(0, value), 4);
    }
  }
}

/** Moves the child at `index` down to its place. */
function sift(index: i32, count: i32): void {
  const value = load<u64>(heap + (index << 3));
  for (;;) {
    let child = 2 * index + 1;
    if (child >= count) break;
    let larger = load<u64>(heap + (child << 3));
    if (child + 1 < count) {
      const other = load<u64>(heap + (child << 3), 8);
      if (other > larger) {
        larger = other;
        child++;
      }
    }
    if (larger <= value) break;
    store<u64>(heap + (index << 3), larger);
    index = child;
  }
  store<u64>(heap + (index << 3), value);
}

/** Whether children will be left out, and whether the survivors are full and stand as a heap. */
let isFull: bool = false;
let isHeap: bool = false;

function offer(metric: f32, child: i32): void {
  const key = ((<u64>reinterpret<u32>(metric)) << 32) | <u64>child;
  if (isHeap) {
    if (key < load<u64>(heap)) {
      store<u64>(heap, key);
      sift(0, heapCount);
    }
    return;
  }
  store<u64>(heap + (heapCount << 3), key);
  heapCount++;
  if (isFull && heapCount == survivors) {
    for (let index = heapCount / 2 - 1; index >= 0; index--) sift(index, heapCount);
    isHeap = true;
  }
}

/** Replaces `count` hypotheses by the best of their children by the points of a row. @returns how many there are */
function expand(row: i32, count: i32): i32 {
  const layer = layerAt(row);
  const pointsRe = ofLayer(layer, pointsReAt);
  const pointsIm = ofLayer(layer, pointsImAt);
  const costs = ofLayer(layer, costsAt);
  const shift = ofLayer(layer, bitsAt);
  const points = 1 << shift;
  const bytes = points << 2;
  const diagonal = f32x4.splat(load<f32>(singleEntry(row, row)));
  isFull = count << shift > survivors;
  isHeap = false;
  heapCount = 0;
  for (let parent = 0; parent < count; parent++) {
    const path = load<u64>(pathsBefore + (parent << 3));
    let re = load<f32>(singleEntry(row, layers));
    let im = load<f32>(singleEntry(row, layers), 4);
    for (let column = row + 1; column < layers; column++) {
      const other = layerAt(column);
      const label = (<i32>(path >> (labelBits * other)) & 1023) << 2;
      const rRe = load<f32>(singleEntry(row, column));
      const rIm = load<f32>(singleEntry(row, column), 4);
      const xRe = load<f32>(ofLayer(other, pointsReAt) + label);
      const xIm = load<f32>(ofLayer(other, pointsImAt) + label);
      re -= rRe * xRe - rIm * xIm;
      im -= rRe * xIm + rIm * xRe;
    }
    const yRe = f32x4.splat(re);
    const yIm = f32x4.splat(im);
    const before = f32x4.splat(load<f32>(metrics + (parent << 2)));
    for (let at = 0; at < bytes; at += 16) {
      const dRe = f32x4.sub(yRe, f32x4.mul(diagonal, v128.load(pointsRe + at)));
      const dIm = f32x4.sub(yIm, f32x4.mul(diagonal, v128.load(pointsIm + at)));
      const distance = f32x4.add(f32x4.mul(dRe, dRe), f32x4.mul(dIm, dIm));
      const value = f32x4.add(f32x4.add(before, v128.load(costs + at)), distance);
      // Children that tie with the worst come later, so they would not stay.
      const most = reinterpret<f32>(<u32>(load<u64>(heap) >> 32));
      if (isHeap && !v128.any_true(f32x4.lt(value, f32x4.splat(most)))) continue;
      const child = (parent << shift) + (at >> 2);
      offer(f32x4.extract_lane(value, 0), child);
      offer(f32x4.extract_lane(value, 1), child + 1);
      if (points > 2) {
        offer(f32x4.extract_lane(value, 2), child + 2);
        offer(f32x4.extract_lane(value, 3), child + 3);
      }
    }
  }
  if (isFull) {
    // Largest to the end, one after the other.
    for (let end = heapCount - 1; end > 0; end--) {
      const top = load<u64>(heap);
      store<u64>(heap, load<u64>(heap + (end << 3)));
      store<u64>(heap + (end << 3), top);
      sift(0, end);
    }
  }
  for (let index = 0; index < heapCount; index++) {
    const key = load<u64>(heap + (index << 3));
    const child = <i32>(key & 0xffffffff);
    const label = <u64>(child & (points - 1));
    const path = load<u64>(pathsBefore + ((child >> shift) << 3)) | (label << (labelBits * layer));
    store<u64>(paths + (index << 3), path);
    store<f32>(metrics + (index << 2), reinterpret<f32>(<u32>(key >> 32)));
  }
  const swap = paths;
  paths = pathsBefore;
  pathsBefore = swap;
  return heapCount;
}

// @ts-ignore: decorator of AssemblyScript
@inline
function singleCost(least: f32, sum: f32, origin: f32): f32 {
  if (!(least - origin < negligible)) return least;
  return origin + 0.5 * f32x4.extract_lane(minusTwiceLogarithm_f32x4(f32x4.splat(sum)), 0);
}

/** Stores the extrinsic LLRs of an element from its list. */
function storeElement(element: i32, count: i32): void {
  let origin: f32 = Infinity;
  for (let index = 0; index < count; index++) origin = min<f32>(origin, load<f32>(metrics + (index << 2)));
  if (isExact) {
    for (let at = 0; at < count << 2; at += 16) {
      v128.store(weights + at, exp_f32x4(f32x4.sub(f32x4.splat(origin), v128.load(metrics + at))));
    }
  }
  for (let layer = 0; layer < layers; layer++) {
    const size = ofLayer(layer, bitsAt);
    for (let bit = 0; bit < size; bit++) {
      const shift = labelBits * layer + size - 1 - bit;
      let least0: f32 = Infinity;
      let least1: f32 = Infinity;
      let sum0: f32 = 0;
      let sum1: f32 = 0;
      for (let index = 0; index < count; index++) {
        const metric = load<f32>(metrics + (index << 2));
        const weight = isExact ? load<f32>(weights + (index << 2)) : 0;
        if ((load<u64>(pathsBefore + (index << 3)) >> shift) & 1) {
          least1 = min<f32>(least1, metric);
          sum1 += weight;
        } else {
          least0 = min<f32>(least0, metric);
          sum0 += weight;
        }
      }
      if (isExact) {
        least0 = singleCost(least0, sum0, origin);
        least1 = singleCost(least1, sum1, origin);
      }
      const at = (element * bits + ofLayer(layer, offsetAt) + bit) << 2;
      const llr = least1 - least0 - load<f32>(priors + at);
      store<f32>(llrs + at, min<f32>(clip, max<f32>(-clip, llr)));
    }
  }
}

/** K-best of `count` elements. */
export function search(first: i32, count: i32, scale0: f32): void {
  scale = scale0;
  for (let element = first; element < first + count; element++) {
    decomposeSorted(element);
    for (let layer = 0; layer < layers; layer++) priorCosts(layer, element);
    store<u64>(pathsBefore, 0);
    store<f32>(metrics, 0);
    let kept = 1;
    for (let row = layers - 1; row >= 0; row--) kept = expand(row, kept);
    storeElement(element, kept);
  }
}

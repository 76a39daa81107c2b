// AssemblyScript around the layers of an LDPC decoder: load a frame, iterate by either schedule, check parity, read the
// decided bits.

export function frameSource(arithmetic, shape) {
  return `${quantise(arithmetic)}

${loading(shape)}

${layered(shape)}

${flooding(shape)}

${withoutFirst(shape)}

${checking(arithmetic, shape)}

${reading(arithmetic, shape)}`;
}

/** LLRs to the decoder's numbers: counts, clipped and rounded to the nearest. May write up to 16 lanes too many. */
function quantise(arithmetic) {
  if (arithmetic === "float32") {
    return `function quantise(line: i32, llrs: i32, z: i32, scale: f32, limit: f32): void {
  // Adding 0 makes of a negative zero, whose sign would count, a positive one.
  for (let i: i32 = 0; i < z; i += 4) {
    const x = f32x4.add(v128.load(llrs + 4 * i), f32x4.splat(0));
    v128.store(line + 4 * i, f32x4.pmax(f32x4.splat(-limit), f32x4.pmin(f32x4.splat(limit), x)));
  }
}`;
  }
  const counts = (part) => `counts(v128.load(llrs + 4 * i, ${16 * part}), factor, lower, upper)`;
  const store =
    arithmetic === "int8"
      ? `v128.store(line + i, i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(${counts(0)}, ${counts(1)}), i16x8.narrow_i32x4_s(${counts(2)}, ${counts(3)})));`
      : `v128.store(line + 2 * i, i16x8.narrow_i32x4_s(${counts(0)}, ${counts(1)}));`;
  return `// @ts-ignore: decorator of AssemblyScript
@inline
function counts(llr: v128, factor: v128, lower: v128, upper: v128): v128 {
  const x = f32x4.pmax(lower, f32x4.pmin(upper, f32x4.mul(llr, factor)));
  // 1.5 * 2^23: what is added to it is rounded to whole numbers, ties to even, in the low bits of the sum.
  return i32x4.sub(f32x4.add(x, f32x4.splat(12582912)), i32x4.splat(0x4b400000));
}

function quantise(line: i32, llrs: i32, z: i32, scale: f32, limit: f32): void {
  const factor = f32x4.splat(scale), lower = f32x4.splat(-limit), upper = f32x4.splat(limit);
  for (let i: i32 = 0; i < z; i += ${arithmetic === "int8" ? 16 : 8}) ${store}
}`;
}

function loading({ bytes }) {
  return `/**
 * Loads a frame: one column after another, rotated left and then again and again up to \`length\`.
 * @param columns  (buffer, rotation in lanes) of each
 */
export function loadFrame(columns: i32, count: i32, z: i32, length: i32, llrs: i32, line: i32, limit: f32, scale: f32): void {
  const end = line + z * ${bytes};
  for (let c: i32 = 0; c < count; c++) {
    quantise(line, llrs + 4 * c * z, z, scale, limit);
    let to = load<i32>(columns + 8 * c);
    const stop = to + length;
    let from = line + load<i32>(columns + 8 * c, 4) * ${bytes};
    while (to < stop) {
      const more = min(end - from, stop - to);
      // Up to 15 bytes too many, which the next part writes over.
      for (let i: i32 = 0; i < more; i += 16) v128.store(to + i, v128.load(from + i));
      to += more;
      from = line;
    }
  }
}`;
}

function layered({ subtract, add, within }) {
  return `/**
 * One iteration of the layered schedule.
 * @param table  of each layer: degree, messages, the address of its messages, changes, 0 or the index of the edge without
 *               its first check plus 1; then (read, write) of each edge; then of each change, which is an edge to blocks
 *               that another has joined before, (read, before, own write, target)
 */
export function iterate(table: i32, layers: i32, zp: i32, z: i32): void {
  let t = table;
  for (let l: i32 = 0; l < layers; l++) {
    const degree = load<i32>(t), messages = load<i32>(t, 4), r = load<i32>(t, 8), changes = load<i32>(t, 12);
    const lacks = load<i32>(t, 16);
    t += 20;
    if (lacks > 0) withoutFirst(lacks - 1, degree, messages, t, r, zp, z);
    else layer(degree, messages, t, r, zp, z);
    t += 8 * degree;
    if (changes == 0) continue;
    for (let c: i32 = 0; c < changes; c++) takeChange(load<i32>(t + 16 * c), load<i32>(t + 16 * c, 8), zp);
    for (let c: i32 = 0; c < changes; c++) {
      add(load<i32>(t, 4), load<i32>(t, 8), 16, load<i32>(t, 12), zp, z);
      t += 16;
    }
  }
}

/** What an edge would change. */
function takeChange(read: i32, own: i32, zp: i32): void {
  for (let i: i32 = 0; i < zp; i += 16) {
    v128.store(own + i, ${subtract}(v128.load(own + i), v128.load(read + i)));
  }
}

/** Adds a column and messages or changes that stand \`step\` bytes apart. */
function add(before: i32, own: i32, step: i32, target: i32, zp: i32, z: i32): void {
  for (let i: i32 = 0; i < zp; i += 16) {
    let a = ${add}(v128.load(before + i), v128.load(own));
    a = ${within("a")};
    v128.store(target + i, a);
    v128.store(target + i + z, a);
    own += step;
  }
}`;
}

function flooding({ type }) {
  return `/** Copies columns: table of (from, to). */
export function copyColumns(table: i32, count: i32, length: i32): void {
  for (let c: i32 = 0; c < count; c++) memory.copy(load<i32>(table + 8 * c, 4), load<i32>(table + 8 * c), length);
}

/**
 * One iteration of the flooding schedule, from the posteriors of the one before and the channel's LLRs in the columns
 * that take up the messages.
 * @param table  of each layer: degree, messages, the address of its messages, 0 or the index of the edge without its
 *               first check plus 1; then (read, a place that nobody reads) of each edge; then, of each edge with
 *               messages, (before, target) where they are taken up
 */
export function flood(table: i32, layers: i32, zp: i32, z: i32): void {
  let t = table;
  for (let l: i32 = 0; l < layers; l++) {
    const degree = load<i32>(t), messages = load<i32>(t, 4), r = load<i32>(t, 8), lacks = load<i32>(t, 12);
    t += 16;
    if (lacks > 0) {
      const read = load<i32>(t + 8 * (lacks - 1));
      const kept = load<${type}>(read);
      withoutFirst(lacks - 1, degree, messages, t, r, zp, z);
      // Other layers read these posteriors yet.
      storeFirst(read, zp, z, kept);
    } else {
      layer(degree, messages, t, r, zp, z);
    }
    t += 8 * degree;
    for (let e: i32 = 0; e < messages; e++) {
      add(load<i32>(t), r + 16 * e, 16 * messages, load<i32>(t, 4), zp, z);
      t += 8;
    }
  }
}`;
}

function withoutFirst({ bytes, lanes, type, largest }) {
  return `/** Stores a value wherever the first of Z lanes comes again. */
function storeFirst(start: i32, length: i32, z: i32, value: ${type}): void {
  for (let at = start; at < start + length; at += z) store<${type}>(at, value);
}

/** A layer with one edge missing in its first check: a value that neither is a minimum nor turns a sign stands in. */
function withoutFirst(edge: i32, degree: i32, messages: i32, t: i32, r: i32, zp: i32, z: i32): void {
  const read = load<i32>(t + 8 * edge), write = load<i32>(t + 8 * edge, 4);
  const kept = load<${type}>(read);
  storeFirst(read, zp, z, ${largest});
  layer(degree, messages, t, r, zp, z);
  storeFirst(write, zp + z, z, kept);
  const count = zp / ${bytes}, step = z / ${bytes};
  for (let lane: i32 = 0; lane < count; lane += step) {
    store<${type}>(r + 16 * (messages * (lane / ${lanes}) + edge) + (lane % ${lanes}) * ${bytes}, 0);
  }
}`;
}

function checking(arithmetic, { type }) {
  const lane = { int8: "i8x16", int16: "i16x8", float32: "i32x4" }[arithmetic];
  return `/**
 * Whether the signs meet every check; ends at the first chunk that does not.
 * @param table  of each layer: degree, 0 or the index of the edge without its first check plus 1, read of each edge
 */
export function holds(table: i32, layers: i32, zp: i32, z: i32): i32 {
  let t = table;
  for (let l: i32 = 0; l < layers; l++) {
    const degree = load<i32>(t), lacks = load<i32>(t, 4);
    t += 8;
    let kept: ${type} = 0, read: i32 = 0;
    if (lacks > 0) {
      read = load<i32>(t + 4 * (lacks - 1));
      kept = load<${type}>(read);
      storeFirst(read, zp, z, 0);
    }
    let isMet = true;
    for (let i: i32 = 0; i < zp && isMet; i += 16) {
      let x = v128.load(load<i32>(t) + i);
      for (let e: i32 = 1; e < degree; e++) x = v128.xor(x, v128.load(load<i32>(t + 4 * e) + i));
      isMet = ${lane}.bitmask(x) == 0;
    }
    if (lacks > 0) storeFirst(read, zp, z, kept);
    if (!isMet) return 0;
    t += 4 * degree;
  }
  return 1;
}`;
}

function reading(arithmetic, { bytes }) {
  return `/** Signs of the columns, turned back: table of (buffer, lanes to skip). */
export function readBits(columns: i32, count: i32, z: i32, out: i32): void {
  for (let c: i32 = 0; c < count; c++) {
    const from = load<i32>(columns + 8 * c) + load<i32>(columns + 8 * c, 4) * ${bytes};
    for (let i: i32 = 0; i < z; i += 16) {
      v128.store(out + i, ${signBits(arithmetic, bytes)});
    }
    out += z;
  }
}`;
}

function signBits(arithmetic, bytes) {
  const at = (part) => `v128.load(from + i * ${bytes}, ${16 * part})`;
  if (arithmetic === "int8") return `v128.and(i8x16.lt_s(${at(0)}, i8x16.splat(0)), i8x16.splat(1))`;
  if (arithmetic === "int16") {
    return `i8x16.narrow_i16x8_u(i16x8.shr_u(${at(0)}, 15), i16x8.shr_u(${at(1)}, 15))`;
  }
  const half = (a, b) => `i16x8.narrow_i32x4_u(i32x4.shr_u(${at(a)}, 31), i32x4.shr_u(${at(b)}, 31))`;
  return `i8x16.narrow_i16x8_u(${half(0, 1)}, ${half(2, 3)})`;
}

// Writes the AssemblyScript of a layered LDPC decoder for one arithmetic: a function for each row degree, unrolled,
// and the loops around them. Memory is laid out by the host (`layered-simd.ts`).

const shapes = {
  int8: {
    lanes: 16,
    bytes: 1,
    subtract: "i8x16.sub_sat_s",
    add: "i8x16.add_sat_s",
    abs: "i8x16.abs",
    min: "i8x16.min_u",
    max: "i8x16.max_u",
    equal: "i8x16.eq",
    largest: "i8x16.splat(127)",
    splat: "i8x16.splat",
  },
  int16: {
    lanes: 8,
    bytes: 2,
    subtract: "i16x8.sub_sat_s",
    add: "i16x8.add_sat_s",
    abs: "i16x8.abs",
    min: "i16x8.min_u",
    max: "i16x8.max_u",
    equal: "i16x8.eq",
    largest: "i16x8.splat(32767)",
    splat: "i16x8.splat",
  },
  float32: {
    lanes: 4,
    bytes: 4,
    subtract: "f32x4.sub",
    add: "f32x4.add",
    abs: "f32x4.abs",
    min: "f32x4.pmin",
    max: "f32x4.pmax",
    equal: "f32x4.eq",
    largest: "f32x4.splat(f32.MAX_VALUE)",
    splat: "f32x4.splat",
  },
};

/** Rows of up to so many edges are unrolled; longer ones run in a loop. */
const unrolled = 32;
/** Rows with a degree-1 column, which is input only (NR). */
const unrolledExtended = 20;
/** Up to so many edges the variable-to-check messages stay in registers. */
const inRegisters = 10;

export function layeredSource(arithmetic) {
  const shape = shapes[arithmetic];
  const isFloat = arithmetic === "float32";
  const degrees = Array.from({ length: unrolled - 1 }, (_, index) => index + 2);
  const functions = [
    ...degrees.map((degree) => layerFunction(shape, arithmetic, degree, degree)),
    ...degrees.filter((degree) => degree <= unrolledExtended).map((d) => layerFunction(shape, arithmetic, d, d - 1)),
  ];
  return `${isFloat ? 'import { phi_f32x4 } from "../assembly/phi.as";\n' : ""}
${constants(arithmetic)}
${scaling(arithmetic)}
${functions.join("\n")}
${loopedLayer(shape, arithmetic)}
${isFloat ? sumProductLayer() : ""}
${frame(shape, arithmetic)}
`;
}

function constants(arithmetic) {
  return `// Scratch of one chunk's messages, the rule's constants and the header; placed by \`place\`.
let scratch: i32 = 0;
let clip: v128 = i32x4.splat(0);
let offset: v128 = i32x4.splat(0);
let factor: v128 = i32x4.splat(0);
let mask: v128 = i32x4.splat(0);
let shift: i32 = 0;
let isByShift: bool = true;
${arithmetic === "float32" ? "let isSumProduct: bool = false;" : ""}
export function heapBase(): i32 {
  return <i32>__heap_base;
}
`;
}

/** Magnitude of the outgoing message from a minimum. */
function scaling(arithmetic) {
  if (arithmetic === "int8") {
    return `// @ts-ignore: decorator of AssemblyScript
@inline
function scaled(m: v128): v128 {
  let less: v128;
  if (isByShift) {
    less = v128.and(i16x8.shr_u(m, shift), mask);
  } else {
    const low = i16x8.shr_u(i16x8.extmul_low_i8x16_u(m, factor), 4);
    const high = i16x8.shr_u(i16x8.extmul_high_i8x16_u(m, factor), 4);
    less = i8x16.narrow_i16x8_u(low, high);
  }
  return i8x16.min_u(i8x16.sub_sat_u(i8x16.sub(m, less), offset), clip);
}
export function setRule(sixteenthsLess: i32, offsetCounts: i32, clipCounts: i32): void {
  isByShift = sixteenthsLess == 0 || (sixteenthsLess & (sixteenthsLess - 1)) == 0;
  shift = sixteenthsLess == 0 ? 8 : 4 - ctz(sixteenthsLess);
  mask = i8x16.splat(sixteenthsLess == 0 ? 0 : <i8>(255 >> shift));
  factor = i8x16.splat(<i8>sixteenthsLess);
  offset = i8x16.splat(<i8>offsetCounts);
  clip = i8x16.splat(<i8>clipCounts);
}`;
  }
  if (arithmetic === "int16") {
    return `// @ts-ignore: decorator of AssemblyScript
@inline
function scaled(m: v128): v128 {
  // A magnitude of 32768 would count as negative in the product.
  const less = i16x8.q15mulr_sat_s(i16x8.min_u(m, i16x8.splat(32767)), factor);
  return i16x8.min_u(i16x8.sub_sat_u(i16x8.sub(m, less), offset), clip);
}
export function setRule(sixteenthsLess: i32, offsetCounts: i32, clipCounts: i32): void {
  factor = i16x8.splat(<i16>(sixteenthsLess << 11));
  offset = i16x8.splat(<i16>offsetCounts);
  clip = i16x8.splat(<i16>clipCounts);
}`;
  }
  return `// @ts-ignore: decorator of AssemblyScript
@inline
function scaled(m: v128): v128 {
  return f32x4.pmax(f32x4.splat(0), f32x4.sub(f32x4.mul(m, factor), offset));
}
export function setRule(times: f32, less: f32, sumProduct: i32): void {
  factor = f32x4.splat(times);
  offset = f32x4.splat(less);
  isSumProduct = sumProduct != 0;
}`;
}

/** \`magnitude\` with the sign of \`signs\`'s lanes. */
function signed(arithmetic, magnitude, signs) {
  if (arithmetic === "float32") return `v128.xor(${magnitude}, v128.and(${signs}, i32x4.splat(0x80000000)))`;
  const lane = arithmetic === "int8" ? "i8x16" : "i16x8";
  const negative = arithmetic === "int8" ? `i8x16.lt_s(${signs}, i8x16.splat(0))` : `i16x8.shr_s(${signs}, 15)`;
  return `(k = ${negative}, ${lane}.sub(v128.xor(${magnitude}, k), k))`;
}

/** A check row of \`degree\` edges, of which the first \`messages\` have messages; one chunk of lanes after another. */
function layerFunction(shape, arithmetic, degree, messages) {
  const { subtract, add, abs, min, max, equal, largest } = shape;
  const keeps = degree <= inRegisters;
  const lines = [];
  for (let e = 0; e < degree; e++) {
    lines.push(`  const a${e} = load<i32>(t, ${8 * e});`);
    if (e < messages) lines.push(`  const w${e} = load<i32>(t, ${8 * e + 4});`);
  }
  lines.push(`  for (let i: i32 = 0; i < zp; i += 16) {`);
  lines.push(`    let m1 = ${largest}, m2 = m1, signs = i8x16.splat(0), a: v128, k: v128;`);
  if (!keeps) lines.push(`    let q: v128;`);
  for (let e = 0; e < degree; e++) {
    const loaded = `v128.load(a${e} + i)`;
    const q = keeps ? `q${e}` : "q";
    const value = e < messages ? `${subtract}(${loaded}, v128.load(r, ${16 * e}))` : loaded;
    lines.push(`    ${keeps ? `const q${e}` : "q"} = ${value};`);
    if (!keeps) lines.push(`    v128.store(scratch, q, ${16 * e});`);
    lines.push(`    a = ${abs}(${q}); signs = v128.xor(signs, ${q});`);
    lines.push(e === 0 ? `    m1 = ${min}(m1, a);` : `    m2 = ${min}(m2, ${max}(m1, a)); m1 = ${min}(m1, a);`);
  }
  lines.push(`    const n1 = scaled(m1), n2 = scaled(m2);`);
  for (let e = 0; e < messages; e++) {
    const q = keeps ? `q${e}` : "q";
    if (!keeps) lines.push(`    q = v128.load(scratch, ${16 * e});`);
    lines.push(`    a = v128.bitselect(n2, n1, ${equal}(${abs}(${q}), m1));`);
    lines.push(`    a = ${signed(arithmetic, "a", `v128.xor(signs, ${q})`)}; v128.store(r, a, ${16 * e});`);
    lines.push(`    a = ${add}(${q}, a); v128.store(w${e} + i, a); v128.store(w${e} + i + z, a);`);
  }
  lines.push(`    r += ${16 * messages};`);
  lines.push("  }");
  return `function layer${degree}_${messages}(t: i32, r: i32, zp: i32, z: i32): void {\n${lines.join("\n")}\n}`;
}

function loopedLayer(shape, arithmetic) {
  const { subtract, add, abs, min, max, equal, largest } = shape;
  return `function layerAny(degree: i32, messages: i32, t: i32, r: i32, zp: i32, z: i32): void {
  for (let i: i32 = 0; i < zp; i += 16) {
    let m1 = ${largest}, m2 = m1, signs = i8x16.splat(0), a: v128, k: v128, q: v128;
    for (let e: i32 = 0; e < degree; e++) {
      q = v128.load(load<i32>(t + 8 * e) + i);
      if (e < messages) q = ${subtract}(q, v128.load(r + 16 * e));
      v128.store(scratch + 16 * e, q);
      a = ${abs}(q);
      signs = v128.xor(signs, q);
      m2 = ${min}(m2, ${max}(m1, a));
      m1 = ${min}(m1, a);
    }
    const n1 = scaled(m1), n2 = scaled(m2);
    for (let e: i32 = 0; e < messages; e++) {
      q = v128.load(scratch + 16 * e);
      a = v128.bitselect(n2, n1, ${equal}(${abs}(q), m1));
      a = ${signed(arithmetic, "a", "v128.xor(signs, q)")};
      v128.store(r + 16 * e, a);
      a = ${add}(q, a);
      const w = load<i32>(t + 8 * e, 4) + i;
      v128.store(w, a);
      v128.store(w + z, a);
    }
    r += 16 * messages;
  }
}`;
}

function sumProductLayer() {
  return `// phi(x) = -ln tanh(x / 2) is its own inverse; the outgoing magnitude is phi of the sum of the others' phi. Sums from
// the left and from the right instead of a difference, which would cancel.
function layerSumProduct(degree: i32, messages: i32, t: i32, r: i32, zp: i32, z: i32): void {
  const right = scratch + 16 * degree;
  const phis = right + 16 * degree + 16;
  for (let i: i32 = 0; i < zp; i += 16) {
    let signs = i8x16.splat(0), q: v128;
    for (let e: i32 = 0; e < degree; e++) {
      q = v128.load(load<i32>(t + 8 * e) + i);
      if (e < messages) q = f32x4.sub(q, v128.load(r + 16 * e));
      v128.store(scratch + 16 * e, q);
      v128.store(phis + 16 * e, phi_f32x4(f32x4.abs(q)));
      signs = v128.xor(signs, q);
    }
    let sum = f32x4.splat(0);
    for (let e: i32 = degree - 1; e >= 0; e--) {
      v128.store(right + 16 * e, sum);
      sum = f32x4.add(sum, v128.load(phis + 16 * e));
    }
    sum = f32x4.splat(0);
    for (let e: i32 = 0; e < messages; e++) {
      q = v128.load(scratch + 16 * e);
      let a = phi_f32x4(f32x4.add(sum, v128.load(right + 16 * e)));
      sum = f32x4.add(sum, v128.load(phis + 16 * e));
      a = v128.xor(a, v128.and(v128.xor(signs, q), i32x4.splat(0x80000000)));
      v128.store(r + 16 * e, a);
      a = f32x4.add(q, a);
      const w = load<i32>(t + 8 * e, 4) + i;
      v128.store(w, a);
      v128.store(w + z, a);
    }
    r += 16 * messages;
  }
}`;
}

/** Loading, iterating, checking and reading a frame. */
function frame(shape, arithmetic) {
  const { bytes, lanes, subtract, add } = shape;
  const type = { int8: "i8", int16: "i16", float32: "f32" }[arithmetic];
  const largest = { int8: "127", int16: "32767", float32: "f32.MAX_VALUE" }[arithmetic];
  const degrees = Array.from({ length: unrolled - 1 }, (_, index) => index + 2);
  const cases = [
    ...degrees.map((d) => `    case ${d * 2}: layer${d}_${d}(t, r, zp, z); return;`),
    ...degrees
      .filter((d) => d <= unrolledExtended)
      .map((d) => `    case ${d * 2 + 1}: layer${d}_${d - 1}(t, r, zp, z); return;`),
  ].join("\n");
  return `
function layer(degree: i32, messages: i32, t: i32, r: i32, zp: i32, z: i32): void {
  ${arithmetic === "float32" ? "if (isSumProduct) { layerSumProduct(degree, messages, t, r, zp, z); return; }" : ""}
  switch (degree * 2 + degree - messages) {
${cases}
    default: layerAny(degree, messages, t, r, zp, z);
  }
}

export function place(scratchAt: i32): void {
  scratch = scratchAt;
}

/** Extends a column from its first Z lanes to Z plus a whole number of chunks and one more. */
function extend(column: i32, z: i32, length: i32): void {
  let known = z;
  while (known < length) {
    const more = min(known, length - known);
    memory.copy(column + known, column, more);
    known += more;
  }
}

${quantise(arithmetic)}

/**
 * Loads a frame: one column after another, rotated left by the column's shift.
 * columns: table of (buffer, rotation in lanes) pairs.
 */
export function loadFrame(columns: i32, count: i32, z: i32, length: i32, llrs: i32, line: i32, limit: f32, scale: f32): void {
  for (let c: i32 = 0; c < count; c++) {
    const buffer = load<i32>(columns + 8 * c);
    const rotation = load<i32>(columns + 8 * c, 4);
    quantise(line, llrs + 4 * c * z, z, scale, limit);
    const tail = (z - rotation) * ${bytes};
    memory.copy(buffer, line + rotation * ${bytes}, tail);
    if (rotation > 0) memory.copy(buffer + tail, line, rotation * ${bytes});
    extend(buffer, z * ${bytes}, length);
  }
}

/**
 * One iteration. table: for each layer degree, messages, the address of its messages, fixes, 0 or the index of the edge
 * without its first check plus 1; then (read, write) of each edge; then of each fix (read, before, own write, target).
 */
export function iterate(table: i32, layers: i32, zp: i32, z: i32): void {
  let t = table;
  for (let l: i32 = 0; l < layers; l++) {
    const degree = load<i32>(t), messages = load<i32>(t, 4), r = load<i32>(t, 8), fixes = load<i32>(t, 12);
    const lacks = load<i32>(t, 16);
    t += 20;
    if (lacks > 0) withoutFirst(lacks - 1, degree, messages, t, r, zp, z);
    else layer(degree, messages, t, r, zp, z);
    t += 8 * degree;
    if (fixes == 0) continue;
    for (let f: i32 = 0; f < fixes; f++) takeChange(load<i32>(t + 16 * f), load<i32>(t + 16 * f, 8), zp);
    for (let f: i32 = 0; f < fixes; f++) {
      addChange(load<i32>(t, 4), load<i32>(t, 8), load<i32>(t, 12), zp, z);
      t += 16;
    }
  }
}

/** Of an edge to blocks that another joins before: what it would change. */
function takeChange(read: i32, own: i32, zp: i32): void {
  for (let i: i32 = 0; i < zp; i += 16) {
    v128.store(own + i, ${subtract}(v128.load(own + i), v128.load(read + i)));
  }
}

/** The change comes on top of what is written before. */
function addChange(before: i32, own: i32, target: i32, zp: i32, z: i32): void {
  for (let i: i32 = 0; i < zp; i += 16) {
    v128.store(own + i, ${add}(v128.load(before + i), v128.load(own + i)));
  }
  memory.copy(target, own, zp);
  memory.copy(target + z, own, zp);
}

/** The layer with one edge missing in its first check: a value that neither is a minimum nor turns a sign stands in. */
function withoutFirst(edge: i32, degree: i32, messages: i32, t: i32, r: i32, zp: i32, z: i32): void {
  const read = load<i32>(t + 8 * edge), write = load<i32>(t + 8 * edge, 4);
  const kept = load<${type}>(read);
  store<${type}>(read, ${largest});
  if (zp > z) store<${type}>(read + z, ${largest});
  layer(degree, messages, t, r, zp, z);
  store<${type}>(write, kept);
  store<${type}>(write + z, kept);
  if (zp > z) store<${type}>(write + 2 * z, kept);
  store<${type}>(r + 16 * edge, 0);
  const again = z / ${bytes};
  if (zp > z) store<${type}>(r + 16 * (messages * (again / ${lanes}) + edge) + (again % ${lanes}) * ${bytes}, 0);
}

/** Whether the signs meet every check of the table: degree, 0 or 1 + edge without its first check, then read of each edge. */
export function holds(table: i32, layers: i32, zp: i32, z: i32): i32 {
  let t = table;
  for (let l: i32 = 0; l < layers; l++) {
    const degree = load<i32>(t), lacks = load<i32>(t, 4);
    t += 8;
    let kept: ${type} = 0, read: i32 = 0;
    if (lacks > 0) {
      read = load<i32>(t + 4 * (lacks - 1));
      kept = load<${type}>(read);
      store<${type}>(read, 0);
      if (zp > z) store<${type}>(read + z, 0);
    }
    let isMet = true;
    for (let i: i32 = 0; i < zp && isMet; i += 16) {
      let x = v128.load(load<i32>(t) + i);
      for (let e: i32 = 1; e < degree; e++) x = v128.xor(x, v128.load(load<i32>(t + 4 * e) + i));
      isMet = ${{ int8: "i8x16", int16: "i16x8", float32: "i32x4" }[arithmetic]}.bitmask(x) == 0;
    }
    if (lacks > 0) {
      store<${type}>(read, kept);
      if (zp > z) store<${type}>(read + z, kept);
    }
    if (!isMet) return 0;
    t += 4 * degree;
  }
  return 1;
}

/** Signs of the columns, turned back: table of (buffer, lanes to skip) pairs. */
export function readBits(columns: i32, count: i32, z: i32, out: i32): void {
  for (let c: i32 = 0; c < count; c++) {
    const from = load<i32>(columns + 8 * c) + load<i32>(columns + 8 * c, 4) * ${bytes};
    for (let i: i32 = 0; i < z; i += 16) {
      v128.store(out + i, ${signBits(arithmetic)});
    }
    out += z;
  }
}
`;
}

function signBits(arithmetic) {
  const at = (part) => `v128.load(from + i * ${{ int8: 1, int16: 2, float32: 4 }[arithmetic]}, ${16 * part})`;
  if (arithmetic === "int8") return `v128.and(i8x16.lt_s(${at(0)}, i8x16.splat(0)), i8x16.splat(1))`;
  if (arithmetic === "int16") {
    return `i8x16.narrow_i16x8_u(i16x8.shr_u(${at(0)}, 15), i16x8.shr_u(${at(1)}, 15))`;
  }
  const half = (a, b) => `i16x8.narrow_i32x4_u(i32x4.shr_u(${at(a)}, 31), i32x4.shr_u(${at(b)}, 31))`;
  return `i8x16.narrow_i16x8_u(${half(0, 1)}, ${half(2, 3)})`;
}

/** LLRs to the decoder's numbers: counts rounded half away from zero and clipped. May write up to 16 lanes too many. */
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
  const counts = (part) => `counts(v128.load(llrs + 4 * i, ${16 * part}), scale, limit)`;
  const store =
    arithmetic === "int8"
      ? `v128.store(line + i, i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(${counts(0)}, ${counts(1)}), i16x8.narrow_i32x4_s(${counts(2)}, ${counts(3)})));`
      : `v128.store(line + 2 * i, i16x8.narrow_i32x4_s(${counts(0)}, ${counts(1)}));`;
  return `// @ts-ignore: decorator of AssemblyScript
@inline
function counts(llr: v128, scale: f32, limit: f32): v128 {
  const x = f32x4.mul(llr, f32x4.splat(scale));
  const half = v128.or(v128.and(x, i32x4.splat(0x80000000)), f32x4.splat(0.5));
  const bound = f32x4.splat(limit);
  return i32x4.trunc_sat_f32x4_s(f32x4.max(f32x4.neg(bound), f32x4.min(bound, f32x4.add(x, half))));
}
function quantise(line: i32, llrs: i32, z: i32, scale: f32, limit: f32): void {
  for (let i: i32 = 0; i < z; i += ${arithmetic === "int8" ? 16 : 8}) ${store}
}`;
}

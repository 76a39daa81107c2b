// Writes the AssemblyScript of an LDPC decoder for one arithmetic: a function for each row degree, unrolled; around them
// what `rule-source.mjs`, `sum-product-source.mjs` and `frame-source.mjs` write. The host lays out memory
// (`simd-layout.ts`).
import { frameSource } from "./frame-source.mjs";
import { ruleSource, signed } from "./rule-source.mjs";
import { sumProductSource } from "./sum-product-source.mjs";

const shapes = {
  int8: {
    lanes: 16,
    bytes: 1,
    type: "i8",
    subtract: "i8x16.sub_sat_s",
    add: "i8x16.add_sat_s",
    abs: "i8x16.abs",
    min: "i8x16.min_u",
    max: "i8x16.max_u",
    equal: "i8x16.eq",
    within: (a) => `i8x16.min_s(i8x16.max_s(${a}, lowest), highest)`,
    largest: "127",
    splat: "i8x16.splat",
  },
  int16: {
    lanes: 8,
    bytes: 2,
    type: "i16",
    subtract: "i16x8.sub_sat_s",
    add: "i16x8.add_sat_s",
    abs: "i16x8.abs",
    min: "i16x8.min_u",
    max: "i16x8.max_u",
    equal: "i16x8.eq",
    within: (a) => `i16x8.min_s(i16x8.max_s(${a}, lowest), highest)`,
    largest: "32767",
    splat: "i16x8.splat",
  },
  float32: {
    lanes: 4,
    bytes: 4,
    type: "f32",
    subtract: "f32x4.sub",
    add: "f32x4.add",
    abs: "f32x4.abs",
    min: "f32x4.pmin",
    max: "f32x4.pmax",
    equal: "f32x4.eq",
    within: (a) => a,
    largest: "f32.MAX_VALUE",
    splat: "f32x4.splat",
  },
};

/** Rows of up to so many edges are unrolled; longer ones run in a loop. */
const unrolled = 32;
/** Rows with a degree-1 column, which is input only (NR). */
const unrolledExtended = 20;
/** Up to so many edges the variable-to-check messages stay in registers. */
const inRegisters = 10;

/** Edges and messages of each unrolled row. */
const unrolledRows = [
  ...Array.from({ length: unrolled - 1 }, (_, index) => [index + 2, index + 2]),
  ...Array.from({ length: unrolledExtended - 1 }, (_, index) => [index + 2, index + 1]),
];

export function layeredSource(arithmetic) {
  const shape = shapes[arithmetic];
  return `// Room for one chunk's messages.
let scratch: i32 = 0;

/** Address of the first byte that the host may use. */
export function heapBase(): i32 {
  return <i32>__heap_base;
}

export function place(scratchAt: i32): void {
  scratch = scratchAt;
}

${ruleSource(arithmetic)}
${unrolledRows.map(([degree, messages]) => layerFunction(shape, arithmetic, degree, messages)).join("\n")}
${loopedLayer(shape, arithmetic)}
${arithmetic === "float32" ? sumProductSource() : ""}
${dispatch(arithmetic)}
${frameSource(arithmetic, shape)}
`;
}

/** A check row of `degree` edges, of which the first `messages` have messages; one chunk of lanes after another. */
function layerFunction(shape, arithmetic, degree, messages) {
  const { subtract, add, abs, min, max, equal, largest, splat } = shape;
  const keeps = degree <= inRegisters;
  const lines = [];
  for (let e = 0; e < degree; e++) {
    lines.push(`  const a${e} = load<i32>(t, ${8 * e});`);
    if (e < messages) lines.push(`  const w${e} = load<i32>(t, ${8 * e + 4});`);
  }
  lines.push("  for (let i: i32 = 0; i < zp; i += 16) {");
  lines.push(`    let m1 = ${splat}(${largest}), m2 = m1, signs = i8x16.splat(0), a: v128, k: v128;`);
  if (!keeps) lines.push("    let q: v128;");
  for (let e = 0; e < degree; e++) {
    const loaded = `v128.load(a${e} + i)`;
    const q = keeps ? `q${e}` : "q";
    const value = e < messages ? `${subtract}(${loaded}, v128.load(r, ${16 * e}))` : loaded;
    lines.push(`    ${keeps ? `const q${e}` : "q"} = ${value};`);
    if (!keeps) lines.push(`    v128.store(scratch, q, ${16 * e});`);
    lines.push(`    a = ${abs}(${q}); signs = v128.xor(signs, ${q});`);
    lines.push(e === 0 ? `    m1 = ${min}(m1, a);` : `    m2 = ${min}(m2, ${max}(m1, a)); m1 = ${min}(m1, a);`);
  }
  // Two instructions to choose between the two magnitudes; a bit select would be three.
  lines.push("    const n1 = scaled(m1), n12 = v128.xor(n1, scaled(m2));");
  for (let e = 0; e < messages; e++) {
    const q = keeps ? `q${e}` : "q";
    if (!keeps) lines.push(`    q = v128.load(scratch, ${16 * e});`);
    lines.push(`    a = v128.xor(n1, v128.and(n12, ${equal}(${abs}(${q}), m1)));`);
    lines.push(`    a = ${signed(arithmetic, "a", `v128.xor(signs, ${q})`)}; v128.store(r, a, ${16 * e});`);
    lines.push(`    a = ${add}(${q}, a); v128.store(w${e} + i, a); v128.store(w${e} + i + z, a);`);
  }
  lines.push(`    r += ${16 * messages};`);
  lines.push("  }");
  return `function layer${degree}_${messages}(t: i32, r: i32, zp: i32, z: i32): void {\n${lines.join("\n")}\n}`;
}

/** Rows of any degree, and posteriors of any width. */
function loopedLayer(shape, arithmetic) {
  const { subtract, add, abs, min, max, equal, within, largest, splat } = shape;
  return `function layerAny(degree: i32, messages: i32, t: i32, r: i32, zp: i32, z: i32): void {
  for (let i: i32 = 0; i < zp; i += 16) {
    let m1 = ${splat}(${largest}), m2 = m1, signs = i8x16.splat(0), a: v128, k: v128, q: v128;
    for (let e: i32 = 0; e < degree; e++) {
      q = v128.load(load<i32>(t + 8 * e) + i);
      if (e < messages) q = ${subtract}(q, v128.load(r + 16 * e));
      v128.store(scratch + 16 * e, q);
      a = ${abs}(q);
      signs = v128.xor(signs, q);
      m2 = ${min}(m2, ${max}(m1, a));
      m1 = ${min}(m1, a);
    }
    const n1 = scaled(m1), n12 = v128.xor(n1, scaled(m2));
    for (let e: i32 = 0; e < messages; e++) {
      q = v128.load(scratch + 16 * e);
      a = v128.xor(n1, v128.and(n12, ${equal}(${abs}(q), m1)));
      a = ${signed(arithmetic, "a", "v128.xor(signs, q)")};
      v128.store(r + 16 * e, a);
      a = ${add}(q, a);
      a = ${within("a")};
      const w = load<i32>(t + 8 * e, 4) + i;
      v128.store(w, a);
      v128.store(w + z, a);
    }
    r += 16 * messages;
  }
}`;
}

function dispatch(arithmetic) {
  const special =
    arithmetic === "float32"
      ? "if (isSumProduct) { layerSumProduct(degree, messages, t, r, zp, z); return; }"
      : "if (isNarrow) { layerAny(degree, messages, t, r, zp, z); return; }";
  const cases = unrolledRows.map(
    ([degree, messages]) => `    case ${3 * degree - messages}: layer${degree}_${messages}(t, r, zp, z); return;`,
  );
  return `/** t: (read, write) of each edge. r: messages, [chunk][edge]. zp, z: bytes of whole chunks and of Z lanes. */
function layer(degree: i32, messages: i32, t: i32, r: i32, zp: i32, z: i32): void {
  ${special}
  switch (3 * degree - messages) {
${cases.join("\n")}
    default: layerAny(degree, messages, t, r, zp, z);
  }
}`;
}

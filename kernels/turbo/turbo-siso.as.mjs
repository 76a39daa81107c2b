// Writes the AssemblyScript of the component decoder of CCSDS turbo codes: eight windows in the lanes of int16x8, the 16
// states unrolled, once for each set of parities that a rate sends. The trellis is that of `turbo-trellis.ts`.

const states = 16;
/** Of G1, G2 and G3, the first the most significant bit, as `parities` of a step. */
const sentSets = [0b100, 0b011, 0b101, 0b111];

function step(state, bit) {
  const [d1, d2, d3, d4] = [state >> 3, (state >> 2) & 1, (state >> 1) & 1, state & 1];
  const a = bit ^ d3 ^ d4;
  const parities = ((a ^ d1 ^ d3 ^ d4) << 2) | ((a ^ d2 ^ d4) << 1) | (a ^ d1 ^ d2 ^ d3 ^ d4);
  return { next: (a << 3) | (state >> 1), parities };
}

const all = Array.from({ length: states }, (_, state) => state);

/** Metrics of the branches: g<parities> for input 0, h<parities> for input 1; that of zeros is 0 and has no name. */
function branchMetrics(sent) {
  const lines = ["    const place = 16 * t;", "    const h0 = i16x8.neg(v128.load(input + place));"];
  for (let p = 1; p < 8; p++) {
    if ((p & ~sent) !== 0) continue;
    const last = p & -p;
    const plane = { 4: 0, 2: 1, 1: 2 }[last];
    if (p === last) lines.push(`    const g${p} = i16x8.neg(v128.load(parities + ${plane} * plane + place));`);
    else lines.push(`    const g${p} = i16x8.add(g${p ^ last}, g${last});`);
    lines.push(`    const h${p} = i16x8.add(g${p}, h0);`);
  }
  return lines.join("\n");
}

/** A metric with that of a branch added. */
function along(metric, state, bit, sent) {
  const parities = step(state, bit).parities & sent;
  if (bit === 0 && parities === 0) return metric;
  return `i16x8.add_sat_s(${metric}, ${bit === 0 ? "g" : "h"}${parities})`;
}

function forward(sent) {
  const lines = [];
  for (const to of all) {
    const into = all.flatMap((state) => [0, 1].map((bit) => [state, bit])).filter(([s, b]) => step(s, b).next === to);
    const sums = into.map(([state, bit]) => along(`m${state}`, state, bit, sent));
    lines.push(`    const n${to} = i16x8.max_s(${sums.join(", ")});`);
  }
  for (const state of all) lines.push(`    m${state} = i16x8.sub_sat_s(n${state}, n0);`);
  return lines.join("\n");
}

function backward(sent) {
  const lines = [];
  for (const state of all) {
    for (const bit of [0, 1]) {
      lines.push(`    const o${state}_${bit} = ${along(`m${step(state, bit).next}`, state, bit, sent)};`);
    }
    lines.push(`    const a${state} = v128.load(alpha, ${16 * state});`);
    for (const bit of [0, 1]) {
      const sum = `i16x8.add_sat_s(a${state}, o${state}_${bit})`;
      lines.push(state === 0 ? `    let b${bit} = ${sum};` : `    b${bit} = i16x8.max_s(b${bit}, ${sum});`);
    }
    lines.push(`    const n${state} = i16x8.max_s(o${state}_0, o${state}_1);`);
  }
  lines.push("    v128.store(posterior + place, i16x8.sub_sat_s(b0, b1));");
  for (const state of all) lines.push(`    m${state} = i16x8.sub_sat_s(n${state}, n0);`);
  return lines.join("\n");
}

const load = (from) => all.map((s) => `  let m${s} = v128.load(${from}, ${16 * s});`).join("\n");

/** The windows' last metrics are the next windows' first ones; those at the frame's ends stay. */
function handOn(to, isForward) {
  const lanes = isForward ? "0, 8, 9, 10, 11, 12, 13, 14" : "9, 10, 11, 12, 13, 14, 15, 7";
  return all
    .map((s) => `  v128.store(${to}, v128.shuffle<i16>(v128.load(${to}, ${16 * s}), m${s}, ${lanes}), ${16 * s});`)
    .join("\n");
}

function passes(sent) {
  return `
function forward${sent}(input: i32, parities: i32, alphas: i32, before: i32, steps: i32, plane: i32): void {
${load("before")}
  for (let t: i32 = 0; t < steps; t++) {
    const alpha = alphas + 256 * t;
${all.map((s) => `    v128.store(alpha, m${s}, ${16 * s});`).join("\n")}
${branchMetrics(sent)}
${forward(sent)}
  }
${handOn("before", true)}
}

function backward${sent}(
  input: i32, parities: i32, posterior: i32, alphas: i32, behind: i32, steps: i32, plane: i32,
): void {
${load("behind")}
  for (let t: i32 = steps - 1; t >= 0; t--) {
    const alpha = alphas + 256 * t;
${branchMetrics(sent)}
${backward(sent)}
  }
${handOn("behind", false)}
}
`;
}

const gathered = Array.from({ length: 8 }, (_, lane) => {
  const from = `values + (<i32>load<u16>(table + 16 * v, ${2 * lane}) << 1)`;
  return `    x = v128.load_lane<i16>(${from}, x, ${lane});`;
}).join("\n");

export function source() {
  return `
export function heapBase(): i32 {
  return <i32>__heap_base;
}

/** out = values at the places of a table, in vectors; all addresses in bytes. */
export function gather(out: i32, table: i32, values: i32, vectors: i32): void {
  for (let v: i32 = 0; v < vectors; v++) {
    let x = i16x8.splat(0);
${gathered}
    v128.store(out + 16 * v, x);
  }
}

/** out = base + values at the places of a table. */
export function gatherOnto(out: i32, base: i32, table: i32, values: i32, vectors: i32): void {
  for (let v: i32 = 0; v < vectors; v++) {
    let x = i16x8.splat(0);
${gathered}
    v128.store(out + 16 * v, i16x8.add(x, v128.load(base + 16 * v)));
  }
}

/**
 * Metrics before the windows and behind them: 16 vectors each.
 * @param sent  the parities that are not 0 throughout
 */
export function run(
  input: i32, parities: i32, posterior: i32, alphas: i32, before: i32, behind: i32, extrinsic: i32, steps: i32,
  sixteenths: i32, sent: i32,
): void {
  const plane = 16 * steps;
${sentSets
  .map((set, index) => {
    const head = index < sentSets.length - 1 ? `if (sent == ${set}) {` : "{";
    return `  ${index > 0 ? "else " : ""}${head}
    forward${set}(input, parities, alphas, before, steps, plane);
    backward${set}(input, parities, posterior, alphas, behind, steps, plane);
  }`;
  })
  .join("\n")}
  const factor = i16x8.splat(<i16>sixteenths), largest = i16x8.splat(1023), smallest = i16x8.splat(-1023);
  for (let t: i32 = 0; t < plane; t += 16) {
    const whole = i16x8.sub_sat_s(v128.load(posterior + t), v128.load(input + t));
    const low = i32x4.shr_s(i32x4.extmul_low_i16x8_s(whole, factor), 4);
    const high = i32x4.shr_s(i32x4.extmul_high_i16x8_s(whole, factor), 4);
    const told = i16x8.narrow_i32x4_s(low, high);
    v128.store(extrinsic + t, i16x8.max_s(smallest, i16x8.min_s(largest, told)));
  }
}
${sentSets.map(passes).join("")}`;
}

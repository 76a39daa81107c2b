// Writes the AssemblyScript of the component decoder of CCSDS turbo codes: eight windows in the lanes of int16x8, the 16
// states unrolled. The trellis is that of `turbo-trellis.ts`.

const states = 16;

function step(state, bit) {
  const [d1, d2, d3, d4] = [state >> 3, (state >> 2) & 1, (state >> 1) & 1, state & 1];
  const a = bit ^ d3 ^ d4;
  const parities = ((a ^ d1 ^ d3 ^ d4) << 2) | ((a ^ d2 ^ d4) << 1) | (a ^ d1 ^ d2 ^ d3 ^ d4);
  return { next: (a << 3) | (state >> 1), parities };
}

const all = Array.from({ length: states }, (_, state) => state);

/** Metrics of the branches: g<parities> for input 0, h<parities> for input 1. */
function branchMetrics() {
  const lines = [
    "    const place = 16 * t;",
    "    const u = v128.load(input + place), p1 = v128.load(parities + place), p2 = v128.load(parities + plane + place), p3 = v128.load(parities + 2 * plane + place);",
    "    const g0 = i16x8.splat(0), g1 = i16x8.neg(p3), g2 = i16x8.neg(p2), g4 = i16x8.neg(p1);",
    "    const g3 = i16x8.sub(g2, p3), g5 = i16x8.sub(g4, p3), g6 = i16x8.sub(g4, p2), g7 = i16x8.sub(g6, p3);",
  ];
  for (let p = 0; p < 8; p++) lines.push(`    const h${p} = i16x8.sub(g${p}, u);`);
  return lines.join("\n");
}

const branch = (state, bit) => `${bit === 0 ? "g" : "h"}${step(state, bit).parities}`;

function forward() {
  const lines = [];
  for (const to of all) {
    const into = all.flatMap((state) => [0, 1].map((bit) => [state, bit])).filter(([s, b]) => step(s, b).next === to);
    const sums = into.map(([state, bit]) => `i16x8.add_sat_s(m${state}, ${branch(state, bit)})`);
    lines.push(`    const n${to} = i16x8.max_s(${sums.join(", ")});`);
  }
  for (const state of all) lines.push(`    m${state} = i16x8.sub_sat_s(n${state}, n0);`);
  return lines.join("\n");
}

function backward() {
  const lines = [];
  for (const state of all) {
    for (const bit of [0, 1]) {
      lines.push(`    const o${state}_${bit} = i16x8.add_sat_s(m${step(state, bit).next}, ${branch(state, bit)});`);
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

export function source() {
  const load = (from) => all.map((s) => `  let m${s} = v128.load(${from}, ${16 * s});`).join("\n");
  // The windows' last metrics are the next windows' first ones; those at the frame's ends stay.
  const handOn = (to, isForward) =>
    all
      .map((s) => {
        const lanes = isForward ? "0, 8, 9, 10, 11, 12, 13, 14" : "9, 10, 11, 12, 13, 14, 15, 7";
        return `  v128.store(${to}, v128.shuffle<i16>(v128.load(${to}, ${16 * s}), m${s}, ${lanes}), ${16 * s});`;
      })
      .join("\n");
  return `
export function heapBase(): i32 {
  return <i32>__heap_base;
}

/** All addresses in bytes; metrics before the windows and behind them: 16 vectors each. */
export function run(
  input: i32, parities: i32, posterior: i32, alphas: i32, before: i32, behind: i32, extrinsic: i32, steps: i32,
  sixteenths: i32,
): void {
  const plane = 16 * steps;
  forwardPass(input, parities, alphas, before, steps, plane);
  backwardPass(input, parities, posterior, alphas, behind, steps, plane);
  const factor = i16x8.splat(<i16>sixteenths), largest = i16x8.splat(1023), smallest = i16x8.splat(-1023);
  for (let t: i32 = 0; t < plane; t += 16) {
    const whole = i16x8.sub_sat_s(v128.load(posterior + t), v128.load(input + t));
    const low = i32x4.shr_s(i32x4.extmul_low_i16x8_s(whole, factor), 4);
    const high = i32x4.shr_s(i32x4.extmul_high_i16x8_s(whole, factor), 4);
    const told = i16x8.narrow_i32x4_s(low, high);
    v128.store(extrinsic + t, i16x8.max_s(smallest, i16x8.min_s(largest, told)));
  }
}

function forwardPass(input: i32, parities: i32, alphas: i32, before: i32, steps: i32, plane: i32): void {
${load("before")}
  for (let t: i32 = 0; t < steps; t++) {
    const alpha = alphas + 256 * t;
${all.map((s) => `    v128.store(alpha, m${s}, ${16 * s});`).join("\n")}
${branchMetrics()}
${forward()}
  }
${handOn("before", true)}
}

function backwardPass(input: i32, parities: i32, posterior: i32, alphas: i32, behind: i32, steps: i32, plane: i32): void {
${load("behind")}
  for (let t: i32 = steps - 1; t >= 0; t--) {
    const alpha = alphas + 256 * t;
${branchMetrics()}
${backward()}
  }
${handOn("behind", false)}
}
`;
}

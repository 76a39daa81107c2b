// Writes the AssemblyScript of whitening: Cholesky's factor of a covariance in float64, and the elimination by it in
// float32, for up to four branches unrolled with the branches in registers.

/** Branches up to which the elimination is unrolled. */
const mostUnrolled = 4;

const kinds = {
  v128: {
    bytes: 16,
    load: (at) => `v128.load(${at})`,
    factor: (at) => `v128.load32_splat(${at})`,
    store: (at, value) => `v128.store(${at}, ${value});`,
    add: (a, b) => `f32x4.add(${a}, ${b})`,
    sub: (a, b) => `f32x4.sub(${a}, ${b})`,
    mul: (a, b) => `f32x4.mul(${a}, ${b})`,
  },
  f32: {
    bytes: 4,
    load: (at) => `load<f32>(${at})`,
    factor: (at) => `load<f32>(${at})`,
    store: (at, value) => `store<f32>(${at}, ${value});`,
    add: (a, b) => `(${a} + ${b})`,
    sub: (a, b) => `(${a} - ${b})`,
    mul: (a, b) => `(${a} * ${b})`,
  },
};

/** Elements `at` to `to`, all branches in registers: v_i = (x_i - sum of L_ij v_j) / L_ii. */
function unrolledLoop(kindName, receive) {
  const { bytes, load, factor, store, add, sub, mul } = kinds[kindName];
  const lines = [];
  for (let i = 0; i < receive; i++) {
    const at = (part) => `${part} + at${i > 0 ? ` + ${i} * row` : ""}`;
    let sums = ["re", "im"].map((part) => load(at(part)));
    for (let j = 0; j < i; j++) {
      const [lRe, lIm] = [0, 4].map((offset) => factor(`factors + ${8 * (i * receive + j) + offset}`));
      sums = [
        sub(sums[0], sub(mul(lRe, `v${j}Re`), mul(lIm, `v${j}Im`))),
        sub(sums[1], add(mul(lRe, `v${j}Im`), mul(lIm, `v${j}Re`))),
      ];
    }
    const inverse = factor(`factors + ${8 * (i * receive + i)}`);
    lines.push(`const v${i}Re = ${mul(sums[0], inverse)};`, `const v${i}Im = ${mul(sums[1], inverse)};`);
    lines.push(store(at("re"), `v${i}Re`), store(at("im"), `v${i}Im`));
  }
  return `
  for (; at + ${bytes} <= to; at += ${bytes}) {
    ${lines.join("\n    ")}
  }`;
}

function loop(kindName) {
  const { bytes, load, factor, store, add, sub, mul } = kinds[kindName];
  return `
  for (; at + ${bytes} <= to; at += ${bytes}) {
    for (let i = 0; i < receive; i++) {
      const own = at + i * row;
      let sumRe = ${load("re + own")};
      let sumIm = ${load("im + own")};
      let l = factors + ((i * receive) << 3);
      for (let other = at; other < own; other += row, l += 8) {
        const lRe = ${factor("l")};
        const lIm = ${factor("l + 4")};
        const vRe = ${load("re + other")};
        const vIm = ${load("im + other")};
        sumRe = ${sub("sumRe", sub(mul("lRe", "vRe"), mul("lIm", "vIm")))};
        sumIm = ${sub("sumIm", add(mul("lRe", "vIm"), mul("lIm", "vRe")))};
      }
      const inverse = ${factor("l")};
      ${store("re + own", mul("sumRe", "inverse"))}
      ${store("im + own", mul("sumIm", "inverse"))}
    }
  }`;
}

function eliminate(receive) {
  const name = receive > mostUnrolled ? "eliminate" : `eliminate${receive}`;
  const half = (kindName) => (receive > mostUnrolled ? loop(kindName) : unrolledLoop(kindName, receive));
  return `
/** @param at, to  bytes of elements of a column of the first branch; \`row\`: bytes from one branch to the next */
function ${name}(re: i32, im: i32, receive: i32, row: i32, at: i32, to: i32, factors: i32): void {${half("v128")}${half("f32")}
}`;
}

/** AssemblyScript of whitening. */
export function source() {
  const unrolled = Array.from({ length: mostUnrolled }, (_, index) => index + 1);
  return `
/** Address of the first byte that the host may use. */
export function heapBase(): i32 {
  return <i32>__heap_base;
}

/**
 * Factorises a covariance, \`[row][column]\` in float64, real parts and then imaginary ones apart.
 *
 * @param share    of its power that a branch must keep beside those before it
 * @param double   scratch: L, [row][column][re, im] in float64, 1 / L on the diagonal; then pivot and power where it fails
 * @param factors  receives L as float32
 * @returns the branch at which it fails, or -1
 */
export function factorise(aRe: i32, aIm: i32, receive: i32, share: f64, double: i32, factors: i32): i32 {
  for (let i = 0; i < receive; i++) {
    const iRow = double + ((i * receive) << 4);
    for (let j = 0; j <= i; j++) {
      const entry = (i * receive + j) << 3;
      const jRow = double + ((j * receive) << 4);
      let re = load<f64>(aRe + entry);
      let im: f64 = i == j ? 0 : load<f64>(aIm + entry);
      const power = re;
      const end = j << 4;
      for (let k = 0; k < end; k += 16) {
        const bRe = load<f64>(iRow + k);
        const bIm = load<f64>(iRow + k, 8);
        const cRe = load<f64>(jRow + k);
        const cIm = load<f64>(jRow + k, 8);
        re -= bRe * cRe + bIm * cIm;
        im -= bIm * cRe - bRe * cIm;
      }
      if (i == j) {
        if (!(re > share * power && power < Infinity)) {
          store<f64>(double, re);
          store<f64>(double, power, 8);
          return i;
        }
        re = 1 / sqrt<f64>(re);
        im = 0;
      } else {
        const inverse = load<f64>(jRow + (j << 4));
        re *= inverse;
        im *= inverse;
      }
      store<f64>(iRow + (j << 4), re);
      store<f64>(iRow + (j << 4), im, 8);
      store<f32>(factors + entry, <f32>re);
      store<f32>(factors + entry, <f32>im, 4);
    }
  }
  return -1;
}
${[...unrolled, mostUnrolled + 1].map(eliminate).join("\n")}

/** Whitens the bytes \`from\` to \`to\` of each of the columns, \`column\` bytes apart. */
export function whiten(re: i32, im: i32, receive: i32, columns: i32, column: i32, from: i32, to: i32, factors: i32): void {
  const row = columns * column;
  for (let start = 0; start < row; start += column) {
    const at = start + from;
    const end = start + to;
    ${unrolled
      .map((count) => `if (receive == ${count}) eliminate${count}(re, im, receive, row, at, end, factors);`)
      .join("\n    else ")}
    else eliminate(re, im, receive, row, at, end, factors);
  }
}
`;
}

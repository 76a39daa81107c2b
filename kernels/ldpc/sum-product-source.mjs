// AssemblyScript of exact belief propagation in float32.

/**
 * Constants, each in four lanes. They stand in memory because an engine makes a v128 constant anew at every use, which
 * takes longer than loading it.
 */
const constants = {
  // Largest magnitude that enters a check: `largestSumProductMagnitude` of `ldpc-arithmetic.ts`.
  largest: "64.0",
  one: "1.0",
  half: "0.5",
  inverseLn2: "1.4426950408889634",
  // ln 2 in two parts, the first of 9 bits, so that n times it is exact.
  ln2High: "0.693359375",
  ln2Low: "-0.00021219444005469057",
  ln2: "0.6931471805599453",
  // Taylor coefficients of exp.
  e3: "0.16666666666666666",
  e4: "0.041666666666666664",
  e5: "0.008333333333333333",
  e6: "0.001388888888888889",
  // Minimax polynomial of ln(1 + f) as in kernels/assembly/logarithm.as.ts: f - f^2 / 2 + f^3 (l3 + l4 f + ...).
  l3: "0.333339107345",
  l4: "-0.250013370361",
  l5: "0.199630639101",
  l6: "-0.165775847506",
  l7: "0.149147668333",
  l8: "-0.142674862775",
  l9: "0.0870043820211",
};

const names = Object.keys(constants);
const constant = (name) => `v128.load(numbers, ${16 * names.indexOf(name)})`;
const times = (a, b) => `f32x4.mul(${a}, ${b})`;
const plus = (a, b) => `f32x4.add(${a}, ${b})`;

/** Edges after which the pair of a running product is brought back to a denominator of 1, lest it overflow. */
const renormalised = 32;

export function sumProductSource() {
  return `const numbers = memory.data<f32>([
${names.map((name) => `  ${Array(4).fill(constants[name]).join(", ")},`).join("\n")}
], 16);

/** exp(-min(|x|, largest)): relative error below 5e-7. */
// @ts-ignore: decorator of AssemblyScript
@inline
function odds(x: v128): v128 {
  const magnitude = f32x4.pmin(f32x4.abs(x), ${constant("largest")});
  // exp(-m) = 2^n exp(r), |r| <= ln 2 / 2
  const n = f32x4.nearest(f32x4.neg(${times("magnitude", constant("inverseLn2"))}));
  let r = f32x4.sub(f32x4.neg(magnitude), ${times("n", constant("ln2High"))});
  r = f32x4.sub(r, ${times("n", constant("ln2Low"))});
  // Pairs of terms first: a shorter chain than Horner's.
  const r2 = ${times("r", "r")};
  const a = ${plus(constant("one"), "r")};
  const b = ${plus(constant("half"), times(constant("e3"), "r"))};
  const c = ${plus(constant("e4"), times(constant("e5"), "r"))};
  const d = ${plus("c", times(constant("e6"), "r2"))};
  const p = ${plus(plus("a", times("b", "r2")), times("d", times("r2", "r2")))};
  return i32x4.add(p, i32x4.shl(i32x4.trunc_sat_f32x4_s(n), 23));
}

/** ln of lanes of 1 and more, not below 0: absolute error below 1e-7 plus 3e-7 of the result. */
// @ts-ignore: decorator of AssemblyScript
@inline
function logarithm(x: v128): v128 {
  const k = i32x4.shr_s(i32x4.sub(x, i32x4.splat(0x3f3504f3)), 23);
  const f = f32x4.sub(i32x4.sub(x, i32x4.shl(k, 23)), ${constant("one")});
  const f2 = ${times("f", "f")};
  const a = ${plus(constant("l3"), times(constant("l4"), "f"))};
  const b = ${plus(constant("l5"), times(constant("l6"), "f"))};
  const c = ${plus(constant("l7"), times(constant("l8"), "f"))};
  const d = ${plus("c", times(constant("l9"), "f2"))};
  const p = ${plus("a", times("f2", plus("b", times("f2", "d"))))};
  const y = ${plus("f", times("f2", `f32x4.sub(${times("f", "p")}, ${constant("half")})`))};
  return f32x4.pmax(f32x4.splat(0), ${plus("y", times("f32x4.convert_i32x4_s(k)", constant("ln2")))});
}

// In odds e = exp(-|LLR|), the sum of two bits has (e + f) / (1 + e f): sums and products of positive numbers only, so
// no digits cancel. A quotient n / d runs over the edges from the left and from the right, and is divided once an edge.
function layerSumProduct(degree: i32, messages: i32, t: i32, r: i32, zp: i32, z: i32): void {
  const edges = scratch;
  const lefts = scratch + 32 * degree;
  for (let i: i32 = 0; i < zp; i += 16) {
    let signs = i8x16.splat(0), n = signs, d = ${constant("one")}, e: v128, q: v128;
    for (let edge: i32 = 0; edge < degree; edge++) {
      if (edge % ${renormalised} == ${renormalised - 1}) {
        n = f32x4.div(n, d);
        d = ${constant("one")};
      }
      q = v128.load(load<i32>(t + 8 * edge) + i);
      if (edge < messages) q = f32x4.sub(q, v128.load(r + 16 * edge));
      signs = v128.xor(signs, q);
      e = odds(q);
      v128.store(edges + 32 * edge, q);
      v128.store(edges + 32 * edge, e, 16);
      v128.store(lefts + 32 * edge, n);
      v128.store(lefts + 32 * edge, d, 16);
      const sum = ${plus("n", times("d", "e"))};
      d = ${plus("d", times("n", "e"))};
      n = sum;
    }
    n = i8x16.splat(0);
    d = ${constant("one")};
    for (let edge: i32 = degree - 1; edge >= 0; edge--) {
      if (edge % ${renormalised} == 0) {
        n = f32x4.div(n, d);
        d = ${constant("one")};
      }
      if (edge < messages) {
        const left = v128.load(lefts + 32 * edge), under = v128.load(lefts + 32 * edge, 16);
        const top = ${plus(times("left", "d"), times("under", "n"))};
        const bottom = ${plus(times("under", "d"), times("left", "n"))};
        q = v128.load(edges + 32 * edge);
        let a = logarithm(f32x4.div(bottom, top));
        a = v128.xor(a, v128.and(v128.xor(signs, q), i32x4.splat(0x80000000)));
        v128.store(r + 16 * edge, a);
        a = f32x4.add(q, a);
        const w = load<i32>(t + 8 * edge, 4) + i;
        v128.store(w, a);
        v128.store(w + z, a);
      }
      e = v128.load(edges + 32 * edge, 16);
      const sum = ${plus("n", times("d", "e"))};
      d = ${plus("d", times("n", "e"))};
      n = sum;
    }
    r += 16 * messages;
  }
}`;
}

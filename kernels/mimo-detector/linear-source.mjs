// Writes the AssemblyScript of the linear detector for a number of layers, four elements a vector, all straight-line
// but the sums over receive branches. See `linear-detector.as.mjs`.

/** Names for intermediate results. */
class Writer {
  lines = [];
  #count = 0;

  name(expression) {
    const name = `t${this.#count++}`;
    this.lines.push(`const ${name} = ${expression};`);
    return name;
  }
}

const add = (a, b) => `f32x4.add(${a}, ${b})`;
const sub = (a, b) => `f32x4.sub(${a}, ${b})`;
const mul = (a, b) => `f32x4.mul(${a}, ${b})`;
const parts = ["Re", "Im"];
const pairsOf = (layers) =>
  Array.from({ length: layers }, (_, i) => Array.from({ length: layers - 1 - i }, (_, j) => [i, i + 1 + j])).flat();

/** conj(a) b */
const innerRe = (a, b) => add(mul(`${a}Re`, `${b}Re`), mul(`${a}Im`, `${b}Im`));
const innerIm = (a, b) => sub(mul(`${a}Re`, `${b}Im`), mul(`${a}Im`, `${b}Re`));

/** Terms of G = H^H H and z = H^H y of one branch. */
function terms(layers) {
  return [
    ...pairsOf(layers).flatMap(([i, j]) => [
      [`g${i}${j}Re`, innerRe(`h${i}`, `h${j}`)],
      [`g${i}${j}Im`, innerIm(`h${i}`, `h${j}`)],
    ]),
    ...Array.from({ length: layers }, (_, i) => [
      [`g${i}${i}`, innerRe(`h${i}`, `h${i}`)],
      [`z${i}Re`, innerRe(`h${i}`, "y")],
      [`z${i}Im`, innerIm(`h${i}`, "y")],
    ]).flat(),
  ];
}

/** Sums over the branches, in variables `g..` and `z..`. */
function gram(layers) {
  const load = Array.from({ length: layers }, (_, i) =>
    parts.map((part) => `const h${i}${part} = v128.load(h${part}At${i > 0 ? ` + ${i} * stride` : ""});`),
  ).flat();
  const received = parts.map((part) => `const y${part} = v128.load(y${part}At);`);
  return `
    let hReAt = hRe + at;
    let hImAt = hIm + at;
    let yReAt = yRe + at;
    let yImAt = yIm + at;
    ${terms(layers)
      .map(([name]) => `let ${name} = f32x4.splat(0);`)
      .join("\n    ")}
    for (let branch = 0; branch < receive; branch++) {
      ${[...load, ...received].join("\n      ")}
      hReAt += row;
      hImAt += row;
      yReAt += stride;
      yImAt += stride;
      ${terms(layers)
        .map(([name, term]) => `${name} = ${add(name, term)};`)
        .join("\n      ")}
    }`;
}

/** Address of a constant of a layer, in all lanes: see `constants` of the functions. */
const constants = { pivot: 0, power: 1, factor: 2, fall: 3, rise: 4 };
const constant = (layer, name) => `v128.load(constants, ${16 * (5 * layer + constants[name])})`;

/**
 * Takes every layer k into the covariance (`LinearElement`): S_ij falls by t S_ik S_kj and z_i by t S_ik z_k; what has
 * index k is scaled by N0 / (N0 + power_k S_kk). E_i = 1 - power_i S_ii / N0 is summed beside S_ii, all terms positive.
 */
function elimination(writer, layers) {
  const indices = Array.from({ length: layers }, (_, index) => index);
  const s = indices.map((i) => indices.map((j) => (i < j ? parts.map((part) => `g${i}${j}${part}`) : undefined)));
  const own = indices.map((i) => `g${i}${i}`);
  const z = indices.map((i) => parts.map((part) => `z${i}${part}`));
  const error = indices.map(() => undefined);
  let good;
  for (const k of indices) {
    const pivot = writer.name(add(constant(k, "pivot"), mul(constant(k, "power"), own[k])));
    const full = add(constant(k, "pivot"), mul(constant(k, "power"), `g${k}${k}`));
    const kept = `f32x4.gt(${pivot}, ${mul("least", full)})`;
    good = writer.name(k === 0 ? kept : `v128.and(${good}, ${kept})`);
    const inverse = writer.name(`f32x4.div(one, ${pivot})`);
    const share = writer.name(mul(constant(k, "power"), inverse));
    const factor = writer.name(mul(constant(k, "factor"), inverse));
    // S_ik with the sign of its imaginary part, and t S_ik.
    const column = indices.map((i) => {
      if (i === k) return undefined;
      const [re, im] = i < k ? s[i][k] : s[k][i];
      const sign = i < k ? 1 : -1;
      return { re, im, sign, tRe: writer.name(mul(share, re)), tIm: writer.name(mul(share, im)) };
    });
    const others = indices.filter((i) => i !== k);
    for (const i of others) {
      const { re, im, sign, tRe, tIm } = column[i];
      const [kRe, kIm] = z[k];
      const [lower, higher] = sign > 0 ? [sub, add] : [add, sub];
      const next = [
        writer.name(sub(z[i][0], lower(mul(tRe, kRe), mul(tIm, kIm)))),
        writer.name(sub(z[i][1], higher(mul(tRe, kIm), mul(tIm, kRe)))),
      ];
      const fall = writer.name(add(mul(tRe, re), mul(tIm, im)));
      if (i < k) {
        error[i] = writer.name(add(error[i], mul(constant(i, "rise"), fall)));
        own[i] = writer.name(sub(own[i], mul(constant(i, "fall"), fall)));
      } else {
        own[i] = writer.name(sub(own[i], fall));
      }
      z[i] = next;
    }
    for (const i of others) {
      for (const j of others) {
        // Only entries that a later step takes: one index at least is still to come.
        if (i >= j || j < k) continue;
        // S_ij -= t S_ik conj(S_jk)
        const [a, b] = [column[i], column[j]];
        const same = a.sign === b.sign;
        const re = same ? add(mul(a.tRe, b.re), mul(a.tIm, b.im)) : sub(mul(a.tRe, b.re), mul(a.tIm, b.im));
        const cross = same ? sub(mul(a.tIm, b.re), mul(a.tRe, b.im)) : add(mul(a.tIm, b.re), mul(a.tRe, b.im));
        s[i][j] = [writer.name(sub(s[i][j][0], re)), writer.name((a.sign > 0 ? sub : add)(s[i][j][1], cross))];
      }
    }
    for (const j of indices.filter((index) => index > k)) {
      s[k][j] = s[k][j].map((part) => writer.name(mul(part, factor)));
    }
    z[k] = z[k].map((part) => writer.name(mul(part, factor)));
    own[k] = writer.name(mul(own[k], factor));
    error[k] = factor;
  }
  return { own, z, error, good };
}

/** Stores x = z / S and the SINR S / noise, 0 where S is not above 0. */
function outputs(writer, layer, own, z, noise) {
  const at = layer > 0 ? `at + ${layer} * stride` : "at";
  const isLeft = writer.name(`f32x4.gt(${own}, zero)`);
  const inverse = writer.name(`f32x4.div(one, ${own})`);
  for (const [index, part] of parts.entries()) {
    writer.lines.push(`v128.store(x${part} + ${at}, v128.and(${isLeft}, ${mul(z[index], inverse)}));`);
  }
  writer.lines.push(`v128.store(sinr + ${at}, v128.and(${isLeft}, f32x4.div(${own}, ${noise})));`);
}

const buffers = "hRe: i32, hIm: i32, yRe: i32, yIm: i32, xRe: i32, xIm: i32, sinr: i32";

/** LMMSE and zero forcing. */
export function filterSource(layers) {
  const writer = new Writer();
  const { own, z, error, good } = elimination(writer, layers);
  for (let layer = 0; layer < layers; layer++) {
    outputs(writer, layer, own[layer], z[layer], writer.name(mul("noise", error[layer])));
  }
  return `
/**
 * Filters ${layers} layers; groups of four elements whose layers are too close for float32 are handed to \`filterDouble\`.
 *
 * @param stride     bytes of a row of elements
 * @param from, to   bytes of the elements in a row, whole vectors
 * @param constants  [layer][pivot, power, factor, fall, rise][4]
 * @param share      of its power that a layer must keep beside those before it
 * @returns groups that were handed on
 */
export function filter${layers}(
  ${buffers},
  receive: i32, stride: i32, from: i32, to: i32, constants: i32, noiseVariance: f32, share: f32, scratch: i32,
): i32 {
  const one = f32x4.splat(1);
  const zero = f32x4.splat(0);
  const noise = f32x4.splat(noiseVariance);
  const least = f32x4.splat(share);
  const row = ${layers} * stride;
  let handed = 0;
  for (let at = from; at < to; at += 16) {${gram(layers)}
    ${writer.lines.join("\n    ")}
    if (!i32x4.all_true(${good})) {
      handed++;
      for (let half = at; half < at + 16; half += 8) {
        filterDouble(hRe, hIm, yRe, yIm, xRe, xIm, sinr, receive, ${layers}, stride, half, constants, noiseVariance, scratch);
      }
    }
  }
  return handed;
}`;
}

/** Maximum-ratio combining. */
export function combineSource(layers) {
  const writer = new Writer();
  for (let l = 0; l < layers; l++) {
    let interference;
    for (let k = 0; k < layers; k++) {
      if (k === l) continue;
      const g = `g${Math.min(l, k)}${Math.max(l, k)}`;
      const term = mul(constant(k, "power"), add(mul(`${g}Re`, `${g}Re`), mul(`${g}Im`, `${g}Im`)));
      interference = writer.name(interference === undefined ? term : add(interference, term));
    }
    const noise = interference === undefined ? "noise" : add("noise", `f32x4.div(${interference}, g${l}${l})`);
    outputs(
      writer,
      l,
      `g${l}${l}`,
      parts.map((part) => `z${l}${part}`),
      writer.name(noise),
    );
  }
  return `
/** Combines ${layers} layers, each by itself; parameters as \`filter${layers}\`. */
export function combine${layers}(
  ${buffers},
  receive: i32, stride: i32, from: i32, to: i32, constants: i32, noiseVariance: f32,
): void {
  const one = f32x4.splat(1);
  const zero = f32x4.splat(0);
  const noise = f32x4.splat(noiseVariance);
  const row = ${layers} * stride;
  for (let at = from; at < to; at += 16) {${gram(layers)}
    ${writer.lines.join("\n    ")}
  }
}`;
}

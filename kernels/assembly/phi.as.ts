// phi of four float32 lanes, for belief propagation.

/**
 * Constants of phi, each in four lanes. They stand in memory because an engine makes a v128 constant anew at every use,
 * which takes longer than loading it.
 */
const table = memory.data<f32>([
  1e-30, 1e-30, 1e-30, 1e-30,
  80.0, 80.0, 80.0, 80.0,
  1.4426950408889634, 1.4426950408889634, 1.4426950408889634, 1.4426950408889634,
  0.693359375, 0.693359375, 0.693359375, 0.693359375,
  -0.00021219444005469057, -0.00021219444005469057, -0.00021219444005469057, -0.00021219444005469057,
  0.0001984126984126984, 0.0001984126984126984, 0.0001984126984126984, 0.0001984126984126984,
  0.001388888888888889, 0.001388888888888889, 0.001388888888888889, 0.001388888888888889,
  0.008333333333333333, 0.008333333333333333, 0.008333333333333333, 0.008333333333333333,
  0.041666666666666664, 0.041666666666666664, 0.041666666666666664, 0.041666666666666664,
  0.16666666666666666, 0.16666666666666666, 0.16666666666666666, 0.16666666666666666,
  0.5, 0.5, 0.5, 0.5,
  1.0, 1.0, 1.0, 1.0,
  0.1, 0.1, 0.1, 0.1,
  0.08333333333333333, 0.08333333333333333, 0.08333333333333333, 0.08333333333333333,
  9.0, 9.0, 9.0, 9.0,
  -0.1740087640422, -0.1740087640422, -0.1740087640422, -0.1740087640422,
  0.28534972555, 0.28534972555, 0.28534972555, 0.28534972555,
  -0.298295336666, -0.298295336666, -0.298295336666, -0.298295336666,
  0.331551695012, 0.331551695012, 0.331551695012, 0.331551695012,
  -0.399261278202, -0.399261278202, -0.399261278202, -0.399261278202,
  0.500026740722, 0.500026740722, 0.500026740722, 0.500026740722,
  -0.66667821469, -0.66667821469, -0.66667821469, -0.66667821469,
  -1.3862943611198906, -1.3862943611198906, -1.3862943611198906, -1.3862943611198906,
], 16);

// @ts-ignore: decorator of AssemblyScript
@inline
function constant(index: i32): v128 {
  return v128.load(table + 16 * index);
}

/**
 * phi(x) = -ln tanh(x / 2) of each lane, 0 or more; its own inverse. Relative error below 2e-6.
 *
 * tanh(x / 2) = (1 - e) / (1 + e) with e = exp(-x); below 0.1 the logarithm of x / 2 and the next term of the series,
 * x^2 / 12, above 9 the limit 2 e. An x below 1e-30 counts as that. exp and ln as in `exponential.as.ts` and
 * `logarithm.as.ts`.
 */
// @ts-ignore: decorator of AssemblyScript
@inline
export function phi_f32x4(magnitude: v128): v128 {
  const one = constant(11);
  const x = f32x4.pmin(f32x4.pmax(magnitude, constant(0)), constant(1));
  // exp(-x) = 2^n exp(r)
  const n = f32x4.nearest(f32x4.mul(f32x4.neg(x), constant(2)));
  let r = f32x4.sub(f32x4.neg(x), f32x4.mul(n, constant(3)));
  r = f32x4.sub(r, f32x4.mul(n, constant(4)));
  // Pairs of terms first: a shorter chain than Horner's.
  const r2 = f32x4.mul(r, r);
  const a = f32x4.add(one, r);
  const b = f32x4.add(constant(10), f32x4.mul(constant(9), r));
  const c = f32x4.add(constant(8), f32x4.mul(constant(7), r));
  const d = f32x4.add(constant(6), f32x4.mul(constant(5), r));
  const r4 = f32x4.mul(r2, r2);
  const p = f32x4.add(f32x4.add(a, f32x4.mul(b, r2)), f32x4.mul(f32x4.add(c, f32x4.mul(d, r2)), r4));
  const e = i32x4.add(p, i32x4.shl(i32x4.trunc_sat_f32x4_s(n), 23));

  const isSmall = f32x4.lt(x, constant(12));
  const ratio = f32x4.div(f32x4.sub(one, e), f32x4.add(one, e));
  const argument = v128.bitselect(f32x4.mul(x, constant(10)), ratio, isSmall);
  // -2 ln(2^k (1 + f))
  const root = i32x4.splat(0x3f3504f3);
  const k = i32x4.shr_s(i32x4.sub(argument, root), 23);
  const f = f32x4.sub(i32x4.sub(argument, i32x4.shl(k, 23)), one);
  const f2 = f32x4.mul(f, f);
  const h = f32x4.add(f32x4.mul(constant(18), f), constant(19));
  const i = f32x4.add(f32x4.mul(constant(16), f), constant(17));
  const j = f32x4.add(f32x4.mul(i, f2), h);
  const f4 = f32x4.mul(f2, f2);
  const m = f32x4.add(f32x4.mul(constant(15), f4), j);
  // P = 1 + f (l2 + f (l3 + ...)): the polynomial of logarithm.as.ts.
  const q = f32x4.add(one, f32x4.mul(f, f32x4.add(constant(21), f32x4.mul(f, f32x4.add(constant(20), f32x4.mul(f, m))))));
  const y = f32x4.sub(f32x4.mul(f2, q), f32x4.add(f, f));
  const twice = f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(k), constant(22)), y);
  const series = v128.and(f32x4.mul(f32x4.mul(x, x), constant(13)), isSmall);
  const phi = f32x4.add(f32x4.mul(twice, constant(10)), series);
  return v128.bitselect(f32x4.add(e, e), phi, f32x4.gt(x, constant(14)));
}

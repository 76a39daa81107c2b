// The linear detector of two elements at a time in float64, for any number of layers.

/** Numbers of a layer in `constants`, and where they stand. */
const layerBytes: i32 = 80;
const pivotAt: i32 = 0;
const powerAt: i32 = 16;
const factorAt: i32 = 32;
const fallAt: i32 = 48;
const riseAt: i32 = 64;

/** Share of its power up to which a layer counts as dependent on others under zero forcing. */
const dependentShare: f64 = 1.4551915228366852e-11;

/** Bytes that `filterDouble` works in. */
export function scratchBytes(layers: i32): i32 {
  return (layers * layers * 2 + layers * 6) << 4;
}

// @ts-ignore: decorator of AssemblyScript
@inline
function promoted(at: i32): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(at));
}

// @ts-ignore: decorator of AssemblyScript
@inline
function stored(at: i32, value: v128): void {
  v128.store64_lane(at, f32x4.demote_f64x2_zero(value), 0);
}

/** Sums over the branches of conj(a) b, rows of two elements `aStep` and `bStep` bytes apart; imaginary parts behind. */
function innerProduct(aRe: i32, aIm: i32, aStep: i32, bRe: i32, bIm: i32, bStep: i32, receive: i32, out: i32): void {
  let re = f64x2.splat(0);
  let im = re;
  for (let branch = 0; branch < receive; branch++) {
    const a = promoted(aRe);
    const b = promoted(aIm);
    const c = promoted(bRe);
    const d = promoted(bIm);
    re = f64x2.add(re, f64x2.add(f64x2.mul(a, c), f64x2.mul(b, d)));
    im = f64x2.add(im, f64x2.sub(f64x2.mul(a, d), f64x2.mul(b, c)));
    aRe += aStep;
    aIm += aStep;
    bRe += bStep;
    bIm += bStep;
  }
  v128.store(out, re);
  v128.store(out, im, 16);
}

/**
 * As the functions of float32 that call it (`linear-source.mjs`): x and SINR of two elements.
 *
 * An element with layers that depend on each other under zero forcing gets the SINR -1 in layer 0, for the host to see.
 *
 * @param at  bytes of the first element in a row
 */
export function filterDouble(
  hRe: i32,
  hIm: i32,
  yRe: i32,
  yIm: i32,
  xRe: i32,
  xIm: i32,
  sinr: i32,
  receive: i32,
  layers: i32,
  stride: i32,
  at: i32,
  constants: i32,
  noiseVariance: f32,
  scratch: i32,
): void {
  const row = layers * stride;
  const line = layers << 5;
  // S [layer][layer][re, im], both triangles; then z [layer][re, im], E, G_ll, and t S_ik [layer] of one step.
  const z = scratch + layers * line;
  const error = z + line;
  const full = error + (layers << 4);
  const column = full + (layers << 4);
  for (let i = 0; i < layers; i++) {
    const a = i * stride + at;
    for (let j = i; j < layers; j++) {
      const b = j * stride + at;
      const s = scratch + i * line + (j << 5);
      innerProduct(hRe + a, hIm + a, row, hRe + b, hIm + b, row, receive, s);
      const mirrored = scratch + j * line + (i << 5);
      v128.store(mirrored, v128.load(s));
      v128.store(mirrored, f64x2.neg(v128.load(s, 16)), 16);
    }
    v128.store(full + (i << 4), v128.load(scratch + i * line + (i << 5)));
    innerProduct(hRe + a, hIm + a, row, yRe + at, yIm + at, stride, receive, z + (i << 5));
  }
  let good = i64x2.splat(-1);
  const one = f64x2.splat(1);
  for (let k = 0; k < layers; k++) {
    const kConstants = constants + k * layerBytes;
    const diagonal = scratch + k * line + (k << 5);
    const own = v128.load(diagonal);
    const power = promoted(kConstants + powerAt);
    const base = promoted(kConstants + pivotAt);
    const pivot = f64x2.add(base, f64x2.mul(power, own));
    const whole = f64x2.add(base, f64x2.mul(power, v128.load(full + (k << 4))));
    good = v128.and(good, f64x2.gt(pivot, f64x2.mul(f64x2.splat(dependentShare), whole)));
    const inverse = f64x2.div(one, pivot);
    const share = f64x2.mul(power, inverse);
    const factor = f64x2.mul(promoted(kConstants + factorAt), inverse);
    const kRe = v128.load(z + (k << 5));
    const kIm = v128.load(z + (k << 5), 16);
    const kRow = scratch + k * line;
    for (let i = 0; i < layers; i++) {
      if (i == k) continue;
      const iRow = scratch + i * line;
      const re = v128.load(iRow + (k << 5));
      const im = v128.load(iRow + (k << 5), 16);
      const tRe = f64x2.mul(share, re);
      const tIm = f64x2.mul(share, im);
      const fall = f64x2.add(f64x2.mul(tRe, re), f64x2.mul(tIm, im));
      const iOwn = iRow + (i << 5);
      const iConstants = constants + i * layerBytes;
      if (i < k) {
        const iError = error + (i << 4);
        v128.store(iError, f64x2.add(v128.load(iError), f64x2.mul(promoted(iConstants + riseAt), fall)));
        v128.store(iOwn, f64x2.sub(v128.load(iOwn), f64x2.mul(promoted(iConstants + fallAt), fall)));
      } else {
        v128.store(iOwn, f64x2.sub(v128.load(iOwn), fall));
      }
      const iz = z + (i << 5);
      v128.store(iz, f64x2.sub(v128.load(iz), f64x2.sub(f64x2.mul(tRe, kRe), f64x2.mul(tIm, kIm))));
      v128.store(iz, f64x2.sub(v128.load(iz, 16), f64x2.add(f64x2.mul(tRe, kIm), f64x2.mul(tIm, kRe))), 16);
      for (let j = k + 1; j < layers; j++) {
        if (j == i) continue;
        const bRe = v128.load(kRow + (j << 5));
        const bIm = v128.load(kRow + (j << 5), 16);
        const s = iRow + (j << 5);
        v128.store(s, f64x2.sub(v128.load(s), f64x2.sub(f64x2.mul(tRe, bRe), f64x2.mul(tIm, bIm))));
        v128.store(s, f64x2.sub(v128.load(s, 16), f64x2.add(f64x2.mul(tRe, bIm), f64x2.mul(tIm, bRe))), 16);
      }
    }
    for (let j = k + 1; j < layers; j++) {
      const s = kRow + (j << 5);
      v128.store(s, f64x2.mul(v128.load(s), factor));
      v128.store(s, f64x2.mul(v128.load(s, 16), factor), 16);
    }
    v128.store(z + (k << 5), f64x2.mul(kRe, factor));
    v128.store(z + (k << 5), f64x2.mul(kIm, factor), 16);
    v128.store(diagonal, f64x2.mul(own, factor));
    v128.store(error + (k << 4), factor);
  }
  const noise = f64x2.splat(<f64>noiseVariance);
  for (let l = 0; l < layers; l++) {
    const own = v128.load(scratch + l * line + (l << 5));
    const isLeft = f64x2.gt(own, f64x2.splat(0));
    const inverse = f64x2.div(one, own);
    const out = l * stride + at;
    stored(xRe + out, v128.and(isLeft, f64x2.mul(v128.load(z + (l << 5)), inverse)));
    stored(xIm + out, v128.and(isLeft, f64x2.mul(v128.load(z + (l << 5), 16), inverse)));
    let value = v128.and(isLeft, f64x2.div(own, f64x2.mul(noise, v128.load(error + (l << 4)))));
    if (l == 0) value = v128.bitselect(value, f64x2.splat(-1), good);
    stored(sinr + out, value);
  }
}

// y = W x of the resource elements of one group and all ports: eight elements at a time, two ports at a time.

/** Address of the first byte that the host may use. */
export function heapBase(): i32 {
  return <i32>__heap_base;
}

/** One element of one port, for the elements that fill no vector. */
// @ts-ignore: decorator of AssemblyScript
@inline
function single(wRe: i32, wIm: i32, xRe: i32, xIm: i32, yRe: i32, yIm: i32, layers: i32, stride: i32): void {
  let re: f32 = 0;
  let im: f32 = 0;
  for (let layer = 0; layer < layers; layer++) {
    const a = load<f32>(wRe + (layer << 2));
    const b = load<f32>(wIm + (layer << 2));
    const c = load<f32>(xRe + layer * stride);
    const d = load<f32>(xIm + layer * stride);
    re += a * c - b * d;
    im += a * d + b * c;
  }
  store<f32>(yRe, re);
  store<f32>(yIm, im);
}

/** Four elements of one port. */
// @ts-ignore: decorator of AssemblyScript
@inline
function four(wRe: i32, wIm: i32, xRe: i32, xIm: i32, yRe: i32, yIm: i32, layers: i32, stride: i32): void {
  let re = f32x4.splat(0);
  let im = f32x4.splat(0);
  for (let layer = 0; layer < layers; layer++) {
    const a = v128.load32_splat(wRe + (layer << 2));
    const b = v128.load32_splat(wIm + (layer << 2));
    const c = v128.load(xRe + layer * stride);
    const d = v128.load(xIm + layer * stride);
    re = f32x4.add(re, f32x4.sub(f32x4.mul(a, c), f32x4.mul(b, d)));
    im = f32x4.add(im, f32x4.add(f32x4.mul(a, d), f32x4.mul(b, c)));
  }
  v128.store(yRe, re);
  v128.store(yIm, im);
}

/** Eight elements of two ports: eight running sums, so that each load of a layer serves twice. */
// @ts-ignore: decorator of AssemblyScript
@inline
function eightOfTwo(
  wRe: i32,
  wIm: i32,
  xRe: i32,
  xIm: i32,
  yRe: i32,
  yIm: i32,
  layers: i32,
  stride: i32,
): void {
  const row = layers << 2;
  let re0 = f32x4.splat(0);
  let re1 = re0;
  let re2 = re0;
  let re3 = re0;
  let im0 = re0;
  let im1 = re0;
  let im2 = re0;
  let im3 = re0;
  for (let layer = 0; layer < layers; layer++) {
    const c0 = v128.load(xRe + layer * stride);
    const d0 = v128.load(xIm + layer * stride);
    const c1 = v128.load(xRe + layer * stride, 16);
    const d1 = v128.load(xIm + layer * stride, 16);
    let a = v128.load32_splat(wRe + (layer << 2));
    let b = v128.load32_splat(wIm + (layer << 2));
    re0 = f32x4.add(re0, f32x4.sub(f32x4.mul(a, c0), f32x4.mul(b, d0)));
    im0 = f32x4.add(im0, f32x4.add(f32x4.mul(a, d0), f32x4.mul(b, c0)));
    re1 = f32x4.add(re1, f32x4.sub(f32x4.mul(a, c1), f32x4.mul(b, d1)));
    im1 = f32x4.add(im1, f32x4.add(f32x4.mul(a, d1), f32x4.mul(b, c1)));
    a = v128.load32_splat(wRe + row + (layer << 2));
    b = v128.load32_splat(wIm + row + (layer << 2));
    re2 = f32x4.add(re2, f32x4.sub(f32x4.mul(a, c0), f32x4.mul(b, d0)));
    im2 = f32x4.add(im2, f32x4.add(f32x4.mul(a, d0), f32x4.mul(b, c0)));
    re3 = f32x4.add(re3, f32x4.sub(f32x4.mul(a, c1), f32x4.mul(b, d1)));
    im3 = f32x4.add(im3, f32x4.add(f32x4.mul(a, d1), f32x4.mul(b, c1)));
  }
  v128.store(yRe, re0);
  v128.store(yRe, re1, 16);
  v128.store(yIm, im0);
  v128.store(yIm, im1, 16);
  v128.store(yRe + stride, re2);
  v128.store(yRe + stride, re3, 16);
  v128.store(yIm + stride, im2);
  v128.store(yIm + stride, im3, 16);
}

/**
 * @param w       addresses of the group's weights, `[port][layer]`
 * @param x       addresses of the group's first element of the first layer
 * @param y       addresses of the group's first element of the first port
 * @param stride  bytes from one layer, or port, to the next
 * @param count   elements of the group
 */
export function precode(
  wRe: i32,
  wIm: i32,
  xRe: i32,
  xIm: i32,
  yRe: i32,
  yIm: i32,
  ports: i32,
  layers: i32,
  stride: i32,
  count: i32,
): void {
  const end = count << 2;
  const eights = (count & ~7) << 2;
  const fours = (count & ~3) << 2;
  let port = 0;
  for (; port + 1 < ports; port += 2) {
    const w = (port * layers) << 2;
    const y = port * stride;
    for (let i = 0; i < eights; i += 32) {
      eightOfTwo(wRe + w, wIm + w, xRe + i, xIm + i, yRe + y + i, yIm + y + i, layers, stride);
    }
  }
  for (let each = 0; each < ports; each++) {
    const w = (each * layers) << 2;
    const y = each * stride;
    for (let i = each < port ? eights : 0; i < fours; i += 16) {
      four(wRe + w, wIm + w, xRe + i, xIm + i, yRe + y + i, yIm + y + i, layers, stride);
    }
    for (let i = fours; i < end; i += 4) {
      single(wRe + w, wIm + w, xRe + i, xIm + i, yRe + y + i, yIm + y + i, layers, stride);
    }
  }
}

// y = H x with a matrix for each resource element: eight elements of one receive port at a time.

/** Address of the first byte that the host may use. */
export function heapBase(): i32 {
  return <i32>__heap_base;
}

/** Bytes of a port's elements that are done together, so that what is sent stays in the first cache for all rows. */
const tile: i32 = 2048;

/** One element of one port, for the elements that fill no vector. */
// @ts-ignore: decorator of AssemblyScript
@inline
function single(hRe: i32, hIm: i32, xRe: i32, xIm: i32, yRe: i32, yIm: i32, transmit: i32, stride: i32): void {
  let re: f32 = 0;
  let im: f32 = 0;
  const end = transmit * stride;
  for (let at = 0; at < end; at += stride) {
    const a = load<f32>(hRe + at);
    const b = load<f32>(hIm + at);
    const c = load<f32>(xRe + at);
    const d = load<f32>(xIm + at);
    re += a * c - b * d;
    im += a * d + b * c;
  }
  store<f32>(yRe, re);
  store<f32>(yIm, im);
}

/** Eight elements of one port. */
// @ts-ignore: decorator of AssemblyScript
@inline
function eight(hRe: i32, hIm: i32, xRe: i32, xIm: i32, yRe: i32, yIm: i32, transmit: i32, stride: i32): void {
  let re0 = f32x4.splat(0);
  let re1 = re0;
  let im0 = re0;
  let im1 = re0;
  const end = transmit * stride;
  for (let at = 0; at < end; at += stride) {
    const a0 = v128.load(hRe + at);
    const b0 = v128.load(hIm + at);
    const c0 = v128.load(xRe + at);
    const d0 = v128.load(xIm + at);
    re0 = f32x4.add(re0, f32x4.sub(f32x4.mul(a0, c0), f32x4.mul(b0, d0)));
    im0 = f32x4.add(im0, f32x4.add(f32x4.mul(a0, d0), f32x4.mul(b0, c0)));
    const a1 = v128.load(hRe + at, 16);
    const b1 = v128.load(hIm + at, 16);
    const c1 = v128.load(xRe + at, 16);
    const d1 = v128.load(xIm + at, 16);
    re1 = f32x4.add(re1, f32x4.sub(f32x4.mul(a1, c1), f32x4.mul(b1, d1)));
    im1 = f32x4.add(im1, f32x4.add(f32x4.mul(a1, d1), f32x4.mul(b1, c1)));
  }
  v128.store(yRe, re0);
  v128.store(yRe, re1, 16);
  v128.store(yIm, im0);
  v128.store(yIm, im1, 16);
}

/**
 * @param h  addresses of the gains, `[receive][transmit][element]`
 * @param x  addresses of what is sent, `[transmit][element]`
 * @param y  addresses of what is received, `[receive][element]`
 */
export function applyChannel(
  hRe: i32,
  hIm: i32,
  xRe: i32,
  xIm: i32,
  yRe: i32,
  yIm: i32,
  receive: i32,
  transmit: i32,
  elements: i32,
): void {
  const stride = elements << 2;
  const eights = (elements & ~7) << 2;
  for (let from = 0; from < stride; from += tile) {
    const to = min(from + tile, stride);
    const whole = min(to, eights);
    for (let port = 0; port < receive; port++) {
      const h = port * transmit * stride;
      const y = port * stride;
      let i = from;
      for (; i < whole; i += 32) {
        eight(hRe + h + i, hIm + h + i, xRe + i, xIm + i, yRe + y + i, yIm + y + i, transmit, stride);
      }
      for (; i < to; i += 4) {
        single(hRe + h + i, hIm + h + i, xRe + i, xIm + i, yRe + y + i, yIm + y + i, transmit, stride);
      }
    }
  }
}

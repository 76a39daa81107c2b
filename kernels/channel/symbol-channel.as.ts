// Gain and noise of four symbols at a time.

/** Address of the first byte that the host may use. */
export function heapBase(): i32 {
  return <i32>__heap_base;
}

// The arrays of a channel stand one behind the other, `stride` bytes each, in this order.
const sentRe: i32 = 0;
const sentIm: i32 = 1;
const gainRe: i32 = 2;
const gainIm: i32 = 3;
const noiseRe: i32 = 4;
const noiseIm: i32 = 5;
const receivedRe: i32 = 6;
const receivedIm: i32 = 7;
const snrs: i32 = 8;

// @ts-ignore: decorator of AssemblyScript
@inline
function times(a: v128, b: v128): v128 {
  return f32x4.mul(a, b);
}

/** @param count  symbols, rounded up to a multiple of 4 */
export function addNoise(channel: i32, stride: i32, count: i32, deviation: f32, inverseVariance: f32): void {
  const scale = f32x4.splat(deviation);
  const snr = f32x4.splat(inverseVariance);
  const end = channel + (count << 2);
  for (let at = channel; at < end; at += 16) {
    const re = f32x4.add(v128.load(at + sentRe * stride), times(scale, v128.load(at + noiseRe * stride)));
    const im = f32x4.add(v128.load(at + sentIm * stride), times(scale, v128.load(at + noiseIm * stride)));
    v128.store(at + receivedRe * stride, re);
    v128.store(at + receivedIm * stride, im);
    v128.store(at + snrs * stride, snr);
  }
}

/** @param count  symbols, rounded up to a multiple of 4 */
export function fade(channel: i32, stride: i32, count: i32, deviation: f32, inverseVariance: f32): void {
  const scale = f32x4.splat(deviation);
  const snr = f32x4.splat(inverseVariance);
  const leastPower = f32x4.splat(1.1754943508222875e-38);
  const end = channel + (count << 2);
  for (let at = channel; at < end; at += 16) {
    const xRe = v128.load(at + sentRe * stride);
    const xIm = v128.load(at + sentIm * stride);
    const hRe = v128.load(at + gainRe * stride);
    const hIm = v128.load(at + gainIm * stride);
    const nRe = times(scale, v128.load(at + noiseRe * stride));
    const nIm = times(scale, v128.load(at + noiseIm * stride));
    const yRe = f32x4.add(f32x4.sub(times(hRe, xRe), times(hIm, xIm)), nRe);
    const yIm = f32x4.add(f32x4.add(times(hRe, xIm), times(hIm, xRe)), nIm);
    const power = f32x4.add(times(hRe, hRe), times(hIm, hIm));
    const divisor = f32x4.pmax(power, leastPower);
    v128.store(at + receivedRe * stride, f32x4.div(f32x4.add(times(yRe, hRe), times(yIm, hIm)), divisor));
    v128.store(at + receivedIm * stride, f32x4.div(f32x4.sub(times(yIm, hRe), times(yRe, hIm)), divisor));
    v128.store(at + snrs * stride, times(power, snr));
  }
}

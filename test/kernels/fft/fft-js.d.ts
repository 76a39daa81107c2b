declare module "fft.js" {
  /** Complex numbers interleaved: re0, im0, re1, im1 ... The inverse transform divides by the size. */
  // biome-ignore lint/style/noDefaultExport: how the package hands it out
  export default class FFT {
    readonly size: number;
    constructor(size: number);
    transform(out: Float64Array, data: Float64Array): void;
    inverseTransform(out: Float64Array, data: Float64Array): void;
  }
}

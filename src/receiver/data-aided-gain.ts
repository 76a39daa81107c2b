import type { LayerDetector } from "./layer-detector.js";

/**
 * Estimates the error of a decoded layer's channel from its own symbols and takes out what it left behind.
 *
 * The error is taken to be the same within a group of elements (as that of a pilot's estimate that all of them use). By
 * least squares a branch of a group tells it with the variance s / sum |x|^2, s the power of everything else in the
 * branch; linear MMSE with the error variance e known before weights it by e / (e + s / sum |x|^2) and leaves
 * e s / (e sum |x|^2 + s), which becomes the layer's error variance. What is fitted takes some of the noise along, which is
 * not reckoned with: in groups of n elements, SINRs are stated too low by up to 2 / n.
 */
export class DataAidedGain {
  /** `[group]` */
  #sumRe = new Float64Array(0);
  #sumIm = new Float64Array(0);
  #energy = new Float64Array(0);

  /**
   * @param re     the layer's symbols from `first` on, already subtracted from `detector` by the estimated channel
   * @throws RangeError where the block does not say which elements share the error of their estimates
   */
  refine(detector: LayerDetector, layer: number, re: Float32Array, im: Float32Array, first: number): void {
    const { errorGroups } = detector.block;
    if (!errorGroups)
      throw new RangeError("ReceivedBlock: errorGroups: expected them for data-aided gains, found none");
    const before = detector.errorVariance[layer];
    if (before === 0) return;
    const groups = this.#prepare(errorGroups);
    const { receive, elements, yRe, yIm } = detector;
    this.#energy.fill(0);
    for (let n = 0; n < elements; n++) this.#energy[errorGroups[n]] += re[first + n] ** 2 + im[first + n] ** 2;
    let left = 0;
    for (let branch = 0; branch < receive; branch++) {
      const start = branch * elements;
      let power = 0;
      this.#sumRe.fill(0);
      this.#sumIm.fill(0);
      for (let n = 0; n < elements; n++) {
        const [yr, yi, xr, xi] = [yRe[start + n], yIm[start + n], re[first + n], im[first + n]];
        power += yr * yr + yi * yi;
        this.#sumRe[errorGroups[n]] += yr * xr + yi * xi;
        this.#sumIm[errorGroups[n]] += yi * xr - yr * xi;
      }
      const others = Math.max(detector.block.noiseVariance, power / elements - before);
      for (let group = 0; group < groups; group++) {
        const energy = this.#energy[group];
        const scale = before / (before * energy + others);
        this.#sumRe[group] *= scale;
        this.#sumIm[group] *= scale;
        left += (before * others) / (before * energy + others) / (receive * groups);
      }
      for (let n = 0; n < elements; n++) {
        const [gRe, gIm] = [this.#sumRe[errorGroups[n]], this.#sumIm[errorGroups[n]]];
        yRe[start + n] -= gRe * re[first + n] - gIm * im[first + n];
        yIm[start + n] -= gRe * im[first + n] + gIm * re[first + n];
      }
    }
    detector.errorVariance[layer] = left;
  }

  #prepare(errorGroups: Int32Array): number {
    let last = -1;
    for (let n = 0; n < errorGroups.length; n++) if (errorGroups[n] > last) last = errorGroups[n];
    const groups = last + 1;
    if (this.#sumRe.length !== groups) {
      this.#sumRe = new Float64Array(groups);
      this.#sumIm = new Float64Array(groups);
      this.#energy = new Float64Array(groups);
    }
    return groups;
  }
}

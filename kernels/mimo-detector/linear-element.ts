/** `MimoDetector` as far as one element's detection reads and writes it. */
interface Buffers {
  readonly hRe: Float32Array;
  readonly hIm: Float32Array;
  readonly yRe: Float32Array;
  readonly yIm: Float32Array;
  readonly power: Float32Array;
  readonly xRe: Float32Array;
  readonly xIm: Float32Array;
  readonly sinr: Float32Array;
}

/** Share of its power that a layer must keep outside the span of others to count as independent of them. */
const dependentShare = 2 ** -36;

/** Detects one element at a time in float64; owns the numbers that it works on. */
export class LinearElement {
  readonly #receive: number;
  readonly #layers: number;
  readonly #elements: number;
  /** `[layer][layer]`: G = H^H H. */
  readonly #gramRe: Float64Array;
  readonly #gramIm: Float64Array;
  /** `[layer]`: H^H y. */
  readonly #matchedRe: Float64Array;
  readonly #matchedIm: Float64Array;
  /** Copies of both, which one layer's interferers are taken out of. */
  readonly #sRe: Float64Array;
  readonly #sIm: Float64Array;
  readonly #zRe: Float64Array;
  readonly #zIm: Float64Array;

  constructor(receive: number, layers: number, elements: number) {
    this.#receive = receive;
    this.#layers = layers;
    this.#elements = elements;
    this.#gramRe = new Float64Array(layers * layers);
    this.#gramIm = new Float64Array(layers * layers);
    this.#matchedRe = new Float64Array(layers);
    this.#matchedIm = new Float64Array(layers);
    this.#sRe = new Float64Array(layers * layers);
    this.#sIm = new Float64Array(layers * layers);
    this.#zRe = new Float64Array(layers);
    this.#zIm = new Float64Array(layers);
  }

  detect(kind: "lmmse" | "zf" | "mrc", buffers: Buffers, at: number, noiseVariance: number): void {
    this.#match(buffers, at);
    for (let layer = 0; layer < this.#layers; layer++) {
      if (kind === "mrc") this.#combine(layer, buffers, at, noiseVariance);
      else this.#filter(kind, layer, buffers, at, noiseVariance);
    }
  }

  #match({ hRe, hIm, yRe, yIm }: Buffers, at: number): void {
    const layers = this.#layers;
    const elements = this.#elements;
    const [gramRe, gramIm, matchedRe, matchedIm] = [this.#gramRe, this.#gramIm, this.#matchedRe, this.#matchedIm];
    for (const sums of [gramRe, gramIm, matchedRe, matchedIm]) sums.fill(0);
    for (let branch = 0; branch < this.#receive; branch++) {
      const row = branch * layers * elements + at;
      const received = branch * elements + at;
      for (let i = 0; i < layers; i++) {
        const re = hRe[row + i * elements];
        const im = hIm[row + i * elements];
        for (let j = 0; j < layers; j++) {
          const otherRe = hRe[row + j * elements];
          const otherIm = hIm[row + j * elements];
          gramRe[i * layers + j] += re * otherRe + im * otherIm;
          gramIm[i * layers + j] += re * otherIm - im * otherRe;
        }
        matchedRe[i] += re * yRe[received] + im * yIm[received];
        matchedIm[i] += re * yIm[received] - im * yRe[received];
      }
    }
  }

  /**
   * Takes every other layer k into the covariance, by the update of an inverse for a term of rank one (Sherman and
   * Morrison, Ann. Math. Stat. 21 (1950), 124): S_ij = N0 h_i^H R^-1 h_j falls by t S_ik S_kj, and z_i = N0 h_i^H R^-1 y by
   * t S_ik z_k, with t = power_k / (N0 + power_k S_kk). Zero forcing is the limit of N0 to 0.
   */
  #filter(kind: "lmmse" | "zf", layer: number, buffers: Buffers, at: number, noiseVariance: number): void {
    const layers = this.#layers;
    const gramRe = this.#gramRe;
    const [sRe, sIm, zRe, zIm] = [this.#sRe, this.#sIm, this.#zRe, this.#zIm];
    sRe.set(gramRe);
    sIm.set(this.#gramIm);
    zRe.set(this.#matchedRe);
    zIm.set(this.#matchedIm);
    for (let k = 0; k < layers; k++) {
      const power = buffers.power[k];
      const own = sRe[k * layers + k];
      if (k === layer || power === 0) continue;
      // What depends on layers before it has been forced to zero with them.
      if (kind === "zf" && !(own > dependentShare * gramRe[k * layers + k])) continue;
      const t = kind === "zf" ? 1 / own : power / (noiseVariance + power * own);
      // Entries that are still needed: of layers behind k, and of the wanted one.
      for (let i = 0; i < layers; i++) {
        if (i <= k && i !== layer) continue;
        const re = t * sRe[i * layers + k];
        const im = t * sIm[i * layers + k];
        for (let j = 0; j < layers; j++) {
          sRe[i * layers + j] -= j === k ? 0 : re * sRe[k * layers + j] - im * sIm[k * layers + j];
          sIm[i * layers + j] -= j === k ? 0 : re * sIm[k * layers + j] + im * sRe[k * layers + j];
        }
        zRe[i] -= re * zRe[k] - im * zIm[k];
        zIm[i] -= re * zIm[k] + im * zRe[k];
      }
    }
    const own = sRe[layer * layers + layer];
    const least = kind === "zf" ? dependentShare * gramRe[layer * layers + layer] : 0;
    this.#store(layer, buffers, at, own > least ? own : 0, zRe[layer], zIm[layer], noiseVariance);
  }

  #combine(layer: number, buffers: Buffers, at: number, noiseVariance: number): void {
    const layers = this.#layers;
    const own = this.#gramRe[layer * layers + layer];
    let interference = 0;
    for (let k = 0; k < layers; k++) {
      const g = layer * layers + k;
      if (k !== layer) interference += buffers.power[k] * (this.#gramRe[g] ** 2 + this.#gramIm[g] ** 2);
    }
    const noise = noiseVariance + (own > 0 ? interference / own : 0);
    this.#store(layer, buffers, at, own, this.#matchedRe[layer], this.#matchedIm[layer], noise);
  }

  #store(layer: number, { xRe, xIm, sinr }: Buffers, at: number, s: number, zRe: number, zIm: number, noise: number) {
    const out = layer * this.#elements + at;
    xRe[out] = s > 0 ? zRe / s : 0;
    xIm[out] = s > 0 ? zIm / s : 0;
    sinr[out] = s / noise;
  }
}

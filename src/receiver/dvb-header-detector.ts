import { correlation, PlsDetector, plHeader_symbols, plsCode, type Symbols } from "../phy/dvb-pl-header.js";
import { vlSnrHeader_symbols, vlSnrHeaderSymbols, vlSnrModcods } from "../phy/dvb-vl-snr-frame.js";

/**
 * Share of the energy of 900 symbols that a VL-SNR header must explain: at Es/N0 = -10 dB it explains 9 %, data and noise 0.1 %,
 * 1.2 % at most once in 10^4 frames of 16 candidates.
 */
const leastCoherence = 0.03;

/**
 * Tells from a frame's first symbols which MODCOD it has, among those that may be sent: by maximum likelihood at unknown gain and
 * phase. VL-SNR frames are known by their own header, since their PLHEADER is too short for their SNR.
 */
export class DvbHeaderDetector {
  readonly #modcods: readonly string[];
  readonly #codes: readonly number[];
  readonly #detector: PlsDetector;
  /** First symbols of the frame, the frequency taken out. */
  readonly #head: Symbols;
  readonly #vlSnr: readonly { readonly modcod: number; readonly symbols: Symbols }[];

  constructor(modcods: readonly string[], pilots: boolean) {
    const headerOf = (name: string) => vlSnrModcods.find((row) => row.name === name)?.headerIndex;
    this.#modcods = modcods;
    this.#codes = modcods.map((name) => (headerOf(name) === undefined ? plsCode(name, pilots) : -1));
    this.#detector = new PlsDetector(this.#codes.filter((code) => code >= 0));
    const symbols = plHeader_symbols + (this.#codes.includes(-1) ? vlSnrHeader_symbols : 0);
    this.#head = { re: new Float32Array(symbols), im: new Float32Array(symbols) };
    this.#vlSnr = modcods.flatMap((name, modcod) => {
      const index = headerOf(name);
      return index === undefined ? [] : [{ modcod, symbols: vlSnrHeaderSymbols(index) }];
    });
  }

  /**
   * @param re         received, the header's first symbol at 0
   * @param frequency  of the carrier, turns a symbol
   * @returns index of the MODCOD, -1 where there is none
   */
  detect(re: Float32Array, im: Float32Array, frequency: number): number {
    const { re: headRe, im: headIm } = this.#head;
    const length = Math.min(re.length, headRe.length);
    for (let n = 0; n < length; n++) {
      const angle = -2 * Math.PI * frequency * n;
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      headRe[n] = re[n] * c - im[n] * s;
      headIm[n] = re[n] * s + im[n] * c;
    }
    const vlSnr = length === headRe.length && this.#vlSnr.length > 0 ? this.#bestVlSnr() : -1;
    return vlSnr >= 0 ? vlSnr : this.#codes.indexOf(this.#detector.detect(headRe, headIm));
  }

  #bestVlSnr(): number {
    const { re, im } = this.#head;
    let most = 0;
    let best = -1;
    for (const { modcod, symbols } of this.#vlSnr) {
      const power = correlation(re, im, symbols, plHeader_symbols);
      if (power > most) [most, best] = [power, modcod];
    }
    if (this.#vlSnr.length === this.#modcods.length) return best;
    let energy = 0;
    for (let n = plHeader_symbols; n < re.length; n++) energy += re[n] ** 2 + im[n] ** 2;
    return most > leastCoherence * vlSnrHeader_symbols * energy ? best : -1;
  }
}

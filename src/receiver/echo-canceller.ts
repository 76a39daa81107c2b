import { type AdaptiveFilter, NlmsFilter } from "./nlms-filter.js";
import { RlsFilter } from "./rls-filter.js";

export interface EchoCancellerSettings {
  /**
   * `nlms`: mu from 0 to 2, slow and cheap; `rls`: lambda above 0.9 to 1, converges within about twice the taps.
   * Forgetting or a large step follow an echo that moves and let more noise into the weights.
   */
  readonly adaptation:
    | { readonly kind: "nlms"; readonly stepSize: number }
    | { readonly kind: "rls"; readonly forgetting: number };
  /** Delays that the filter covers, one a sample: the echo's spread, and some on either side of a fraction of a sample. */
  readonly taps: number;
  /** Delay of the first of them in samples, from 0; 0 if left out. */
  readonly firstDelay?: number;
}

/**
 * Takes a known signal (the station's own transmission, the echo of a transponder that it shares with the far end) out of
 * what is received: y(n) = sum over k of w_k x(n - k) + wanted signal + noise, w found and followed by adaptation.
 *
 * To the adaptation, the wanted signal is noise: what stays of the echo is that of `nlmsResidualEcho` or
 * `rlsResidualEcho`. One block after another; delay and phase may drift, as far as the filter's taps reach. Allocates
 * nothing once the largest block was seen.
 */
export class EchoCanceller {
  readonly #filter: AdaptiveFilter;
  readonly #firstDelay: number;
  /** Samples from before the block, then the block's. */
  #knownRe: Float64Array;
  #knownIm: Float64Array;

  /** @throws RangeError where a setting is outside its range, naming it */
  constructor({ adaptation, taps, firstDelay = 0 }: EchoCancellerSettings) {
    if (!(Number.isInteger(firstDelay) && firstDelay >= 0)) {
      throw new RangeError(`EchoCanceller: firstDelay: expected a whole number from 0, found ${firstDelay}`);
    }
    this.#filter =
      adaptation.kind === "nlms"
        ? new NlmsFilter(taps, adaptation.stepSize)
        : new RlsFilter(taps, adaptation.forgetting);
    this.#firstDelay = firstDelay;
    this.#knownRe = new Float64Array(this.#before);
    this.#knownIm = new Float64Array(this.#before);
  }

  /** `[tap]`: the estimate of the echo's impulse response, from `firstDelay` on. */
  get weightsRe(): Float64Array {
    return this.#filter.weightsRe;
  }

  get weightsIm(): Float64Array {
    return this.#filter.weightsIm;
  }

  /**
   * The next samples.
   *
   * @param knownRe     the known signal, at the times of the received one
   * @param receivedRe  as long as it
   * @param outRe       receives what is left, as long as it; may be `receivedRe`
   * @throws RangeError where the lengths differ
   */
  cancel(
    knownRe: Float32Array,
    knownIm: Float32Array,
    receivedRe: Float32Array,
    receivedIm: Float32Array,
    outRe: Float32Array,
    outIm: Float32Array,
  ): void {
    const count = knownRe.length;
    for (const each of [knownIm, receivedRe, receivedIm, outRe, outIm]) {
      if (each.length !== count) {
        throw new RangeError(`EchoCanceller: samples: expected ${count} of each part, found ${each.length}`);
      }
    }
    const before = this.#before;
    if (this.#knownRe.length < before + count) {
      this.#knownRe = lengthened(this.#knownRe, before, before + count);
      this.#knownIm = lengthened(this.#knownIm, before, before + count);
    }
    this.#knownRe.set(knownRe, before);
    this.#knownIm.set(knownIm, before);
    this.#filter.run(this.#knownRe, this.#knownIm, receivedRe, receivedIm, count, outRe, outIm);
    this.#knownRe.copyWithin(0, count, before + count);
    this.#knownIm.copyWithin(0, count, before + count);
  }

  /** Forgets the signal and what was learnt. */
  reset(): void {
    this.#filter.reset();
    this.#knownRe.fill(0);
    this.#knownIm.fill(0);
  }

  toString(): string {
    return `EchoCanceller(${this.#filter}, delays from ${this.#firstDelay} samples)`;
  }

  /** Samples of the past that the filter needs. */
  get #before(): number {
    return this.#firstDelay + this.#filter.taps - 1;
  }
}

function lengthened(samples: Float64Array, kept: number, length: number): Float64Array {
  const longer = new Float64Array(length);
  longer.set(samples.subarray(0, kept));
  return longer;
}

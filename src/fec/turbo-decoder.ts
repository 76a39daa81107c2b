import {
  largestTurboExtrinsic,
  largestTurboLlr,
  paddingLlr,
  type TurboSiso,
  turboTailSteps,
  turboWindowSteps,
  turboWindows,
} from "../../kernels/turbo/turbo-siso.js";
import { ReferenceTurboSiso } from "../../kernels/turbo/turbo-siso-reference.js";
import { SimdTurboSiso } from "../../kernels/turbo/turbo-siso-simd.js";
import { checkWhole } from "./check-arguments.js";
import { FloatTurboDecoder } from "./turbo-float-decoder.js";
import type { TurboDecoder, TurboFrame, TurboSettings } from "./turbo-settings.js";

/** @throws RangeError where a setting is outside its range, naming it */
export function turboDecoder(frame: TurboFrame, settings: TurboSettings): TurboDecoder {
  const owner = "TurboSettings";
  const { arithmetic, algorithm, iterations, extrinsicScale, stop, backend } = settings;
  checkWhole(owner, "iterations", iterations, 1, 10_000);
  if (!(extrinsicScale > 0 && extrinsicScale <= 1)) {
    throw new RangeError(`${owner}: extrinsicScale: expected a number above 0, at most 1, found ${extrinsicScale}`);
  }
  if (stop !== "agreement" && stop !== "none") {
    throw new RangeError(`${owner}: stop: expected agreement or none, found ${stop}`);
  }
  if (algorithm !== "log" && algorithm !== "max-log") {
    throw new RangeError(`${owner}: algorithm: expected log or max-log, found ${algorithm}`);
  }
  if (arithmetic === "float32") {
    if (backend === "simd") throw new RangeError(`${owner}: backend: expected reference with float32, found simd`);
    return new FloatTurboDecoder(frame, settings);
  }
  if (arithmetic !== "int16")
    throw new RangeError(`${owner}: arithmetic: expected float32 or int16, found ${arithmetic}`);
  if (algorithm === "log") throw new RangeError(`${owner}: algorithm: expected max-log with int16, found log`);
  return new WindowedTurboDecoder(frame, settings);
}

/** Iterations of two int16 component decoders over windows; the extrinsic LLRs are exchanged in the order of bits. */
class WindowedTurboDecoder implements TurboDecoder {
  readonly outputs: Float32Array;
  iterations = 0;
  readonly #settings: TurboSettings;
  readonly #scale: number;
  readonly #largest: number;
  readonly #sixteenths: number;
  readonly #a: TurboSiso;
  readonly #b: TurboSiso;
  readonly #channelA: Int16Array;
  readonly #channelB: Int16Array;
  readonly #permutation: Int32Array;
  /** Places of bit permutation[i] in the first decoder and of bit i in the second. */
  readonly #placesA: Int32Array;
  readonly #placesB: Int32Array;
  readonly #steps: number;
  readonly #placeOfStep: Int32Array;

  constructor({ informationBits, permutation }: TurboFrame, settings: TurboSettings) {
    const { backend, llrScale = 8, llrBits = 10 } = settings;
    checkWhole("TurboSettings", "llrBits", llrBits, 2, 10);
    if (!(llrScale > 0 && llrScale < 1e6)) {
      throw new RangeError(`TurboSettings: llrScale: expected a positive number, found ${llrScale}`);
    }
    const steps = informationBits + turboTailSteps;
    const Form = backend === "reference" ? ReferenceTurboSiso : SimdTurboSiso;
    const windowSteps = turboWindowSteps(steps);
    this.#settings = settings;
    this.#scale = llrScale;
    this.#largest = Math.min(largestTurboLlr, 2 ** (llrBits - 1) - 1);
    this.#sixteenths = Math.max(1, Math.round(settings.extrinsicScale * 16));
    this.#steps = steps;
    this.#permutation = permutation;
    this.#a = new Form(steps);
    this.#b = new Form(steps);
    this.#placeOfStep = Int32Array.from(
      { length: windowSteps * turboWindows },
      (_, step) => (step % windowSteps) * turboWindows + Math.floor(step / windowSteps),
    );
    this.#placesA = permutation.map((bit) => this.#placeOfStep[bit]);
    this.#placesB = this.#placeOfStep.slice(0, informationBits);
    this.#channelA = new Int16Array(windowSteps * turboWindows);
    this.#channelB = new Int16Array(windowSteps * turboWindows);
    this.outputs = new Float32Array(8 * steps);
    for (let step = steps; step < this.#placeOfStep.length; step++) {
      this.#channelA[this.#placeOfStep[step]] = paddingLlr;
      this.#channelB[this.#placeOfStep[step]] = paddingLlr;
    }
  }

  decode(information: Uint8Array): boolean {
    const { iterations, stop } = this.#settings;
    this.#load();
    this.#a.reset();
    this.#b.reset();
    this.#a.input.set(this.#channelA);
    this.#b.input.set(this.#channelB);
    for (this.iterations = 1; ; this.iterations++) {
      this.#a.run();
      this.#tell(this.#a, this.#placesA, this.#b, this.#placesB, this.#channelB);
      this.#b.run();
      const isLast = this.iterations >= iterations;
      const agrees = (isLast || stop === "agreement") && this.#agrees();
      if (isLast || (stop === "agreement" && agrees)) {
        const permutation = this.#permutation;
        for (let i = 0; i < permutation.length; i++) {
          information[permutation[i]] = this.#b.posterior[this.#placesB[i]] < 0 ? 1 : 0;
        }
        return agrees;
      }
      this.#tell(this.#b, this.#placesB, this.#a, this.#placesA, this.#channelA);
    }
  }

  toString(): string {
    const { extrinsicScale, iterations } = this.#settings;
    return `turbo max-log int16, extrinsic x ${extrinsicScale}, ${iterations} iterations`;
  }

  /** Channel LLRs as counts, in the windows' order. */
  #load(): void {
    const steps = this.#steps;
    const bits = this.#permutation.length;
    const planes = this.outputs;
    for (let step = 0; step < steps; step++) {
      const place = this.#placeOfStep[step];
      this.#channelA[place] = this.#count(planes[step]);
      // The second encoder's input is the first one's; its tail has one of its own, which may be sent.
      this.#channelB[place] = this.#count(step < bits ? planes[this.#permutation[step]] : planes[4 * steps + step]);
    }
    for (const [siso, first] of [
      [this.#a, 1],
      [this.#b, 5],
    ] as const) {
      const plane = this.#channelA.length;
      for (let parity = 0; parity < 3; parity++) {
        const from = (first + parity) * steps;
        const to = parity * plane;
        for (let step = 0; step < steps; step++) {
          siso.parities[to + this.#placeOfStep[step]] = this.#count(planes[from + step]);
        }
      }
    }
  }

  #count(llr: number): number {
    const x = llr * this.#scale;
    const count = Math.trunc(x + (x < 0 ? -0.5 : 0.5));
    return Math.max(-this.#largest, Math.min(this.#largest, count));
  }

  /** Posterior less input, scaled and clipped, on top of the channel's LLR at the bit's place in the other decoder. */
  #tell(from: TurboSiso, places: Int32Array, to: TurboSiso, target: Int32Array, channel: Int16Array): void {
    const { posterior, input } = from;
    const told = to.input;
    const sixteenths = this.#sixteenths;
    for (let i = 0; i < places.length; i++) {
      const extrinsic = ((posterior[places[i]] - input[places[i]]) * sixteenths) >> 4;
      const place = target[i];
      told[place] = channel[place] + Math.max(-largestTurboExtrinsic, Math.min(largestTurboExtrinsic, extrinsic));
    }
  }

  #agrees(): boolean {
    const [a, b] = [this.#a.posterior, this.#b.posterior];
    for (let i = 0; i < this.#placesA.length; i++) {
      if (a[this.#placesA[i]] < 0 !== b[this.#placesB[i]] < 0) return false;
    }
    return true;
  }
}

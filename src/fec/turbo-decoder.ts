import {
  largestTurboLlr,
  type TurboSiso,
  type TurboSisoPlan,
  turboPlaces,
  turboTailSteps,
} from "../../kernels/turbo/turbo-siso.js";
import { ReferenceTurboSiso } from "../../kernels/turbo/turbo-siso-reference.js";
import { SimdTurboSiso } from "../../kernels/turbo/turbo-siso-simd.js";
import { checkWhole } from "./check-arguments.js";
import { FloatTurboDecoder } from "./turbo-float-decoder.js";
import type { TurboDecoder, TurboFrame, TurboOptions, TurboSettings, TurboTrace } from "./turbo-settings.js";

/** @throws RangeError where a setting is outside its range, naming it */
export function turboDecoder(frame: TurboFrame, settings: TurboSettings, options: TurboOptions = {}): TurboDecoder {
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
    return new FloatTurboDecoder(frame, settings, options);
  }
  if (arithmetic !== "int16")
    throw new RangeError(`${owner}: arithmetic: expected float32 or int16, found ${arithmetic}`);
  if (algorithm === "log") throw new RangeError(`${owner}: algorithm: expected max-log with int16, found log`);
  return new WindowedTurboDecoder(frame, settings, options);
}

/** Channel LLRs as the int16 decoder counts them; undefined for float32. */
export function turboCounts(
  { arithmetic, llrScale, llrBits }: TurboSettings,
  llrs: Float32Array,
): Int16Array | undefined {
  if (arithmetic !== "int16") return undefined;
  const { scale, largest } = turboFormat(llrScale, llrBits);
  return Int16Array.from(llrs, (llr) => turboCount(llr * scale, largest));
}

function turboFormat(llrScale = 8, llrBits = 10): { readonly scale: number; readonly largest: number } {
  checkWhole("TurboSettings", "llrBits", llrBits, 2, 10);
  if (!(llrScale > 0 && llrScale < 1e6)) {
    throw new RangeError(`TurboSettings: llrScale: expected a positive number, found ${llrScale}`);
  }
  return { scale: llrScale, largest: Math.min(largestTurboLlr, 2 ** (llrBits - 1) - 1) };
}

/** Rounded half away from zero; clipped first, since what is far beyond may not be made a 32-bit integer. */
function turboCount(x: number, largest: number): number {
  const clipped = Math.max(-largest, Math.min(largest, x));
  return (clipped + (clipped < 0 ? -0.5 : 0.5)) | 0;
}

/** Iterations of two int16 component decoders over windows. */
class WindowedTurboDecoder implements TurboDecoder {
  iterations = 0;
  readonly #settings: TurboSettings;
  readonly #options: TurboOptions;
  readonly #scale: number;
  readonly #largest: number;
  readonly #sixteenths: number;
  readonly #permutation: Int32Array;
  readonly #counts: Int16Array;
  readonly #a: TurboSiso;
  readonly #b: TurboSiso;
  /** Places of bit permutation[i] in the first decoder and of bit i in the second. */
  readonly #placesA: Int32Array;
  readonly #placesB: Int32Array;

  constructor(frame: TurboFrame, settings: TurboSettings, options: TurboOptions) {
    const { informationBits, permutation, sent } = frame;
    const { scale, largest } = turboFormat(settings.llrScale, settings.llrBits);
    this.#settings = settings;
    this.#options = options;
    this.#scale = scale;
    this.#largest = largest;
    this.#sixteenths = Math.max(1, Math.round(settings.extrinsicScale * 16));
    this.#permutation = permutation;
    this.#counts = new Int16Array(sent.length);
    const places = turboPlaces(informationBits + turboTailSteps);
    this.#placesA = permutation.map((bit) => places[bit]);
    this.#placesB = places.slice(0, informationBits);
    const Form = settings.backend === "reference" ? ReferenceTurboSiso : SimdTurboSiso;
    const [planA, planB] = componentPlans(frame, this.#placesA, this.#placesB);
    this.#a = new Form(planA);
    this.#b = new Form(planB);
  }

  decode(llrs: Float32Array, information: Uint8Array): boolean {
    const { iterations, stop } = this.#settings;
    const [a, b, counts, scale, largest] = [this.#a, this.#b, this.#counts, this.#scale, this.#largest];
    for (let i = 0; i < counts.length; i++) counts[i] = turboCount(llrs[i] * scale, largest);
    a.load(counts);
    b.load(counts);
    for (this.iterations = 1; ; this.iterations++) {
      a.run(this.#sixteenths);
      b.receive(a.extrinsic);
      b.run(this.#sixteenths);
      this.#options.onIteration?.(this.#trace());
      const isLast = this.iterations >= iterations;
      const agrees = (isLast || stop === "agreement") && this.#agrees();
      if (isLast || agrees) {
        const [permutation, places] = [this.#permutation, this.#placesB];
        const { posterior } = b;
        for (let i = 0; i < places.length; i++) information[permutation[i]] = posterior[places[i]] < 0 ? 1 : 0;
        return agrees;
      }
      a.receive(b.extrinsic);
    }
  }

  toString(): string {
    const { iterations } = this.#settings;
    return `turbo max-log int16, extrinsic x ${this.#sixteenths / 16}, ${iterations} iterations`;
  }

  #agrees(): boolean {
    const [a, b] = [this.#a.posterior, this.#b.posterior];
    const [placesA, placesB] = [this.#placesA, this.#placesB];
    for (let i = 0; i < placesA.length; i++) {
      if (a[placesA[i]] < 0 !== b[placesB[i]] < 0) return false;
    }
    return true;
  }

  #trace(): TurboTrace {
    const bits = this.#permutation.length;
    const trace = {
      iteration: this.iterations,
      posteriors: new Int16Array(bits),
      firstExtrinsics: new Int16Array(bits),
      secondExtrinsics: new Int16Array(bits),
    };
    this.#permutation.forEach((bit, i) => {
      trace.posteriors[bit] = this.#b.posterior[this.#placesB[i]];
      trace.firstExtrinsics[bit] = this.#a.extrinsic[this.#placesA[i]];
      trace.secondExtrinsics[bit] = this.#b.extrinsic[this.#placesB[i]];
    });
    return trace;
  }
}

/** What the two component decoders read: the second one's input is the first one's, but for its tail. */
function componentPlans(
  { informationBits, permutation, sent }: TurboFrame,
  placesA: Int32Array,
  placesB: Int32Array,
): readonly [TurboSisoPlan, TurboSisoPlan] {
  const frameSteps = informationBits + turboTailSteps;
  const countOf = new Int32Array(8 * frameSteps).fill(-1);
  sent.forEach((place, index) => {
    countOf[place] = index;
  });
  const output = (index: number) => countOf.slice(index * frameSteps, (index + 1) * frameSteps);
  const toldA = new Int32Array(frameSteps).fill(-1);
  const toldB = new Int32Array(frameSteps).fill(-1);
  const inputB = output(4);
  permutation.forEach((bit, i) => {
    inputB[i] = countOf[bit];
    toldA[bit] = placesB[i];
    toldB[i] = placesA[i];
  });
  const received = sent.length;
  return [
    { frameSteps, received, sources: [output(0), output(1), output(2), output(3)], told: toldA },
    { frameSteps, received, sources: [inputB, output(5), output(6), output(7)], told: toldB },
  ];
}

import {
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
  /** For each place of a decoder, the place in the other that tells it; that of the 0 where no bit is. */
  readonly #sourcesOfA: Uint16Array;
  readonly #sourcesOfB: Uint16Array;
  readonly #steps: number;
  readonly #placeOfStep: Int32Array;
  readonly #sent: readonly number[];

  constructor({ informationBits, permutation, sentOutputs }: TurboFrame, settings: TurboSettings) {
    const { backend, llrScale, llrBits } = settings;
    const { scale, largest } = turboFormat(llrScale, llrBits);
    const steps = informationBits + turboTailSteps;
    const Form = backend === "reference" ? ReferenceTurboSiso : SimdTurboSiso;
    const windowSteps = turboWindowSteps(steps);
    this.#settings = settings;
    this.#scale = scale;
    this.#largest = largest;
    this.#sixteenths = Math.max(1, Math.round(settings.extrinsicScale * 16));
    this.#steps = steps;
    this.#sent = sentOutputs;
    this.#permutation = permutation;
    this.#a = new Form(steps);
    this.#b = new Form(steps);
    this.#placeOfStep = Int32Array.from(
      { length: windowSteps * turboWindows },
      (_, step) => (step % windowSteps) * turboWindows + Math.floor(step / windowSteps),
    );
    this.#placesA = permutation.map((bit) => this.#placeOfStep[bit]);
    this.#placesB = this.#placeOfStep.slice(0, informationBits);
    const nobody = windowSteps * turboWindows;
    this.#sourcesOfA = new Uint16Array(nobody).fill(nobody);
    this.#sourcesOfB = new Uint16Array(nobody).fill(nobody);
    for (let i = 0; i < informationBits; i++) {
      this.#sourcesOfA[this.#placesA[i]] = this.#placesB[i];
      this.#sourcesOfB[this.#placesB[i]] = this.#placesA[i];
    }
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
      this.#a.run(this.#sixteenths);
      this.#tell(this.#a, this.#sourcesOfB, this.#b, this.#channelB);
      this.#b.run(this.#sixteenths);
      const isLast = this.iterations >= iterations;
      const agrees = (isLast || stop === "agreement") && this.#agrees();
      if (isLast || (stop === "agreement" && agrees)) {
        const permutation = this.#permutation;
        for (let i = 0; i < permutation.length; i++) {
          information[permutation[i]] = this.#b.posterior[this.#placesB[i]] < 0 ? 1 : 0;
        }
        return agrees;
      }
      this.#tell(this.#b, this.#sourcesOfA, this.#a, this.#channelA);
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
    this.#countPlane(0, steps, this.#channelA, 0);
    // The second encoder's input is the first one's, but for its tail.
    for (let i = 0; i < bits; i++) this.#channelB[this.#placesB[i]] = this.#channelA[this.#placesA[i]];
    const plane = this.#channelA.length;
    for (const output of this.#sent) {
      if (output === 0 || output === 4) continue;
      const siso = output < 4 ? this.#a : this.#b;
      this.#countPlane(output, steps, siso.parities, ((output % 4) - 1) * plane);
    }
  }

  #countPlane(output: number, steps: number, out: Int16Array, start: number): void {
    const llrs = this.outputs;
    const places = this.#placeOfStep;
    const scale = this.#scale;
    const largest = this.#largest;
    const from = output * steps;
    for (let step = 0; step < steps; step++) {
      out[start + places[step]] = turboCount(llrs[from + step] * scale, largest);
    }
  }

  /** What a decoder tells, on top of the channel's LLR at each bit's place in the other; one place after another. */
  #tell({ extrinsic }: TurboSiso, source: Uint16Array, { input }: TurboSiso, channel: Int16Array): void {
    for (let place = 0; place < input.length; place++) input[place] = channel[place] + extrinsic[source[place]];
  }

  #agrees(): boolean {
    const [a, b] = [this.#a.posterior, this.#b.posterior];
    for (let i = 0; i < this.#placesA.length; i++) {
      if (a[this.#placesA[i]] < 0 !== b[this.#placesB[i]] < 0) return false;
    }
    return true;
  }
}

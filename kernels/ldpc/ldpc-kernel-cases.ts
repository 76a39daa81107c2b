import type { Kernel, ParityCase } from "../kernel.js";
import { uniformNumbers } from "../parity-input.js";
import type { LdpcDecoder, LdpcOptions, LdpcTrace } from "./ldpc-decoder.js";
import type { CheckRule, LdpcSettings, Quantisation } from "./ldpc-settings.js";
import type { QuasiCyclicCode } from "./quasi-cyclic-code.js";
import { ReferenceLdpcDecoder } from "./reference-decoder.js";
import { SimdLdpcDecoder } from "./simd-decoder.js";
import { extended, syntheticCodes } from "./synthetic-codes.js";

/** Makes a decoder of the first rows of a code. */
export type LdpcForm = (code: QuasiCyclicCode, settings: LdpcSettings, options: LdpcOptions) => LdpcDecoder;

/** What a kernel's decoders are tried with: as long as `tolerance` lets rounding grow no further. */
interface LdpcTrial {
  readonly checkRule: CheckRule;
  readonly quantisation?: Quantisation;
  readonly iterations: number;
}

/** The decoder of one arithmetic as a kernel. */
export function ldpcKernel(
  arithmetic: LdpcSettings["arithmetic"],
  trials: readonly LdpcTrial[],
  tolerance: Kernel<LdpcForm>["tolerance"],
): Kernel<LdpcForm> {
  return {
    name: `ldpc-${arithmetic}`,
    describe: `belief propagation on quasi-cyclic LDPC codes, ${arithmetic}`,
    forms: [
      {
        backend: "reference",
        open:
          () =>
          (...given) =>
            new ReferenceLdpcDecoder(...given),
      },
      {
        backend: "simd",
        open:
          () =>
          (...given) =>
            new SimdLdpcDecoder(...given),
      },
    ],
    tolerance,
    parityCases: function* () {
      for (const [name, code, rows] of syntheticCodes()) {
        // Every width and rule on short codes, where the edges of the lanes are; the long ones take the reference long.
        const isLong = code.edges.length * code.liftingSize > 8000;
        for (const trial of isLong ? trials.slice(0, 1) : trials) {
          for (const schedule of ["layered", "flooding"] as const) {
            const settings: LdpcSettings = { arithmetic, schedule, stop: "parity", ...trial };
            for (const [input, llrs] of inputs(code)) {
              const title = `${name}, ${schedule} ${JSON.stringify(trial)}, ${input}`;
              yield parityCase(title, code, settings, llrs, rows);
            }
          }
        }
      }
    },
    benchmark: {
      unit: "information bit",
      prepare: (form) => {
        // As NR's base graph 1 at rate 1/2, Z = 384, 10 fixed iterations.
        const code = extended(384, 22, 20, 1);
        const settings = {
          arithmetic,
          schedule: "layered",
          checkRule: { kind: "normalisedMinSum", factor: 0.75 },
          iterations: 10,
          stop: "none",
        } as const;
        const decoder = form(code, settings, {});
        const llrs = noise(code, 3, 2);
        const hard = new Uint8Array(llrs.length);
        const run = () => {
          decoder.decode(llrs, hard);
        };
        return { work: 22 * 384, run };
      },
    },
  };
}

/** All numbers after the last iteration of each frame, the bits decided, and what the decoder says of them. */
function parityCase(
  title: string,
  code: QuasiCyclicCode,
  settings: LdpcSettings,
  llrs: readonly Float32Array[],
  rows?: number,
): ParityCase<LdpcForm> {
  return {
    title,
    run: (form) => {
      let last: LdpcTrace | undefined;
      const onIteration = (trace: LdpcTrace) => {
        last = trace;
      };
      const decoder = form(code, settings, { onIteration, ...(rows !== undefined && { rows }) });
      const hard = new Uint8Array(code.columns * code.liftingSize);
      const llrsAfter = new Float32Array(hard.length);
      // One after another: no frame may leave a trace in the next one.
      const found = llrs.map((values) => {
        const holds = decoder.decode(values, hard);
        decoder.posteriors(llrsAfter);
        const said = [holds ? 1 : 0, decoder.iterations, ...hard, ...llrsAfter];
        return [...said, ...(last?.posteriors ?? []), ...(last?.messages ?? [])];
      });
      return Float64Array.from(found.flat());
    },
  };
}

/** Noise at three levels; then what saturates, and what says nothing. */
function inputs(code: QuasiCyclicCode): [string, Float32Array[]][] {
  const silent = new Float32Array(code.columns * code.liftingSize);
  const turned = noise(code, 4, 1).map((llr) => (llr < 0 ? -1e6 : 1e6));
  return [
    ["noise", [noise(code, 1, -1), noise(code, 2, 1), noise(code, 3, 4)]],
    ["saturated, then zeros", [turned, silent, noise(code, 5, 2)]],
  ];
}

/** LLRs about a mean, for the word of zeros. */
function noise(code: QuasiCyclicCode, seed: number, mean: number): Float32Array {
  const size = code.columns * code.liftingSize;
  const first = uniformNumbers(size, 2 * seed);
  const second = uniformNumbers(size, 2 * seed + 1);
  return first.map((u, i) => mean + 3 * Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * second[i]));
}

import type { Demapping, HostBackend } from "../phy/demapper.js";

/** How other layers and words are taken out of what is received. */
export type CancellationSettings =
  /** Not at all: linear detection, MMSE-IRC where the noise was whitened. */
  | { readonly kind: "none" }
  /** Ordered, word by word, gated by the CRC. */
  | {
      readonly kind: "word";
      /** `sinr`: the best behind the filter first; `margin`: the best over its rate. `sinr` if left out. */
      readonly order?: "sinr" | "margin";
      /** Estimates a cancelled word's channel anew from its symbols; needs `ReceivedBlock.errorGroups`. */
      readonly reestimates?: boolean;
    }
  /** Ordered, symbol by symbol, by hard decisions (V-BLAST). */
  | { readonly kind: "symbol" }
  /** All words at once by soft symbols from posteriors, one variance of what is left a layer. */
  | { readonly kind: "parallel"; readonly iterations: number; readonly damping?: number }
  /** Iterative detection and decoding: by what the decoder adds (extrinsic LLRs), a variance an element. */
  | { readonly kind: "iterative"; readonly iterations: number; readonly damping?: number };

export interface ReceiverSettings {
  /** A linear filter, or a list of hypotheses of all layers together: the best of a search, or all (`ml`). */
  readonly detector: "mrc" | "zf" | "lmmse" | "k-best" | "ml";
  /** K of `k-best`, which it needs. */
  readonly survivors?: number;
  readonly demapping: Demapping;
  readonly cancellation: CancellationSettings;
  /** `simd` if left out. */
  readonly backend?: HostBackend;
}

const detectors = ["mrc", "zf", "lmmse", "k-best", "ml"];
const demappings = ["exact", "max-log"];

/** @throws RangeError where a setting is none, or does not go with another, naming it */
export function checkReceiverSettings(settings: ReceiverSettings): void {
  const { detector, demapping, cancellation, survivors, backend = "simd" } = settings;
  checkOneOf("detector", detector, detectors);
  checkOneOf("demapping", demapping, demappings);
  checkOneOf("backend", backend, ["simd", "reference"]);
  const isList = detector === "k-best" || detector === "ml";
  if ((survivors === undefined) === (detector === "k-best")) {
    const expected = detector === "k-best" ? "a number of survivors" : "none without k-best";
    throw new RangeError(`receiver: survivors: expected ${expected}, found ${survivors}`);
  }
  switch (cancellation.kind) {
    case "none":
      return;
    case "word":
      checkOneOf("cancellation.order", cancellation.order ?? "sinr", ["sinr", "margin"]);
      if (isList && (cancellation.order !== undefined || cancellation.reestimates)) {
        throw new RangeError(
          `receiver: cancellation: expected neither order nor reestimates with ${detector}, which decodes all words of a ` +
            "stage, found one",
        );
      }
      return;
    case "symbol":
      if (detector !== "lmmse") {
        throw new RangeError(`receiver: detector: expected lmmse with cancellation of symbols, found ${detector}`);
      }
      return;
    case "parallel":
    case "iterative": {
      const { iterations, damping = 0 } = cancellation;
      if (!(Number.isInteger(iterations) && iterations >= 2 && iterations <= 100)) {
        const found = `found ${iterations}`;
        throw new RangeError(`receiver: cancellation.iterations: expected a whole number from 2 to 100, ${found}`);
      }
      if (!(damping >= 0 && damping < 1)) {
        throw new RangeError(`receiver: cancellation.damping: expected a number from 0, below 1, found ${damping}`);
      }
      if (cancellation.kind === "iterative" && detector !== "lmmse" && !isList) {
        throw new RangeError(
          `receiver: detector: expected lmmse, k-best or ml with iterative detection, found ${detector}`,
        );
      }
      if (cancellation.kind === "parallel" && isList) {
        throw new RangeError(
          `receiver: detector: expected mrc, zf or lmmse with parallel cancellation, found ${detector}`,
        );
      }
      return;
    }
    default:
      throw new RangeError(
        `receiver: cancellation.kind: expected none, word, symbol, parallel or iterative, found ${JSON.stringify(cancellation)}`,
      );
  }
}

function checkOneOf(name: string, value: string, known: readonly string[]): void {
  if (known.includes(value)) return;
  throw new RangeError(`receiver: ${name}: expected ${known.join(" or ")}, found ${value}`);
}

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
  /** All words at once by soft symbols from posteriors. */
  | { readonly kind: "parallel"; readonly iterations: number; readonly damping?: number }
  /** Iterative detection and decoding by extrinsic LLRs. */
  | { readonly kind: "iterative"; readonly iterations: number; readonly damping?: number };

export interface ReceiverSettings {
  readonly detector: "mrc" | "zf" | "lmmse";
  readonly demapping: Demapping;
  readonly cancellation: CancellationSettings;
  /** `simd` if left out. */
  readonly backend?: HostBackend;
}

const detectors = ["mrc", "zf", "lmmse"];
const demappings = ["exact", "max-log"];

/** @throws RangeError where a setting is none, or does not go with another, naming it */
export function checkReceiverSettings({ detector, demapping, cancellation, backend = "simd" }: ReceiverSettings): void {
  checkOneOf("detector", detector, detectors);
  checkOneOf("demapping", demapping, demappings);
  checkOneOf("backend", backend, ["simd", "reference"]);
  switch (cancellation.kind) {
    case "none":
      return;
    case "word":
      checkOneOf("cancellation.order", cancellation.order ?? "sinr", ["sinr", "margin"]);
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
      if (cancellation.kind === "iterative" && detector !== "lmmse") {
        throw new RangeError(`receiver: detector: expected lmmse with iterative detection, found ${detector}`);
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

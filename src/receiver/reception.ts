import type { LayerDetector } from "./layer-detector.js";
import type { WordPort } from "./word-port.js";

/** What became of a code word. */
export interface WordOutcome {
  isDecoded: boolean;
  /** Times that it was decoded, and iterations of the decoder over all of them. */
  attempts: number;
  iterations: number;
  /** Behind the filter at its last attempt, the one with the capacity of all symbols; linear. */
  sinr: number;
}

/** A stage of a receiver that cancels: one detection. */
export interface ReceptionStage {
  name: string;
  /** Of each layer behind the filter, the one with the capacity of all its symbols; NaN where it was cancelled before. */
  readonly sinr: Float64Array;
  /** Words that are decoded at the end of the stage. */
  decoded: number;
}

/** What a receiver found in a block; the next block writes over it. */
export interface Reception {
  readonly words: readonly WordOutcome[];
  readonly stages: readonly ReceptionStage[];
}

/** Writes a reception; makes a stage's record once and uses it again. */
export class ReceptionRecord implements Reception {
  readonly words: WordOutcome[];
  readonly stages: ReceptionStage[] = [];
  readonly #layers: number;
  readonly #made: ReceptionStage[] = [];

  constructor(words: number, layers: number) {
    this.words = Array.from({ length: words }, () => ({ isDecoded: false, attempts: 0, iterations: 0, sinr: 0 }));
    this.#layers = layers;
  }

  begin(): void {
    this.stages.length = 0;
    for (const word of this.words) {
      word.isDecoded = false;
      word.attempts = 0;
      word.iterations = 0;
      word.sinr = 0;
    }
  }

  /** A new stage, its SINRs those of the words that have taken their estimates and are not decoded. */
  stage(name: string, ports: readonly WordPort[]): ReceptionStage {
    const stage = this.open(name);
    for (const port of ports) {
      for (let layer = 0; layer < port.layers; layer++) {
        stage.sinr[port.firstLayer + layer] = port.isDecoded ? Number.NaN : port.layerSinr(layer);
      }
    }
    return stage;
  }

  /** A new stage without SINRs. */
  open(name: string): ReceptionStage {
    const index = this.stages.length;
    this.#made[index] ??= { name, sinr: new Float64Array(this.#layers), decoded: 0 };
    const stage = this.#made[index];
    stage.name = name;
    stage.decoded = 0;
    stage.sinr.fill(Number.NaN);
    this.stages.push(stage);
    return stage;
  }

  /** A word was decoded, or was tried to be. */
  attempt(index: number, port: WordPort): void {
    const word = this.words[index];
    word.attempts++;
    word.iterations += port.word.iterations;
    word.isDecoded = port.isDecoded;
    word.sinr = port.wordSinr();
  }
}

/** Detects and decodes the words of a block that `detector` holds and `ports` have begun. */
export interface Detection {
  receive(detector: LayerDetector, ports: readonly WordPort[], record: ReceptionRecord): void;
}

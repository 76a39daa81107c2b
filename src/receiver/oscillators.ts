import { phasors } from "../channel/phasor.js";
import { RandomStream } from "../random/random-stream.js";
import type { ModemImpairments } from "../rf/modem-impairments.js";
import { PhaseNoise } from "../rf/phase-noise.js";

/** What the oscillators of a link do to a frame. */
export interface OscillatorSettings {
  readonly impairments: ModemImpairments;
  readonly symbolRate_Hz: number;
  /** Of a frame. */
  readonly symbols: number;
  readonly seed: number;
  /** Distinguishes replications and MODCODs. */
  readonly name: string;
  readonly backend: "reference" | "simd";
}

/**
 * The carrier's phase over a frame: where it starts (anywhere: receivers here begin anew with each frame), frequency offset,
 * Doppler rate and phase noise. Owns its buffers.
 */
export class Oscillators {
  /** exp(j phase) at each symbol. */
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly #settings: OscillatorSettings;
  readonly #phaseNoise: PhaseNoise | undefined;
  readonly #start: RandomStream;
  readonly #turns: Float64Array;
  readonly #zero: Float64Array;

  constructor(settings: OscillatorSettings) {
    const { impairments, symbolRate_Hz, symbols, seed, name, backend } = settings;
    this.#settings = settings;
    const mask = impairments.phaseNoise;
    this.#phaseNoise =
      mask && new PhaseNoise(mask, symbolRate_Hz, symbols, seed, `bit-true.phaseNoise.${name}`, backend);
    this.#start = new RandomStream(seed, `bit-true.phase.${name}`);
    this.#turns = new Float64Array(symbols);
    this.#zero = new Float64Array(symbols);
    this.re = new Float64Array(symbols);
    this.im = new Float64Array(symbols);
  }

  /** Writes the carrier of a frame. */
  run(frame: number): void {
    const { impairments, symbolRate_Hz } = this.#settings;
    const { frequencyOffset_Hz = 0, dopplerRate_Hzs = 0 } = impairments;
    const turns = this.#turns;
    turns.fill(0);
    this.#phaseNoise?.addTo(turns, frame);
    this.#start.reset(frame);
    const start = this.#start.uniform();
    const frequency = frequencyOffset_Hz / symbolRate_Hz;
    const chirp = dopplerRate_Hzs / (2 * symbolRate_Hz * symbolRate_Hz);
    for (let n = 0; n < turns.length; n++) turns[n] = turns[n] / (2 * Math.PI) + start + (frequency + chirp * n) * n;
    phasors(1, turns, this.#zero, 0, turns.length, this.re, this.im);
  }
}

/** Whether a link has anything that turns its carrier. */
export function turnsCarrier({ phaseNoise, frequencyOffset_Hz = 0, dopplerRate_Hzs = 0 }: ModemImpairments): boolean {
  return phaseNoise !== undefined || frequencyOffset_Hz !== 0 || dopplerRate_Hzs !== 0;
}

import { checkNrChoice, checkNrWhole, NrSettingError } from "./nr-setting-error.js";

export type NrCyclicPrefix = "normal" | "extended";

/** 1 / Ts = 2048 * 15 kHz: TS 38.211, 4.1. */
const samplesPerSecond = 30_720_000;
const samplesPerSubframe = 30_720;
/** Of the useful part at 15 kHz, in Ts. */
const usefulSamples = 2048;

/**
 * Frame structure of NR: TS 38.211, 4.2 and 4.3, and the symbols' lengths of 5.3.1.
 *
 * Numerology mu is 0 to 4 (15, 30, 60, 120, 240 kHz), extended cyclic prefix with 60 kHz only. Times are exact
 * multiples of Ts = 1 / 30.72 MHz. With the normal cyclic prefix the first symbol of each half subframe (0.5 ms) is 16 Ts
 * longer, so that above 30 kHz some slots are longer than others.
 */
export class NrNumerology {
  readonly numerology: number;
  readonly cyclicPrefix: NrCyclicPrefix;
  readonly subcarrierSpacing_Hz: number;
  /** 14, or 12 with the extended cyclic prefix. */
  readonly symbolsPerSlot: number;
  readonly slotsPerSubframe: number;
  readonly slotsPerFrame: number;
  /** Length of the useful part of a symbol, 1 / subcarrier spacing. */
  readonly usefulSymbol_s: number;

  /** @throws NrSettingError naming `numerology` or `cyclicPrefix` */
  constructor(numerology: number, cyclicPrefix: NrCyclicPrefix = "normal") {
    checkNrWhole("numerology", numerology, 0, 4);
    checkNrChoice("cyclicPrefix", cyclicPrefix, ["normal", "extended"]);
    if (cyclicPrefix === "extended" && numerology !== 2) {
      throw new NrSettingError(
        "cyclicPrefix",
        `expected normal, found extended with ${15 * 2 ** numerology} kHz; the extended one exists with 60 kHz only`,
      );
    }
    this.numerology = numerology;
    this.cyclicPrefix = cyclicPrefix;
    this.subcarrierSpacing_Hz = 15_000 * 2 ** numerology;
    this.symbolsPerSlot = cyclicPrefix === "normal" ? 14 : 12;
    this.slotsPerSubframe = 2 ** numerology;
    this.slotsPerFrame = 10 * this.slotsPerSubframe;
    this.usefulSymbol_s = 1 / this.subcarrierSpacing_Hz;
  }

  /** Time at which slot `slot` starts, slot 0 at 0. */
  slotStart_s(slot: number): number {
    checkSlot(slot);
    const subframe = Math.floor(slot / this.slotsPerSubframe);
    const symbol = (slot % this.slotsPerSubframe) * this.symbolsPerSlot;
    return (subframe * samplesPerSubframe + this.#samplesBefore(symbol)) / samplesPerSecond;
  }

  /** Time from the slot's start to the start of a symbol with its cyclic prefix; `symbolsPerSlot` gives the slot's length. */
  symbolStart_s(slot: number, symbol: number): number {
    checkSlot(slot);
    this.#checkSymbol(symbol, this.symbolsPerSlot);
    const first = (slot % this.slotsPerSubframe) * this.symbolsPerSlot;
    return (this.#samplesBefore(first + symbol) - this.#samplesBefore(first)) / samplesPerSecond;
  }

  cyclicPrefix_s(slot: number, symbol: number): number {
    checkSlot(slot);
    this.#checkSymbol(symbol, this.symbolsPerSlot - 1);
    const inSubframe = (slot % this.slotsPerSubframe) * this.symbolsPerSlot + symbol;
    const samples = this.#samplesBefore(inSubframe + 1) - this.#samplesBefore(inSubframe);
    return (samples - usefulSamples / this.slotsPerSubframe) / samplesPerSecond;
  }

  toString(): string {
    return `${this.subcarrierSpacing_Hz / 1000} kHz, ${this.cyclicPrefix} cyclic prefix`;
  }

  /** Ts before a symbol of the subframe: TS 38.211, 5.3.1. */
  #samplesBefore(symbol: number): number {
    const scale = this.slotsPerSubframe;
    if (this.cyclicPrefix === "extended") return (symbol * (usefulSamples + 512)) / scale;
    const longer = (symbol > 0 ? 1 : 0) + (symbol > 7 * scale ? 1 : 0);
    return (symbol * (usefulSamples + 144)) / scale + 16 * longer;
  }

  #checkSymbol(symbol: number, most: number): void {
    if (!(Number.isInteger(symbol) && symbol >= 0 && symbol <= most)) {
      throw new RangeError(`NrNumerology: symbol: expected a whole number from 0 to ${most}, found ${symbol}`);
    }
  }
}

function checkSlot(slot: number): void {
  if (!(Number.isSafeInteger(slot) && slot >= 0)) {
    throw new RangeError(`NrNumerology: slot: expected a whole number from 0, found ${slot}`);
  }
}

import { dB, fromdB } from "../decibel.js";
import { noiseTemperature_K } from "./noise-temperature.js";

/** One stage of a receiver or transmitter: amplifier, filter, mixer, attenuator. */
export interface LineUpStage {
  readonly name: string;
  /** Negative for a loss. */
  readonly gain_dB: number;
  /** At 290 K; of a passive stage at that temperature its loss. */
  readonly noiseFigure_dB: number;
  /** Output third-order intercept point; Infinity for an ideal stage. */
  readonly oip3_dBm: number;
  /** Output 1 dB compression point; Infinity for an ideal stage. */
  readonly p1dB_dBm: number;
}

/** A line-up seen as one stage. */
export interface LineUpTotal {
  readonly gain_dB: number;
  readonly noiseFigure_dB: number;
  /** Equivalent noise temperature at the line-up's input. */
  readonly noiseTemperature_K: number;
  readonly iip3_dBm: number;
  readonly oip3_dBm: number;
}

/** The signal at one stage's output. */
export interface StageLevel {
  readonly name: string;
  readonly output_dBm: number;
  /** To the stage's own 1 dB compression point; negative where it is driven beyond. */
  readonly headroom_dB: number;
  /** From the line-up's input to this stage's output. */
  readonly gain_dB: number;
  readonly noiseFigure_dB: number;
  readonly iip3_dBm: number;
}

/**
 * Gain, noise figure and third-order intercept of stages in a row, matched to each other.
 *
 * Friis: F = F1 + (F2 - 1) / G1 + (F3 - 1) / (G1 G2) + ...; intercepts 1 / IIP3 = sum of (gain before the stage) / (its IIP3), which
 * takes the distortions of all stages as in phase, the worst case. Pozar, "Microwave Engineering", 4th ed., 10.2 and 10.3.
 *
 * @throws RangeError for no stage, a gain that is not finite, a negative noise figure or an intercept that is not a level
 */
export function lineUpTotal(stages: readonly LineUpStage[]): LineUpTotal {
  if (stages.length === 0) throw new RangeError("lineUpTotal: expected at least one stage, found none");
  let gain = 1;
  let noiseFactor = 1;
  let inverseIip3_mW = 0;
  for (const stage of stages) {
    checkStage(stage);
    noiseFactor += (fromdB(stage.noiseFigure_dB) - 1) / gain;
    inverseIip3_mW += gain / fromdB(stage.oip3_dBm - stage.gain_dB);
    gain *= fromdB(stage.gain_dB);
  }
  const gain_dB = dB(gain);
  const iip3_dBm = -dB(inverseIip3_mW);
  const noiseFigure_dB = dB(noiseFactor);
  return {
    gain_dB,
    noiseFigure_dB,
    noiseTemperature_K: noiseTemperature_K(noiseFigure_dB),
    iip3_dBm,
    oip3_dBm: iip3_dBm + gain_dB,
  };
}

/**
 * The level of a signal through a line-up, stage by stage, as if every stage were linear, and how far each is from compression.
 *
 * @param input_dBm power at the line-up's input
 */
export function stageLevels(stages: readonly LineUpStage[], input_dBm: number): StageLevel[] {
  if (Number.isNaN(input_dBm)) throw new RangeError("stageLevels: expected an input level, found NaN");
  return stages.map(({ name, p1dB_dBm }, index) => {
    const { gain_dB, noiseFigure_dB, iip3_dBm } = lineUpTotal(stages.slice(0, index + 1));
    const output_dBm = input_dBm + gain_dB;
    return { name, output_dBm, headroom_dB: p1dB_dBm - output_dBm, gain_dB, noiseFigure_dB, iip3_dBm };
  });
}

function checkStage({ name, gain_dB, noiseFigure_dB, oip3_dBm, p1dB_dBm }: LineUpStage): void {
  if (!Number.isFinite(gain_dB)) throw new RangeError(`line-up, ${name}: expected a finite gain, found ${gain_dB} dB`);
  if (!(noiseFigure_dB >= 0 && noiseFigure_dB < Infinity)) {
    throw new RangeError(`line-up, ${name}: expected a noise figure from 0 dB, found ${noiseFigure_dB}`);
  }
  if (!(oip3_dBm > -Infinity && p1dB_dBm > -Infinity)) {
    throw new RangeError(`line-up, ${name}: expected an OIP3 and a P1dB, found ${oip3_dBm} and ${p1dB_dBm} dBm`);
  }
}

import { type DvbS2xModulation, type ModcodRow, table13, table20a } from "./dvb-s2x-modcods.data.js";

/** A modulation and code rate of DVB-S2 or DVB-S2X with the normal FECFRAME of 64,800 bits. */
export interface DvbS2xModcod {
  /** As the standard prints it, e.g. `16APSK 2/3-L`. */
  readonly name: string;
  readonly modulation: DvbS2xModulation;
  readonly bitsPerSymbol: number;
  /** LDPC code identifier, a nominal rate. */
  readonly codeRate: string;
  /** Bits of a BBFRAME, its 80-bit header included. */
  readonly kbch_bit: number;
  /** Es/N0 of the standard's table, ideal demodulator in AWGN. */
  readonly threshold_dB: number;
  /** What error rate the threshold stands for. */
  readonly criterion: "TS packet error ratio 1e-7" | "frame error ratio 1e-5";
  readonly table: "EN 302 307-1 Table 13" | "EN 302 307-2 Table 20a";
  /** As printed in the table: without pilots. */
  readonly printedEfficiency: number;
}

const bitsPerSymbol: Readonly<Record<DvbS2xModulation, number>> = {
  QPSK: 2,
  "8PSK": 3,
  "8APSK": 3,
  "16APSK": 4,
  "32APSK": 5,
  "64APSK": 6,
  "128APSK": 7,
  "256APSK": 8,
};

/** Every MODCOD with a sourced threshold, in rising order of threshold. */
export const dvbS2xModcods: readonly DvbS2xModcod[] = [
  ...table13.map((row) => modcod(row, "EN 302 307-1 Table 13", "TS packet error ratio 1e-7")),
  ...table20a.map((row) => modcod(row, "EN 302 307-2 Table 20a", "frame error ratio 1e-5")),
].sort((a, b) => a.threshold_dB - b.threshold_dB);

/** EN 302 307-1, 5.6 (0.35, 0.25, 0.20) and EN 302 307-2, 5.6 (0.15, 0.10, 0.05). */
export const dvbS2xRollOffs: readonly number[] = [0.05, 0.1, 0.15, 0.2, 0.25, 0.35];

/** Names of all MODCODs, in rising order of threshold. */
export function modcodNames(): string[] {
  return dvbS2xModcods.map(({ name }) => name);
}

/** The MODCOD of that name; undefined where there is none. */
export function modcodByName(name: string): DvbS2xModcod | undefined {
  return dvbS2xModcods.find((candidate) => candidate.name === name);
}

/**
 * Symbol rate that fills a bandwidth: bandwidth / (1 + roll-off), the width between the zeros of the spectrum.
 * @param rollOff  one of `dvbS2xRollOffs`
 */
export function symbolRate_Hz(bandwidth_Hz: number, rollOff: number): number {
  if (!(bandwidth_Hz > 0 && bandwidth_Hz < Infinity)) {
    throw new RangeError(`symbolRate_Hz: expected a bandwidth over 0 Hz, found ${bandwidth_Hz}`);
  }
  if (!dvbS2xRollOffs.includes(rollOff)) {
    throw new RangeError(`symbolRate_Hz: expected a roll-off of ${dvbS2xRollOffs.join(", ")}, found ${rollOff}`);
  }
  return bandwidth_Hz / (1 + rollOff);
}

function modcod(
  [modulation, codeRate, kbch_bit, threshold_dB, printedEfficiency]: ModcodRow,
  table: DvbS2xModcod["table"],
  criterion: DvbS2xModcod["criterion"],
): DvbS2xModcod {
  return {
    name: `${modulation} ${codeRate}`,
    modulation,
    bitsPerSymbol: bitsPerSymbol[modulation],
    codeRate,
    kbch_bit,
    threshold_dB,
    criterion,
    table,
    printedEfficiency,
  };
}

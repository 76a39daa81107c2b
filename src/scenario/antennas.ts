import type { NrPanel } from "../phy/nr-downlink-codebook.data.js";
import type { NrPrecodingIndices } from "../phy/nr-downlink-codebook.js";

/**
 * Antenna branches of an NR link in a bit-true run: at each end a row of antennas, each like the station's own antenna. The
 * budget is that of one transmit and one receive antenna; the transmit power is shared by the transmit antennas.
 */
export interface Antennas {
  readonly transmit: AntennaRow;
  readonly receive: AntennaRow;
  /** From layers to transmit antennas. */
  readonly precoding: Precoding;
}

/** Equally spaced antennas. */
export interface AntennaRow {
  readonly count: number;
  /** Wavelengths. */
  readonly spacing: number;
  /** Of the own link's line of sight from the row's broadside, in the plane that both span. */
  readonly angle_deg: number;
  /** Of scattered waves at neighbouring antennas, 0 to 1; falls as the distance's power. */
  readonly correlation: number;
  /** Of each antenna over the budget's, dB: antennas of one row may stand on different satellites. All 0 if left out. */
  readonly levels_dB?: readonly number[];
}

export type Precoding =
  /** A layer an antenna. */
  | { readonly kind: "none" }
  /** Of the uplink: TS 38.211, Tables 6.3.1.5-1 to -7. */
  | { readonly kind: "tpmi"; readonly tpmi: number }
  /** Of the downlink: type I single panel, TS 38.214, 5.2.2.2.1. */
  | ({ readonly kind: "panel"; readonly panel: NrPanel } & NrPrecodingIndices)
  /** The user's own, `[antenna][layer]`; brought to unit power. */
  | {
      readonly kind: "matrix";
      readonly re: readonly (readonly number[])[];
      readonly im: readonly (readonly number[])[];
    };

/**
 * Another transmitter on the same resource elements: a second user of the uplink, or another satellite's signal. Present in
 * budgets as interference of its level, in bit-true runs as a signal.
 */
export interface CoChannelSignal {
  readonly name: string;
  /** Its power at a receive antenna over the own signal's, both without fading. */
  readonly level_dB: number;
  /** From the broadside of the receive row. */
  readonly angle_deg: number;
  /** Modulation and coding; of the own table. */
  readonly mcs: number;
  /** `user`: its data counts, and it is demodulated. `known`: its DM-RS and coding are known, it may be cancelled. `unknown`: neither. */
  readonly role: "user" | "known" | "unknown";
  /** Against the receiver's reference, after what is compensated. */
  readonly frequencyOffset_Hz: number;
  readonly delay_s: number;
  /** At each receive antenna over `level_dB`; those of the own signal if left out. */
  readonly levels_dB?: readonly number[];
}

const oneAntenna: AntennaRow = { count: 1, spacing: 0.5, angle_deg: 0, correlation: 0 };

/** Of a scenario without `antennas`. */
export const singleAntennas: Antennas = { transmit: oneAntenna, receive: oneAntenna, precoding: { kind: "none" } };

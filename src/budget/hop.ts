import { combinedRatio_dB, dB } from "../decibel.js";
import type { Warning } from "../leolink-error.js";
import { boltzmann_dBWKHz } from "../physics.js";
import type { SlantPathAttenuation } from "../propagation/slant-path.js";
import { eirp_dBW as amplifierEirp_dBW } from "../rf/eirp.js";
import { linkBudget } from "./carrier-to-noise.js";
import { type DirectedGain, directedGain } from "./directed-gain.js";
import type { AttenuationModel, HopGeometry } from "./hop-path.js";
import { hopPolarisationLoss_dB } from "./hop-polarisation.js";
import { type ReceiverNoise, receiverNoise } from "./receiver-noise.js";
import type { SourceRatio } from "./source-ratio.js";
import type { Interference, Polarisation, Receiver, Station, Transmitter } from "./station.js";

/** What a hop is made of; it does not change during a run. */
export interface HopParameters {
  readonly name: "user link" | "feeder link";
  readonly direction: "downlink" | "uplink";
  readonly carrier_Hz: number;
  readonly bandwidth_Hz: number;
  readonly polarisation: Polarisation;
  readonly ground: Station;
  readonly satellite: Station;
  readonly interference: Interference;
  /** A fixed margin for shadow fading. */
  readonly shadowing_dB: number;
  /** TR 38.811 clutter loss of a terminal without line of sight, at an elevation; 0 with line of sight. */
  readonly clutterLoss_dB: (elevation_deg: number) => number;
  readonly attenuation: AttenuationModel;
}

/** Every number of one hop at one moment; `items.ts` explains each. */
export interface HopState {
  readonly geometry: HopGeometry;
  readonly transmit: DirectedGain;
  readonly receive: DirectedGain;
  readonly eirp_dBW: number;
  readonly freeSpaceLoss_dB: number;
  readonly attenuation: SlantPathAttenuation;
  readonly shadowing_dB: number;
  readonly clutter_dB: number;
  readonly polarisationLoss_dB: number;
  readonly noise: ReceiverNoise;
  readonly gOverT_dBK: number;
  /** Carrier power at the receiving antenna's output. */
  readonly carrier_dBW: number;
  readonly cn0_dBHz: number;
  readonly cn_dB: number;
  /** Infinity without interference. */
  readonly ci_dB: number;
  readonly cnir_dB: number;
  /** Sources of interference that are computed, beside the figures that the scenario gives. */
  readonly sources: readonly SourceRatio[];
  readonly warnings: readonly Warning[];
}

/**
 * One hop from a transmitter to a receiver, as a closed-form budget.
 *
 * Losses are positive. The state at a geometry is independent of any other: call `at` in any order.
 */
export class Hop {
  readonly #transmitting: Station;
  readonly #transmitter: Transmitter;
  readonly #receiving: Station;
  readonly #receiver: Receiver;
  readonly #polarisationLoss_dB: number;

  constructor(readonly parameters: HopParameters) {
    const { direction, ground, satellite, name, polarisation } = parameters;
    const [transmitting, receiving] = direction === "downlink" ? [satellite, ground] : [ground, satellite];
    if (!transmitting.transmitter) throw new RangeError(`Hop: the ${name}'s transmitting end has no transmitter`);
    if (!receiving.receiver) throw new RangeError(`Hop: the ${name}'s receiving end has no receiver`);
    this.#transmitting = transmitting;
    this.#transmitter = transmitting.transmitter;
    this.#receiving = receiving;
    this.#receiver = receiving.receiver;
    this.#polarisationLoss_dB = hopPolarisationLoss_dB(polarisation, transmitting.antenna, receiving.antenna);
  }

  /** The hop at a geometry; undefined where an array cannot steer so far. */
  at(geometry: HopGeometry): HopState | undefined {
    const { direction, carrier_Hz, bandwidth_Hz, interference, shadowing_dB } = this.parameters;
    const isDown = direction === "downlink";
    const transmit = directedGain(this.#transmitting.antenna, carrier_Hz, geometry, isDown ? "satellite" : "ground");
    const receive = directedGain(this.#receiving.antenna, carrier_Hz, geometry, isDown ? "ground" : "satellite");
    if (!transmit || !receive) return undefined;
    const attenuation = this.parameters.attenuation.at(geometry.elevation_deg);
    const clutter_dB = this.parameters.clutterLoss_dB(geometry.elevation_deg);
    const noise = receiverNoise(this.#receiver, receive, attenuation, isDown ? "sky" : "earth");
    const eirp_dBW = eirpTowards_dBW(this.#transmitter, transmit);
    const gOverT_dBK = receive.gain_dBi - dB(noise.systemTemperature_K);
    const budget = linkBudget({
      eirp_dBW,
      gOverT_dBK,
      slantRange_m: geometry.slantRange_m,
      carrier_Hz,
      bandwidth_Hz,
      losses_dB: [attenuation.total_dB, shadowing_dB, clutter_dB, this.#polarisationLoss_dB],
      interference_dB: [
        interference.coChannel_dB,
        interference.adjacentChannel_dB,
        interference.crossPolar_dB,
        interference.intermodulation_dB,
      ],
    });
    return {
      geometry,
      transmit,
      receive,
      eirp_dBW,
      attenuation,
      shadowing_dB,
      clutter_dB,
      polarisationLoss_dB: this.#polarisationLoss_dB,
      noise,
      gOverT_dBK,
      carrier_dBW: budget.cn0_dBHz + boltzmann_dBWKHz + dB(noise.systemTemperature_K),
      ...budget,
      sources: [],
      warnings: [...attenuation.warnings, ...transmit.warnings, ...receive.warnings],
    };
  }

  /** A state with sources of interference on top of what it has. */
  withSources(state: HopState, sources: readonly SourceRatio[]): HopState {
    const ci_dB = combinedRatio_dB(state.ci_dB, ...sources.map((source) => source.ci_dB));
    return { ...state, sources, ci_dB, cnir_dB: combinedRatio_dB(state.cn_dB, ci_dB) };
  }

  toString(): string {
    const { name, direction, carrier_Hz, bandwidth_Hz } = this.parameters;
    return `${name} (${direction}) at ${carrier_Hz / 1e9} GHz, ${bandwidth_Hz / 1e6} MHz wide`;
  }
}

/** A given EIRP holds at beam centre and falls with the pattern; an amplifier's power meets the gain. */
function eirpTowards_dBW(transmitter: Transmitter, { gain_dBi, peakGain_dBi }: DirectedGain): number {
  return transmitter.kind === "eirp"
    ? transmitter.eirp_dBW - (peakGain_dBi - gain_dBi)
    : amplifierEirp_dBW(transmitter, gain_dBi);
}

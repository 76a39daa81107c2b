import type { HopParameters, HopState } from "../budget/hop.js";
import type { SourceRatio } from "../budget/source-ratio.js";
import { combinedRatio_dB, dB, fromdB } from "../decibel.js";
import type { Warning } from "../leolink-error.js";
import { freeSpaceLoss_dB } from "../propagation/free-space.js";
import { crossPolarDiscrimination_dB, p618CrossPolarisationRange } from "../propagation/p618-cross-polarisation.js";
import type { SlantPathCondition } from "../propagation/slant-path-parameters.js";
import { groundGainTowards_dBi, type SkyDirection } from "./ground-gain.js";
import type {
  CrossPolarSource,
  InterferenceSource,
  IntermodulationSource,
  SatelliteSource,
  TerrestrialSource,
} from "./interference-source.js";
import { equalHarm_dB, type MatchedFilter } from "./spectrum.js";

/** A satellite in the sky of the terminal. */
export interface VisibleSatellite extends SkyDirection {
  readonly slantRange_m: number;
}

/**
 * Satellites of a constellation above the horizon at a moment.
 *
 * @param serving index of the satellite that serves, which is not among them where the constellation is its own
 */
export type Constellation = (time_ms: number, serving: number) => readonly VisibleSatellite[];

export interface InterferenceParameters {
  readonly sources: readonly InterferenceSource[];
  readonly hop: HopParameters;
  readonly filter: MatchedFilter;
  readonly constellations: readonly Constellation[];
  readonly condition: SlantPathCondition;
}

/** When, by which satellite, and in which state of the hop. */
interface Moment {
  readonly time_ms: number;
  readonly serving: number;
  readonly state: HopState;
}

/**
 * Interference of a hop's sources, moment by moment: for each the C/I of equal harm (`equalHarm_dB`), white over the link
 * bandwidth. Powers of a source's parts add; atmosphere lies on other satellites' paths as on the wanted one's.
 */
export class InterferenceModel {
  readonly #parameters: InterferenceParameters;
  /** Of each source, what its spectrum adds to C/I. */
  readonly #harm_dB: ReadonlyMap<InterferenceSource, number>;

  constructor(parameters: InterferenceParameters) {
    const { sources, filter, hop } = parameters;
    this.#parameters = parameters;
    const own = { kind: "carrier", offset_Hz: 0, ...filter } as const;
    this.#harm_dB = new Map(
      sources.flatMap((source) => {
        if (source.kind === "intermodulation") return [];
        const spectrum = source.kind === "crossPolar" ? own : source.spectrum;
        return [[source, equalHarm_dB(spectrum, filter, hop.bandwidth_Hz)]];
      }),
    );
  }

  /** What the models have to say of their validity for a state. */
  warnings({ geometry }: HopState): Warning[] {
    const { sources, condition, hop } = this.#parameters;
    const hasRain = condition.kind === "availability" && sources.some(({ kind }) => kind === "crossPolar");
    if (!hasRain) return [];
    const {
      source,
      frequency_GHz: [lowest, highest] = [0, Infinity],
      elevation_deg: range,
    } = p618CrossPolarisationRange;
    const found: Warning[] = [];
    const frequency_GHz = hop.carrier_Hz / 1e9;
    if (!(frequency_GHz >= lowest && frequency_GHz <= highest)) {
      const message = `depolarisation by rain: valid from ${lowest} to ${highest} GHz, used at ${frequency_GHz} GHz`;
      found.push({ source, message });
    }
    if (range && geometry.elevation_deg > range[1]) {
      const message = `depolarisation by rain: valid up to ${range[1]} deg, used at ${geometry.elevation_deg.toFixed(1)} deg`;
      found.push({ source, message });
    }
    return found;
  }

  /**
   * @param serving index of the satellite that serves
   * @param state   of the hop without these sources
   */
  at(time_ms: number, serving: number, state: HopState): SourceRatio[] {
    return this.#parameters.sources.map((source) => ({
      name: source.name,
      kind: source.kind,
      ci_dB: this.#ratio_dB(source, { time_ms, serving, state }),
    }));
  }

  #ratio_dB(source: InterferenceSource, moment: Moment): number {
    const { state } = moment;
    switch (source.kind) {
      case "satellites":
        return this.#satellites(source, moment);
      case "terrestrial":
        return this.#terrestrial(source, state);
      case "crossPolar":
        return this.#crossPolar(source, state) + this.#harm(source);
      case "intermodulation":
        return this.#intermodulation(source);
      case "adjacentChannel":
      case "jammer":
        return -source.level_dB - dB(source.dutyCycle) + this.#harm(source);
    }
  }

  #satellites(source: SatelliteSource & InterferenceSource, { time_ms, serving, state }: Moment): number {
    const { hop, constellations } = this.#parameters;
    let sum = 0;
    for (const satellite of constellations[source.constellation](time_ms, serving)) {
      if (satellite.elevation_deg < source.minimumElevation_deg) continue;
      const gain_dBi = groundGainTowards_dBi(hop.ground.antenna, hop.carrier_Hz, state.geometry, satellite);
      const loss_dB =
        freeSpaceLoss_dB(satellite.slantRange_m, hop.carrier_Hz) + hop.attenuation.at(satellite.elevation_deg).total_dB;
      sum += fromdB(source.eirp_dBW - loss_dB + gain_dBi);
    }
    return state.carrier_dBW - dB(source.activity * sum) + this.#harm(source);
  }

  #terrestrial(source: TerrestrialSource & InterferenceSource, state: HopState): number {
    const { hop } = this.#parameters;
    const loss_dB =
      "loss_dB" in source.path ? source.path.loss_dB : freeSpaceLoss_dB(source.path.distance_m, hop.carrier_Hz);
    const gain_dBi = groundGainTowards_dBi(hop.ground.antenna, hop.carrier_Hz, state.geometry, source);
    const power_dBW = source.eirp_dBW - loss_dB + gain_dBi + dB(source.activity);
    return state.carrier_dBW - power_dBW + this.#harm(source);
  }

  /** Discrimination of both antennas and of the rain add as powers. */
  #crossPolar({ level_dB, satelliteXpd_dB, terminalXpd_dB }: CrossPolarSource, state: HopState): number {
    const { condition, hop } = this.#parameters;
    const rain_dB = state.attenuation.rain_dB;
    const path_dB =
      condition.kind === "availability" && rain_dB > 0
        ? crossPolarDiscrimination_dB(
            hop.carrier_Hz / 1e9,
            Math.min(state.geometry.elevation_deg, highestElevation_deg),
            hop.polarisation.tilt_deg,
            100 - condition.availability_pct,
            rain_dB,
          )
        : Number.POSITIVE_INFINITY;
    return combinedRatio_dB(satelliteXpd_dB, terminalXpd_dB, path_dB) - level_dB;
  }

  /** NPR is a ratio of densities: intermodulation lies under the carrier as white noise. */
  #intermodulation({ points }: IntermodulationSource): number {
    const { hop } = this.#parameters;
    const { transmitter } = hop.direction === "downlink" ? hop.satellite : hop.ground;
    const backOff_dB = transmitter?.kind === "amplifier" ? transmitter.outputBackOff_dB : 0;
    const next = points.findIndex(({ outputBackOff_dB }) => outputBackOff_dB >= backOff_dB);
    if (points.length === 1 || next === 0) return points[0].npr_dB;
    if (next < 0) return points[points.length - 1].npr_dB;
    const [before, after] = [points[next - 1], points[next]];
    const part = (backOff_dB - before.outputBackOff_dB) / (after.outputBackOff_dB - before.outputBackOff_dB);
    return before.npr_dB + part * (after.npr_dB - before.npr_dB);
  }

  #harm(source: InterferenceSource): number {
    return this.#harm_dB.get(source) ?? 0;
  }
}

/** The formula of rain depolarisation ends short of the zenith: P.618-14, 4.1, is for up to 60 deg. */
const highestElevation_deg = 89.9;

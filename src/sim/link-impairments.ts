import { fromdB } from "../decibel.js";
import { dvbConstellation } from "../phy/dvb-constellation.js";
import { dvbModcodCode } from "../phy/dvb-modcod-code.js";
import { nrTransformSize } from "../phy/nr-transform-size.js";
import { PhaseScore } from "../phy/phase-score.js";
import { type ImpairedWaveform, type ImpairmentRatio, impairedSinr, impairmentRatios } from "../rf/impairment-ratio.js";
import type { ModemImpairments } from "../rf/modem-impairments.js";
import type { Scenario, Waveform } from "../scenario/scenario.js";

/** Ratios are worked out at whole steps of Es/N0 and kept: they move by less than 0.001 dB within one. */
const step_dB = 0.02;
/** EN 302 307-1, 5.5.3: 36 pilots in 1476 symbols. */
const pilotShare = 36 / 1476;

/** The impairments of a scenario as SINR equivalents, for each of its formats. */
export class LinkImpairments {
  readonly #impairments: ModemImpairments;
  readonly #waveform: Waveform;
  readonly #symbolRate_Hz: number;
  readonly #names: readonly string[];
  readonly #known = new Map<string, readonly ImpairmentRatio[]>();

  /** @param names of the formats, by their index */
  constructor({ waveform }: Scenario, impairments: ModemImpairments, symbolRate_Hz: number, names: readonly string[]) {
    this.#impairments = impairments;
    this.#waveform = waveform;
    this.#symbolRate_Hz = symbolRate_Hz;
    this.#names = names;
  }

  /** Carrier over each distortion. @param esn0_dB  without impairments */
  ratios(format: number, esn0_dB: number): readonly ImpairmentRatio[] {
    const step = Math.round(esn0_dB / step_dB);
    const key = `${format} ${step}`;
    const known = this.#known.get(key);
    if (known) return known;
    const snr = fromdB(step * step_dB);
    const ratios = impairmentRatios(this.#impairments, this.#impaired(format, snr), snr);
    this.#known.set(key, ratios);
    return ratios;
  }

  /** Es/(N0+I0) with the distortions, dB. */
  impaired_dB(ratios: readonly ImpairmentRatio[], esn0_dB: number): number {
    return 10 * Math.log10(impairedSinr(fromdB(esn0_dB), ratios));
  }

  #impaired(format: number, snr: number): ImpairedWaveform {
    if (this.#waveform.kind === "nr") {
      const { subcarrierSpacing_Hz } = this.#waveform;
      const bandwidth_Hz = this.#symbolRate_Hz;
      const size = nrTransformSize(bandwidth_Hz / (12 * subcarrierSpacing_Hz));
      return { kind: "ofdm", subcarrierSpacing_Hz, bandwidth_Hz, sampleRate_Hz: size * subcarrierSpacing_Hz };
    }
    const name = this.#names[format];
    const points = dvbConstellation(dvbModcodCode(name)?.constellation ?? "");
    if (!points) throw new RangeError(`LinkImpairments: no constellation of ${name}`);
    const pilots = this.#waveform.pilots ? pilotShare : 0;
    const phaseInformation = this.#impairments.phaseNoise
      ? 2 * snr * pilots + (1 - pilots) * new PhaseScore(points, snr).information
      : 0;
    return { kind: "single-carrier", symbolRate_Hz: this.#symbolRate_Hz, points, phaseInformation };
  }
}

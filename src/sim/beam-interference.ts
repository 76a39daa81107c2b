import type { SourceRatio } from "../budget/source-ratio.js";
import { type BeamPowers, beamPowers, emptyBeamPowers } from "../channel/beam-powers.js";
import { dB, fromdB } from "../decibel.js";
import { type GroundView, viewPlace } from "../geometry/satellite-frame.js";
import { slantRangeSpherical_m } from "../geometry/spherical-earth.js";
import { equalHarm_dB } from "../interference/spectrum.js";
import type { Beams } from "../scenario/beams.js";
import type { Scenario } from "../scenario/scenario.js";
import { type BeamLayout, beamLayout } from "./beam-layout.js";
import { linkWaveform } from "./link-waveform.js";
import type { SkyView } from "./sky.js";

/** Elevations for which earth-fixed layouts are made are so far apart; the ratio is linear in dB between them. */
const step_deg = 1;

/**
 * Co-channel interference of the satellite's other beams to the scenario's own link, over the pass.
 *
 * Earth-fixed cells: the site is the middle of the central cell. Satellite-fixed ones: the site is served by the beam that is
 * the strongest where it stands under the lattice, whose first axis points along the track.
 */
export class BeamInterference {
  readonly #scenario: Scenario;
  readonly #beams: Beams;
  readonly #harm_dB: number;
  /** By elevation in steps, of earth-fixed cells. */
  readonly #ratios_dB = new Map<number, number>();
  #altitude_m = Number.NaN;
  #still?: BeamLayout;

  constructor(scenario: Scenario, beams: Beams) {
    const { link, waveform } = scenario;
    this.#scenario = scenario;
    this.#beams = beams;
    const { filter } = linkWaveform(waveform, link);
    this.#harm_dB = equalHarm_dB({ kind: "carrier", offset_Hz: 0, ...filter }, filter, link.bandwidth_Hz);
  }

  at(view: SkyView): SourceRatio {
    const ratio_dB = this.#beams.cells.kind === "earthFixed" ? this.#earthFixed(view) : this.#satelliteFixed(view);
    return { name: "co-channel beams", kind: "beams", ci_dB: ratio_dB + this.#harm_dB };
  }

  #earthFixed(view: SkyView): number {
    if (Number.isNaN(this.#altitude_m)) {
      this.#altitude_m = beamLayout(this.#scenario, this.#beams, view).beams.frame.altitude_m;
    }
    const below = Math.min(Math.floor(view.elevation_deg / step_deg), 90 / step_deg - 1);
    const part = view.elevation_deg / step_deg - below;
    const [low_dB, high_dB] = [this.#atStep(below, view), this.#atStep(below + 1, view)];
    // A beam alone on its frequency has no interference to weigh.
    if (!(Number.isFinite(low_dB) && Number.isFinite(high_dB))) return Math.min(low_dB, high_dB);
    return (1 - part) * low_dB + part * high_dB;
  }

  #atStep(index: number, view: SkyView): number {
    const known = this.#ratios_dB.get(index);
    if (known !== undefined) return known;
    const elevation_deg = index * step_deg;
    const slantRange_m = slantRangeSpherical_m(this.#altitude_m, elevation_deg);
    const layout = beamLayout(this.#scenario, this.#beams, { ...view, elevation_deg, slantRange_m });
    const seen: GroundView = { u: 0, v: 0, w: 1, slantRange_m: 0, sinElevation: 1 };
    viewPlace(layout.beams.frame, layout.centre, seen);
    const ratio_dB = this.#ratio_dB(layout, seen);
    this.#ratios_dB.set(index, ratio_dB);
    return ratio_dB;
  }

  #satelliteFixed(view: SkyView): number {
    this.#still ??= beamLayout(this.#scenario, this.#beams, view);
    const [nadir, around] = [view.nadirAngle_deg, view.nadirAzimuth_deg].map(
      (angle_deg) => (angle_deg * Math.PI) / 180,
    );
    const [u, v] = [Math.sin(nadir) * Math.cos(around), Math.sin(nadir) * Math.sin(around)];
    return this.#ratio_dB(this.#still, { u, v, w: Math.cos(nadir), slantRange_m: view.slantRange_m, sinElevation: 1 });
  }

  #ratio_dB({ beams, field }: BeamLayout, view: GroundView): number {
    const powers: BeamPowers = emptyBeamPowers();
    beamPowers(beams, field, view, powers);
    const isolation = fromdB(-this.#beams.crossPolarIsolation_dB);
    return dB(powers.wanted / (powers.coChannel + isolation * powers.crossPolar));
  }
}

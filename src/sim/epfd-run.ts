import { antennaGain_dBi, peakGain_dBi } from "../antenna/antenna-gain.js";
import { dB } from "../decibel.js";
import { emptyStateVector, type StateVector } from "../geometry/ephemeris.js";
import { angleToArc_deg, geostationaryState } from "../geometry/geostationary.js";
import { lookAngles } from "../geometry/look-angles.js";
import { type GroundPoint, groundPoint } from "../geometry/wgs84.js";
import { type EpfdEmission, type EpfdVerdict, epfd_dBWm2, epfdVerdicts } from "../interference/epfd.js";
import { angleBetween_deg, groundGainTowards_dBi } from "../interference/ground-gain.js";
import { LeolinkError, type Warning } from "../leolink-error.js";
import type { GsoProtection } from "../scenario/gso-protection.js";
import type { Scenario } from "../scenario/scenario.js";
import { LinkModel } from "./link-model.js";

/** Equivalent power flux-density over a run; every array has `length` elements. */
export interface EpfdRun {
  readonly scenario: Scenario;
  readonly scenarioText: string;
  readonly protection: GsoProtection;
  readonly start_ms: number;
  readonly step_s: number;
  readonly length: number;
  /** -Infinity while nothing is sent. */
  readonly epfd_dBWm2: Float64Array;
  /** Between the serving satellite and the arc, as the site sees them; NaN without a satellite in service. */
  readonly arcAngle_deg: Float64Array;
  /** 1 where the link sends. */
  readonly sends: Uint8Array;
  readonly verdicts: readonly EpfdVerdict[];
  readonly warnings: readonly Warning[];
}

/**
 * Epfd of a scenario's link at the geostationary system that it is to protect, at every step of the run, and what the limits
 * say of it. The carrier's power counts at its density in the middle of the band, EIRP over the symbol rate.
 *
 * Down: the serving satellite sends its EIRP to the site, where the earth station stands; every other satellite of the shell
 * above the site's horizon sends what the scenario gives. Up: the terminal's antenna, pointing at its satellite, sends off
 * its axis to the geostationary one.
 *
 * @throws LeolinkError (`input`) without a section gsoProtection, or where the geostationary satellite is below the horizon
 */
export function epfdRun(scenario: Scenario, scenarioText: string): EpfdRun {
  const { gsoProtection: protection, site } = scenario;
  if (!protection) {
    throw new LeolinkError("input", [
      {
        message: "expected a section gsoProtection: the scenario protects no geostationary system",
        location: { file: scenario.title, path: "gsoProtection" },
      },
    ]);
  }
  const model = new LinkModel(scenario);
  const { start_ms, step_s, length } = model.span;
  const place = groundPoint(site, model.sky.ephemerides[0].earth);
  const gso = geostationaryState(protection.longitude_deg);
  const gsoLook = lookAngles(place, gso);
  if (!(gsoLook.elevation_deg > 0)) {
    throw new LeolinkError("input", [
      {
        message: `the geostationary satellite stands at ${gsoLook.elevation_deg.toFixed(2)} deg over ${site.name}, below the horizon`,
        location: { file: scenario.title, path: "gsoProtection.longitude" },
      },
    ]);
  }
  const density_dB = dB(Math.min(1, protection.referenceBandwidth_Hz / model.symbolRate_Hz));
  const epfd = new Float64Array(length);
  const arcAngle_deg = new Float64Array(length).fill(Number.NaN);
  const sends = new Uint8Array(length);
  for (let step = 0; step < length; step++) {
    const time_ms = start_ms + step * step_s * 1e3;
    const { view, signal } = model.stateAt(time_ms);
    const emissions: EpfdEmission[] = [];
    if (signal) {
      arcAngle_deg[step] = angleToArc_deg(place, view);
      if (!(arcAngle_deg[step] < protection.arcAvoidance_deg)) {
        sends[step] = 1;
        const { eirp_dBW, transmit } = signal.user;
        emissions.push(
          protection.victim.kind === "earthStation"
            ? {
                eirp_dBW: eirp_dBW + density_dB,
                distance_m: view.slantRange_m,
                relativeGain_dB: relativeGain_dB(scenario, protection, angleBetween_deg(gsoLook, view)),
              }
            : {
                eirp_dBW:
                  eirp_dBW -
                  transmit.gain_dBi +
                  groundGainTowards_dBi(scenario.terminal.antenna, scenario.link.carrier_Hz, view, gsoLook) +
                  dB(protection.victim.terminals) +
                  density_dB,
                distance_m: gsoLook.slantRange_m,
                relativeGain_dB: relativeGain_dB(scenario, protection, offBeam_deg(protection, place, gso)),
              },
        );
      }
    }
    emissions.push(...otherSatellites(scenario, protection, model, time_ms, view.satellite, place, density_dB));
    epfd[step] = epfd_dBWm2(emissions);
  }
  return {
    scenario,
    scenarioText,
    protection,
    start_ms,
    step_s,
    length,
    epfd_dBWm2: epfd,
    arcAngle_deg,
    sends,
    verdicts: epfdVerdicts(epfd, protection.mask),
    warnings: model.warnings,
  };
}

/** Gain of the victim's antenna at an angle from its axis over its largest gain. */
function relativeGain_dB({ link }: Scenario, { victim: { pattern } }: GsoProtection, angle_deg: number): number {
  return antennaGain_dBi(pattern, link.carrier_Hz, angle_deg) - peakGain_dBi(pattern, link.carrier_Hz);
}

/** At the geostationary satellite, between the site and the place that its beam points at. */
function offBeam_deg({ victim }: GsoProtection, place: GroundPoint, gso: StateVector): number {
  if (victim.kind === "earthStation") return 0;
  const target = groundPoint({ latitude_deg: victim.latitude_deg, longitude_deg: victim.longitude_deg, altitude_m: 0 });
  const [a, b] = [place, target].map(({ x_m, y_m, z_m }) => [x_m - gso.x_m, y_m - gso.y_m, z_m - gso.z_m]);
  const cross = Math.hypot(a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]);
  return (Math.atan2(cross, a[0] * b[0] + a[1] * b[1] + a[2] * b[2]) * 180) / Math.PI;
}

function otherSatellites(
  scenario: Scenario,
  protection: GsoProtection,
  model: LinkModel,
  time_ms: number,
  serving: number,
  place: GroundPoint,
  density_dB: number,
): EpfdEmission[] {
  const { otherSatellitesEirp_dBW } = protection;
  if (otherSatellitesEirp_dBW === undefined) return [];
  const gso = lookAngles(place, geostationaryState(protection.longitude_deg));
  const state = emptyStateVector();
  return model.sky.ephemerides.flatMap((ephemeris, index): EpfdEmission[] => {
    if (index === serving) return [];
    ephemeris.at(time_ms, state);
    const look = lookAngles(place, state);
    if (look.elevation_deg <= 0) return [];
    return [
      {
        eirp_dBW: otherSatellitesEirp_dBW + density_dB,
        distance_m: look.slantRange_m,
        relativeGain_dB: relativeGain_dB(scenario, protection, angleBetween_deg(gso, look)),
      },
    ];
  });
}

import { type Ephemeris, emptyStateVector } from "../../geometry/ephemeris.js";
import { lookAngles } from "../../geometry/look-angles.js";
import { passes } from "../../geometry/passes.js";
import { Sgp4Orbit } from "../../geometry/sgp4-orbit.js";
import {
  circularOrbitDoppler_Hz,
  circularOrbitDopplerRate_Hzs,
  nadirAngleSpherical_deg,
  slantRangeSpherical_m,
} from "../../geometry/spherical-earth.js";
import { type GeodeticPosition, groundPoint } from "../../geometry/wgs84.js";
import { caseNumber, caseText } from "../case-input.js";
import type { CaseValue, ValidationModel } from "../validation-model.js";

type Input = Readonly<Record<string, CaseValue>>;

/** Validation models of orbits, look angles, passes and Doppler. */
export const geometryModels: readonly ValidationModel[] = [
  {
    name: "geometry.circularOrbitDoppler",
    inputs: ["frequency_GHz", "altitude_km", "elevation_deg"],
    outputs: ["doppler_Hz"],
    evaluate: (input) => ({
      doppler_Hz: circularOrbitDoppler_Hz(
        caseNumber(input, "frequency_GHz") * 1e9,
        caseNumber(input, "altitude_km") * 1e3,
        caseNumber(input, "elevation_deg"),
      ),
    }),
  },
  {
    name: "geometry.circularOrbitDopplerRate",
    inputs: ["frequency_GHz", "altitude_km"],
    outputs: ["dopplerRate_Hzs"],
    evaluate: (input) => ({
      dopplerRate_Hzs: circularOrbitDopplerRate_Hzs(
        caseNumber(input, "frequency_GHz") * 1e9,
        caseNumber(input, "altitude_km") * 1e3,
      ),
    }),
  },
  {
    name: "geometry.sphericalSlantRange",
    inputs: ["altitude_km", "elevation_deg"],
    outputs: ["slantRange_km", "nadirAngle_deg"],
    evaluate: (input) => {
      const altitude_m = caseNumber(input, "altitude_km") * 1e3;
      const elevation_deg = caseNumber(input, "elevation_deg");
      return {
        slantRange_km: slantRangeSpherical_m(altitude_m, elevation_deg) / 1e3,
        nadirAngle_deg: nadirAngleSpherical_deg(altitude_m, elevation_deg),
      };
    },
  },
  {
    name: "geometry.tleLookAngles",
    inputs: ["tle1", "tle2", "time_utc", "latitude_deg", "longitude_deg", "altitude_m"],
    outputs: ["azimuth_deg", "elevation_deg", "slantRange_km", "rangeRate_ms"],
    evaluate: (input) => {
      const satellite = emptyStateVector();
      orbit(input).at(time_ms(input, "time_utc"), satellite);
      const { azimuth_deg, elevation_deg, slantRange_m, rangeRate_ms } = lookAngles(
        groundPoint(site(input)),
        satellite,
      );
      return { azimuth_deg, elevation_deg, slantRange_km: slantRange_m / 1e3, rangeRate_ms };
    },
  },
  {
    name: "geometry.passes",
    inputs: [
      "tle1",
      "tle2",
      "start_utc",
      "window_h",
      "minElevation_deg",
      "latitude_deg",
      "longitude_deg",
      "altitude_m",
      "pass",
    ],
    outputs: ["rise_s", "duration_s", "maxElevation_deg"],
    evaluate: (input) => {
      const start_ms = time_ms(input, "start_utc");
      const window_s = caseNumber(input, "window_h") * 3600;
      const found = passes(orbit(input), site(input), start_ms, window_s, caseNumber(input, "minElevation_deg"));
      // The n-th pass counts those that rise within the window; one in progress at its start is not among them.
      const risen = found.filter((pass) => pass.rise_ms > start_ms);
      const index = caseNumber(input, "pass");
      const pass = risen[index - 1];
      if (pass === undefined) {
        throw new RangeError(`pass: expected 1 to ${risen.length}, found ${index}`);
      }
      return {
        rise_s: (pass.rise_ms - start_ms) / 1e3,
        duration_s: pass.duration_s,
        maxElevation_deg: pass.maxElevation_deg,
      };
    },
  },
];

function orbit(input: Input): Ephemeris {
  return new Sgp4Orbit(caseText(input, "tle1"), caseText(input, "tle2"));
}

function site(input: Input): GeodeticPosition {
  return {
    latitude_deg: caseNumber(input, "latitude_deg"),
    longitude_deg: caseNumber(input, "longitude_deg"),
    altitude_m: caseNumber(input, "altitude_m"),
  };
}

/** A time in UTC, as ISO 8601 with Z; a text without a zone would mean the machine's own. */
function time_ms(input: Input, column: string): number {
  const value = caseText(input, column);
  const parsed_ms = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z$/.test(value)
    ? Date.parse(value)
    : Number.NaN;
  if (Number.isFinite(parsed_ms)) return parsed_ms;
  throw new RangeError(`${column}: expected UTC as 2025-12-01T00:08:00Z, found "${value}"`);
}

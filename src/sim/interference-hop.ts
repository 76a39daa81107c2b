import type { Hop } from "../budget/hop.js";
import { type Ephemeris, emptyStateVector } from "../geometry/ephemeris.js";
import { lookAngles } from "../geometry/look-angles.js";
import { Sgp4Orbit } from "../geometry/sgp4-orbit.js";
import { walkerShell } from "../geometry/walker-shell.js";
import { groundPoint } from "../geometry/wgs84.js";
import { type Constellation, InterferenceModel, type VisibleSatellite } from "../interference/interference-model.js";
import type { InterferenceSource } from "../interference/interference-source.js";
import type { InterferingConstellation } from "../scenario/interference.js";
import type { Orbit, Scenario, Site } from "../scenario/scenario.js";
import { linkWaveform } from "./link-waveform.js";

/** The sources of interference of a scenario's user link; undefined where it has none. */
export function userInterference(scenario: Scenario, hop: Hop): InterferenceModel | undefined {
  const { interference, waveform, link, propagation, site, orbit } = scenario;
  if (!interference || interference.length === 0) return undefined;
  const constellations: Constellation[] = [];
  const sources = interference.map((source): InterferenceSource => {
    if (source.kind !== "satellites") return source;
    const { constellation, ...rest } = source;
    constellations.push(constellationOf(constellation, orbit, site));
    return { ...rest, constellation: constellations.length - 1 };
  });
  return new InterferenceModel({
    sources,
    hop: hop.parameters,
    filter: linkWaveform(waveform, link).filter,
    constellations,
    condition: propagation.condition,
  });
}

/** The satellites above the horizon of a site, without the one that serves. */
function constellationOf(constellation: InterferingConstellation, own: Orbit, site: Site): Constellation {
  const ephemerides = ephemeridesOf(constellation, own);
  if (ephemerides.length === 0) return () => [];
  const place = groundPoint(site, ephemerides[0].earth);
  const state = emptyStateVector();
  const [upX, upY, upZ] = place.up;
  const isOwn = constellation.kind === "ownShell";
  return (time_ms, serving) => {
    const visible: VisibleSatellite[] = [];
    for (let index = 0; index < ephemerides.length; index++) {
      if (isOwn && index === serving) continue;
      ephemerides[index].at(time_ms, state);
      const above_m = (state.x_m - place.x_m) * upX + (state.y_m - place.y_m) * upY + (state.z_m - place.z_m) * upZ;
      if (above_m <= 0) continue;
      const { azimuth_deg, elevation_deg, slantRange_m } = lookAngles(place, state);
      visible.push({ azimuth_deg, elevation_deg, slantRange_m });
    }
    return visible;
  };
}

function ephemeridesOf(constellation: InterferingConstellation, own: Orbit): readonly Ephemeris[] {
  switch (constellation.kind) {
    case "shell":
      return walkerShell(constellation);
    case "ownShell":
      return own.kind === "shell" ? walkerShell(own) : [];
    case "elements": {
      // The wanted satellite may stand in the file: it does not interfere with itself.
      const ownNumber = own.kind === "tle" ? own.line2.slice(2, 7) : "";
      return constellation.satellites
        .filter(({ line2 }) => line2.slice(2, 7) !== ownNumber)
        .map(({ line1, line2 }) => new Sgp4Orbit(line1, line2));
    }
  }
}

import { beamSpacing, hexagonalLattice } from "../antenna/beam-lattice.js";
import { beamwidth_deg } from "../antenna/beamwidth.js";
import { type BeamField, beamField } from "../channel/beam-field.js";
import { type BeamSet, beamCentres, beamSet, steeredBeams } from "../channel/beam-set.js";
import { groundPlace, placeAtElevation, type UnitVector } from "../geometry/satellite-frame.js";
import { nadirAngleSpherical_deg } from "../geometry/spherical-earth.js";
import { LeolinkError } from "../leolink-error.js";
import { sphericalEarthRadius_m } from "../physics.js";
import type { Beams } from "../scenario/beams.js";
import type { Scenario } from "../scenario/scenario.js";
import type { SkyView } from "./sky.js";

/** A scenario's beams at one moment. */
export interface BeamLayout {
  readonly beams: BeamSet;
  readonly field: BeamField;
  /** The place that the central beam looks at. */
  readonly centre: UnitVector;
  /** Of neighbouring beams, in direction cosines (earth-fixed: as from the zenith). */
  readonly spacing: number;
}

/**
 * The beams of a scenario's satellite where it stands over the site.
 *
 * The Earth is the sphere of 6371 km; the altitude is that from which the site sees the satellite at its elevation and range.
 * Earth-fixed cells are those of the lattice of a satellite at the site's zenith; they are carried along to where the
 * satellite stands, the site at the centre.
 *
 * @throws LeolinkError (`input`) for a layout that does not fit the Earth, or an antenna without a beam
 */
export function beamLayout(scenario: Scenario, layout: Beams, view: SkyView): BeamLayout {
  const frame = { altitude_m: altitudeOf_m(view) };
  const { pattern } = scenario.satellite.antenna;
  const { carrier_Hz } = scenario.link;
  const spacing = layout.spacing === "halfPower" ? halfPowerSpacing(scenario) : layout.spacing;
  const { cells } = layout;
  const u =
    cells.kind === "satelliteFixed"
      ? Math.sin((nadirAngleSpherical_deg(frame.altitude_m, cells.elevation_deg) * Math.PI) / 180)
      : 0;
  const lattice = latticeOf(scenario, layout, spacing, u);
  const still = beamSet({
    frame,
    lattice,
    reuse: layout.reuse,
    innerTiers: layout.innerTiers,
    litTiers: layout.innerTiers + layout.outerTiers,
    powerOffsets: layout.powerOffsets,
  });
  const centre = groundPlace(frame, u, 0);
  if (!centre) throw doesNotFit(scenario, "the central beam misses the Earth");
  if (cells.kind === "satelliteFixed") {
    checkScan(scenario, still);
    return { beams: still, field: beamField(pattern, carrier_Hz, still), centre, spacing };
  }
  const beams = steeredBeams(still, carriedAlong(scenario, beamCentres(still), view));
  checkScan(scenario, beams);
  return {
    beams,
    field: beamField(pattern, carrier_Hz, beams),
    centre: placeAtElevation(frame, view.elevation_deg),
    spacing,
  };
}

/** Altitude over the sphere from which a place sees a satellite at an elevation and slant range. */
function altitudeOf_m({ elevation_deg, slantRange_m }: SkyView): number {
  const earth_m = sphericalEarthRadius_m;
  const sine = Math.sin((elevation_deg * Math.PI) / 180);
  return Math.sqrt(earth_m ** 2 + slantRange_m ** 2 + 2 * earth_m * slantRange_m * sine) - earth_m;
}

function halfPowerSpacing(scenario: Scenario): number {
  const { pattern } = scenario.satellite.antenna;
  const width_deg = beamwidth_deg(pattern, scenario.link.carrier_Hz);
  if (width_deg === undefined) {
    throw new LeolinkError("input", [
      {
        message: `expected a spacing in direction cosines: the satellite's ${pattern.kind} has no 3 dB beamwidth`,
        location: { file: scenario.title, path: "beams.spacing" },
      },
    ]);
  }
  return beamSpacing(width_deg);
}

function latticeOf(scenario: Scenario, { innerTiers, outerTiers }: Beams, spacing: number, u: number) {
  try {
    // Without outer beams a ring of dark ones ends the outermost cells.
    return hexagonalLattice(innerTiers + Math.max(1, outerTiers), spacing, { u, v: 0 });
  } catch (error) {
    if (error instanceof RangeError) throw doesNotFit(scenario, error.message);
    throw error;
  }
}

/** Cells below the satellite, turned around the Earth's centre to the site. */
function carriedAlong(scenario: Scenario, cells: readonly (UnitVector | undefined)[], view: SkyView): UnitVector[] {
  const [sine, , cosine] = placeAtElevation({ altitude_m: altitudeOf_m(view) }, view.elevation_deg);
  return cells.map((cell) => {
    if (!cell) throw doesNotFit(scenario, "a cell lies beyond the horizon of a satellite at the site's zenith");
    const [x, y, z] = cell;
    return [x * cosine + z * sine, y, z * cosine - x * sine];
  });
}

/** An array makes no beam beyond its scan limit. */
function checkScan(scenario: Scenario, { w, isLit }: BeamSet): void {
  const { pattern } = scenario.satellite.antenna;
  if (pattern.kind !== "planarArray") return;
  const widest_deg = (Math.acos(Math.min(...w.filter((_, beam) => isLit[beam]))) * 180) / Math.PI;
  if (widest_deg <= pattern.scanLimit_deg) return;
  throw doesNotFit(
    scenario,
    `a beam is steered to ${widest_deg.toFixed(1)} deg, beyond the array's scan limit of ${pattern.scanLimit_deg} deg`,
  );
}

function doesNotFit({ title }: Scenario, reason: string): LeolinkError {
  return new LeolinkError("input", [
    {
      message: `the beams do not fit the Earth: ${reason}`,
      location: { file: title, path: "beams" },
      hint: "fewer tiers, or a narrower spacing",
    },
  ]);
}

import { equivalentAperture } from "../antenna/equivalent-aperture.js";
import { Hop } from "../budget/hop.js";
import type { AttenuationModel } from "../budget/hop-path.js";
import type { Interference, Polarisation, Station } from "../budget/station.js";
import { slantPathModel } from "../propagation/slant-path.js";
import { tr38811ClutterLoss_dB } from "../propagation/tr38811.js";
import type { Propagation, Scenario, Site } from "../scenario/scenario.js";
import { attenuationSources } from "./attenuation-sources.js";

/** A scenario's hops: the user link, and the feeder link of a transparent payload with its gateway. */
export function scenarioHops(scenario: Scenario): {
  readonly user: Hop;
  readonly feeder?: { readonly hop: Hop; readonly site: Site };
} {
  const { link, propagation, satellite, terminal, site } = scenario;
  const { direction, bandwidth_Hz, payload } = link;
  const user = hop({ name: "user link", ...link, ground: terminal, satellite }, site, propagation);
  if (payload.kind === "regenerative") return { user };
  const { feeder } = payload;
  return {
    user,
    feeder: {
      site: feeder.gatewaySite,
      hop: hop(
        {
          name: "feeder link",
          direction: direction === "downlink" ? "uplink" : "downlink",
          bandwidth_Hz,
          ...feeder,
          ground: feeder.gateway,
        },
        feeder.gatewaySite,
        // A gateway is sited clear of obstacles: clutter and shadowing are the terminal's.
        { ...propagation, clutter: "none", shadowing_dB: 0 },
      ),
    },
  };
}

interface HopDescription {
  readonly name: "user link" | "feeder link";
  readonly direction: "downlink" | "uplink";
  readonly carrier_Hz: number;
  readonly bandwidth_Hz: number;
  readonly polarisation: Polarisation;
  readonly interference: Interference;
  readonly ground: Station;
  readonly satellite: Station;
}

function hop(description: HopDescription, site: Site, propagation: Propagation): Hop {
  const { name, direction, carrier_Hz, bandwidth_Hz, polarisation, interference, ground, satellite } = description;
  const { clutter } = propagation;
  const frequency_GHz = carrier_Hz / 1e9;
  return new Hop({
    name,
    direction,
    carrier_Hz,
    bandwidth_Hz,
    polarisation,
    interference,
    ground,
    satellite,
    shadowing_dB: propagation.shadowing_dB,
    clutterLoss_dB:
      clutter === "none" ? () => 0 : (elevation_deg) => tr38811ClutterLoss_dB(clutter, frequency_GHz, elevation_deg),
    attenuation: attenuationModel(description, site, propagation),
  });
}

function attenuationModel(
  { carrier_Hz, polarisation, ground }: HopDescription,
  { latitude_deg, altitude_m, climate }: Site,
  propagation: Propagation,
): AttenuationModel {
  const { gas, rain, cloud, scintillation, condition } = propagation;
  const model = slantPathModel({
    frequency_GHz: carrier_Hz / 1e9,
    tilt_deg: polarisation.tilt_deg,
    site: { latitude_deg, altitude_km: altitude_m / 1e3 },
    climate,
    antenna: equivalentAperture(ground.antenna.pattern, carrier_Hz),
    models: { gas, rain, cloud, scintillation },
    condition,
  });
  return { at: (elevation_deg) => model.at(elevation_deg), sources: attenuationSources(propagation) };
}

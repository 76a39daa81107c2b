import { ntnClusterProfile } from "../channel/cluster-profile.js";
import { clusterScaling } from "../channel/fading-channel.js";
import type { FadingSpec } from "../channel/fading-spec.js";
import { largeScaleBand } from "../channel/median-large-scale.js";
import type { Warning } from "../leolink-error.js";
import type { Scenario } from "./scenario.js";

/** Models whose line of sight is shadowed already. */
const shadowed: readonly FadingSpec["kind"][] = ["shadowedRician", "loo", "lmsTwoState", "largeScale"];

/** Carriers, GHz, near which the tables of TR 38.811, 6.7.2, hold: S band is 2 to 4 GHz, Ka band about 20 and 30 GHz. */
const tableBands_GHz = [
  [1.9, 4],
  [17, 40],
] as const;
const leastTable_deg = 10;

/** What the reader of a fading link's figures must know. */
export function channelWarnings(scenario: Scenario): Warning[] {
  const { channel } = scenario;
  if (!channel) return [];
  return [...shadowedTwice(channel, scenario), ...tables(channel, scenario), ...profile(channel, scenario)];
}

function shadowedTwice({ kind }: FadingSpec, { propagation: { clutter, shadowing_dB } }: Scenario): Warning[] {
  if (!shadowed.includes(kind) || (clutter === "none" && shadowing_dB === 0)) return [];
  const twice = [
    ...(clutter === "none" ? [] : ["propagation.clutter"]),
    ...(shadowing_dB === 0 ? [] : ["propagation.shadowing"]),
  ];
  return [
    {
      source: "channel",
      message: `the channel model shadows the line of sight and so does ${twice.join(" and ")}: the loss counts twice`,
    },
  ];
}

/** Where the tables of surroundings are read outside what they are for. */
function tables(channel: FadingSpec, { link: { carrier_Hz }, site }: Scenario): Warning[] {
  const surroundings =
    channel.kind === "largeScale"
      ? { environment: channel.environment, least_deg: site.minimumElevation_deg }
      : "spread" in channel && "surroundings" in channel.spread
        ? { environment: channel.spread.surroundings, least_deg: channel.spread.elevation_deg }
        : undefined;
  if (!surroundings) return [];
  const source = "3GPP TR 38.811, 6.7.2";
  const band = largeScaleBand(carrier_Hz);
  const found: Warning[] = [];
  if (!tableBands_GHz.some(([low, high]) => carrier_Hz >= low * 1e9 && carrier_Hz <= high * 1e9)) {
    found.push({
      source,
      message: `the tables are for 2 to 4 GHz and about 20 and 30 GHz; those of the ${band} band are taken at ${carrier_Hz / 1e9} GHz`,
    });
  }
  if (surroundings.least_deg < leastTable_deg) {
    const message = `the tables begin at ${leastTable_deg} deg of elevation, whose row is taken below it`;
    found.push({ source, message });
  }
  if (surroundings.environment === "rural" && band === "Ka") {
    const message = "rural, Ka band: read from one public source; cross-correlations are those of the S band";
    found.push({ source, message });
  }
  return found;
}

function profile(channel: FadingSpec, { link: { carrier_Hz } }: Scenario): readonly Warning[] {
  if (channel.kind !== "clusteredDelayLine") return [];
  return ntnClusterProfile(channel.profile, clusterScaling(channel, carrier_Hz)).warnings;
}

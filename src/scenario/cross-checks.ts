import { antennaGain_dBi } from "../antenna/antenna-gain.js";
import type { Station } from "../budget/station.js";
import { hasLineOfSightRay } from "../channel/cluster-profile.js";
import { ntnTdlProfiles } from "../channel/tapped-delay-line.data.js";
import { LeolinkError } from "../leolink-error.js";
import { symbolRate_Hz } from "../phy/dvb-s2x.js";
import { activeRanges, requiredClimate, type SlantPathClimate } from "../propagation/slant-path-parameters.js";
import { tr38811Range } from "../propagation/tr38811.js";
import type { CrossProblem } from "./cross-problem.js";
import { nrProblems } from "./nr-problems.js";
import type { ScenarioParts } from "./partial-scenario.js";
import { receiverProblems } from "./receiver-checks.js";
import type { Propagation, Site } from "./scenario.js";
import type { ScenarioPath } from "./scenario-document.js";
import { formatNames } from "./waveform-formats.js";

/** The part of what the user wrote that a default would hide. */
export interface RawScenario {
  readonly site?: { readonly climate?: Readonly<Record<string, unknown>> };
  readonly link?: { readonly payload?: unknown };
  readonly receiver?: unknown;
}

/** P.618-14 gives rain attenuation for up to 5 % of the year. */
const leastRainAvailability_pct = 95;
/** Lowest symbol rate of a DVB-S2 demodulator that is worth a simulation; a unit mistake lies below. */
const leastSymbolRate_Hz = 1000;

/** What is wrong between parts of a scenario that are each right by themselves; parts that are not are left out. */
export function crossProblems(parts: ScenarioParts, raw: RawScenario): CrossProblem[] {
  return [
    ...endProblems(parts),
    ...weatherProblems(parts, raw),
    ...antennaProblems(parts),
    ...waveformProblems(parts),
    ...nrProblems(parts),
    ...trafficProblems(parts),
    ...orbitProblems(parts),
    ...beamProblems(parts),
    ...interferenceProblems(parts),
    ...protectionProblems(parts),
    ...channelProblems(parts),
    ...receiverProblems(parts, raw.receiver !== undefined),
  ];
}

/** The transmitting end of each hop needs a transmitter, the receiving end a receiver. */
function endProblems({ link, satellite, terminal }: ScenarioParts): CrossProblem[] {
  if (!link) return [];
  const isDown = link.direction === "downlink";
  const hop = isDown ? "downlink" : "uplink";
  const problems = [
    ...missingPart(isDown ? satellite : terminal, "transmitter", [isDown ? "satellite" : "terminal"], hop),
    ...missingPart(isDown ? terminal : satellite, "receiver", [isDown ? "terminal" : "satellite"], hop),
  ];
  if (link.payload.kind === "regenerative") return problems;
  const { feeder } = link.payload;
  const place = ["link", "payload", "transparent"];
  const [sender, listener] = isDown ? (["gateway", "satellite"] as const) : (["satellite", "gateway"] as const);
  return [
    ...problems,
    ...missingPart(feeder[sender], "transmitter", [...place, sender], "feeder link"),
    ...missingPart(feeder[listener], "receiver", [...place, listener], "feeder link"),
  ];
}

function missingPart(
  station: Station | undefined,
  part: "transmitter" | "receiver",
  path: ScenarioPath,
  hop: string,
): CrossProblem[] {
  if (!station || station[part]) return [];
  return [
    {
      path,
      message: `expected a ${part}: this end ${part === "transmitter" ? "sends" : "receives"} on the ${hop}, found none`,
    },
  ];
}

function weatherProblems({ link, propagation, site }: ScenarioParts, raw: RawScenario): CrossProblem[] {
  if (!propagation) return [];
  const { condition, rain } = propagation;
  const problems: CrossProblem[] = [];
  if (condition.kind === "availability" && rain === "p618" && condition.availability_pct < leastRainAvailability_pct) {
    problems.push({
      path: ["propagation", "condition", "availability"],
      message: `expected 95 % to 99.999 % with rain: p618 (ITU-R P.618-14, 2.2.1.1), found ${condition.availability_pct} %`,
      hint: "rain: none allows 50 % and more",
    });
  }
  if (site) problems.push(...missingClimate(propagation, site, raw.site?.climate, ["site", "climate"]));
  if (!link) return problems;
  problems.push(...carrierRange(propagation, link.carrier_Hz, ["link", "carrier"]));
  if (link.payload.kind === "regenerative") return problems;
  const { carrier_Hz, gatewaySite } = link.payload.feeder;
  const place = ["link", "payload", "transparent"];
  const transparent = (raw.link?.payload as { transparent?: { gatewaySite?: { climate?: Record<string, unknown> } } })
    ?.transparent;
  const climatePath = [...place, "gatewaySite", "climate"];
  return [
    ...problems,
    // A gateway is sited clear of obstacles.
    ...carrierRange({ ...propagation, clutter: "none" }, carrier_Hz, [...place, "carrier"]),
    ...missingClimate(propagation, gatewaySite, transparent?.gatewaySite?.climate, climatePath),
  ];
}

/** Every model in play covers the carrier. */
function carrierRange(propagation: Propagation, carrier_Hz: number, path: ScenarioPath): CrossProblem[] {
  const frequency_GHz = carrier_Hz / 1e9;
  const ranges = new Set(activeRanges(propagation, propagation.condition));
  if (propagation.clutter !== "none") ranges.add(tr38811Range);
  return [...ranges].flatMap(({ source, frequency_GHz: range }) => {
    if (!range || (frequency_GHz >= range[0] && frequency_GHz <= range[1])) return [];
    return [
      {
        path,
        message: `expected ${range[0]} GHz to ${range[1]} GHz, the range of ${source}, found ${frequency_GHz} GHz`,
        hint: "choose another model, or none",
      },
    ];
  });
}

/** The climate holds what the models in play need. */
function missingClimate(
  propagation: Propagation,
  { name }: Site,
  climate: Readonly<Record<string, unknown>> | undefined,
  path: ScenarioPath,
): CrossProblem[] {
  return requiredClimate(propagation, propagation.condition)
    .map(climateKey)
    .filter((key) => climate?.[key] === undefined)
    .map((key) => ({
      path,
      message: `expected ${key}, which the chosen propagation models need at ${name}, found none`,
    }));
}

/** `rainRate001_mmh` is `rainRate001` in the scenario. */
function climateKey(key: keyof SlantPathClimate): string {
  return key.replace(/_.*$/, "");
}

/** A pattern that its own model cannot make, e.g. a mask of S.465 above a peak gain below its side lobes. */
function antennaProblems({ link, satellite, terminal }: ScenarioParts): CrossProblem[] {
  if (!link) return [];
  const place = ["link", "payload", "transparent"];
  const { carrier_Hz, payload } = link;
  return [
    ...patternProblems(satellite, carrier_Hz, ["satellite", "antenna"]),
    ...patternProblems(terminal, carrier_Hz, ["terminal", "antenna"]),
    ...(payload.kind === "regenerative"
      ? []
      : [
          ...patternProblems(payload.feeder.gateway, payload.feeder.carrier_Hz, [...place, "gateway", "antenna"]),
          ...patternProblems(payload.feeder.satellite, payload.feeder.carrier_Hz, [...place, "satellite", "antenna"]),
        ]),
  ];
}

function patternProblems(station: Station | undefined, carrier_Hz: number, path: ScenarioPath): CrossProblem[] {
  if (!station) return [];
  const { pattern } = station.antenna;
  try {
    antennaGain_dBi(pattern, carrier_Hz, 0);
    return [];
  } catch (error) {
    if (!(error instanceof LeolinkError)) throw error;
    return error.problems.map(({ message, hint }) => ({
      path: [...path, pattern.kind],
      message,
      ...(hint && { hint }),
    }));
  }
}

function waveformProblems({ waveform, link, mac }: ScenarioParts): CrossProblem[] {
  const problems: CrossProblem[] = [];
  if (waveform?.kind === "dvbS2x" && link) {
    const rate_Hz = symbolRate_Hz(link.bandwidth_Hz, waveform.rollOff);
    if (!(rate_Hz >= leastSymbolRate_Hz)) {
      problems.push({
        path: ["link", "bandwidth"],
        message: `expected a symbol rate of at least ${leastSymbolRate_Hz} Bd, found ${rate_Hz.toPrecision(4)} Bd`,
      });
    }
  }
  if (link && !(link.bandwidth_Hz < link.carrier_Hz)) {
    problems.push({ path: ["link", "bandwidth"], message: "expected a bandwidth below the carrier frequency" });
  }
  const mode = mac?.adaptation.mode;
  if (waveform && mode?.kind === "fixed" && !formatNames(waveform).includes(mode.modcod)) {
    const list = waveform.kind === "nr" ? "an MCS of waveform.nr.mcs" : "a MODCOD of waveform.dvbS2x.modcods";
    problems.push({
      path: ["mac", "adaptation", "mode", "fixed"],
      message: `expected ${list}, found ${mode.modcod}`,
    });
  }
  return problems;
}

/** A packet that does not fit into the queue would be lost in silence. */
function trafficProblems({ mac }: ScenarioParts): CrossProblem[] {
  if (!mac) return [];
  const { traffic, queue } = mac;
  const { packetSize } = traffic;
  const largest_bit =
    packetSize.kind === "fixed"
      ? packetSize.size_bit
      : packetSize.kind === "empirical"
        ? Math.max(...packetSize.sizes_bit)
        : packetSize.mean_bit;
  if (largest_bit <= queue.capacity_bit) return [];
  return [
    {
      path: ["mac", "queue", "capacity"],
      message: `expected room for a packet of ${largest_bit} bit, found ${queue.capacity_bit} bit`,
    },
  ];
}

/** A K-factor is that of a line of sight. */
function channelProblems({ channel }: ScenarioParts): CrossProblem[] {
  if (channel?.kind !== "tappedDelayLine" && channel?.kind !== "clusteredDelayLine") return [];
  const hasLineOfSight =
    channel.kind === "tappedDelayLine"
      ? ntnTdlProfiles[channel.profile].hasLineOfSight
      : hasLineOfSightRay(channel.profile);
  if (hasLineOfSight || channel.kFactor_dB === undefined) return [];
  const message = `expected none with ${channel.profile}, which has no line of sight`;
  return [{ path: ["channel", "kFactor"], message }];
}

/** The protected end lies on the side that the link sends to. */
function protectionProblems({ gsoProtection, link, orbit }: ScenarioParts): CrossProblem[] {
  if (!gsoProtection) return [];
  const problems: CrossProblem[] = [];
  const { victim, otherSatellitesEirp_dBW } = gsoProtection;
  const isDown = link?.direction === "downlink";
  if (link && isDown !== (victim.kind === "earthStation")) {
    const message = `expected ${isDown ? "an earthStation, which a downlink reaches" : "a satellite, which an uplink reaches"}, found ${victim.kind}`;
    problems.push({ path: ["gsoProtection", "victim"], message });
  }
  if (orbit?.kind === "fixed") {
    const message = "expected an orbit that has a date: a fixed geometry has no longitude to the arc";
    problems.push({ path: ["gsoProtection"], message });
  }
  if (otherSatellitesEirp_dBW !== undefined && (!isDown || (orbit && orbit.kind !== "shell"))) {
    const message = "expected none: other satellites are those of a shell, on a downlink";
    problems.push({ path: ["gsoProtection", "otherSatellitesEirp"], message });
  }
  return problems;
}

/** What a source of interference asks of the link. */
function interferenceProblems({ interference, link, orbit, satellite, terminal }: ScenarioParts): CrossProblem[] {
  const problems: CrossProblem[] = [];
  for (const [index, source] of (interference ?? []).entries()) {
    const path = ["interference", String(index)];
    const isDown = link?.direction === "downlink";
    if ((source.kind === "satellites" || source.kind === "terrestrial") && link && !isDown) {
      problems.push({ path, message: `expected a downlink: ${source.kind} reach the terminal's antenna` });
    }
    if (source.kind === "satellites" && source.constellation.kind === "ownShell" && orbit && orbit.kind !== "shell") {
      const message = `expected a scenario with a shell, found ${orbit.kind}`;
      problems.push({ path: [...path, "constellation"], message });
    }
    if (source.kind === "satellites" && orbit?.kind === "fixed") {
      problems.push({ path, message: "expected an orbit that has a date: a fixed geometry has no time" });
    }
    if (source.kind !== "intermodulation" || source.points.length === 1) continue;
    const transmitter = (isDown ? satellite : terminal)?.transmitter;
    const [first, last] = [source.points[0].outputBackOff_dB, source.points[source.points.length - 1].outputBackOff_dB];
    if (transmitter?.kind === "eirp") {
      problems.push({ path, message: "expected one point: the transmitter is given by its EIRP, without a back-off" });
    } else if (transmitter && !(transmitter.outputBackOff_dB >= first && transmitter.outputBackOff_dB <= last)) {
      const message = `expected points around the back-off of ${transmitter.outputBackOff_dB} dB, found ${first} to ${last} dB`;
      problems.push({ path: [...path, "points"], message });
    }
  }
  return problems;
}

/** Beams are of the downlink; the pattern must have a beam, and what is given must name a beam that is there. */
function beamProblems({ beams, link, satellite }: ScenarioParts): CrossProblem[] {
  if (!beams) return [];
  const problems: CrossProblem[] = [];
  const problem = (path: ScenarioPath, message: string, hint?: string) =>
    problems.push({ path: ["beams", ...path], message, ...(hint && { hint }) });
  if (link?.direction === "uplink") problem([], "expected a downlink: beams are those of a transmitting satellite");
  if (link && link.interference.coChannel_dB < Infinity) {
    const message = "expected none beside beams, whose co-channel interference is computed";
    problems.push({ path: ["link", "interference", "coChannel"], message });
  }
  const pattern = satellite?.antenna.pattern.kind;
  if (pattern === "fixedGain" || pattern === "imported") {
    problem([], `expected a satellite antenna whose beams are round, or an array; found ${pattern}`);
  }
  const tiers = beams.innerTiers + beams.outerTiers;
  const count = 1 + 3 * tiers * (tiers + 1);
  for (const { beam } of beams.powerOffsets) {
    if (beam >= count) problem(["powerOffsets"], `expected a beam from 0 to ${count - 1}, found ${beam}`);
  }
  const isShared = beams.reuse.polarisations === 2;
  if (isShared !== beams.crossPolarIsolation_dB < Infinity) {
    problem(
      isShared ? [] : ["crossPolarIsolation"],
      isShared
        ? "expected crossPolarIsolation with frf2x2, found none"
        : `expected no isolation with ${beams.reuse.name}, whose beams are in one polarisation`,
      isShared ? "TR 38.821 leaves the other polarisation out: 200 dB does" : undefined,
    );
  }
  const { precoding } = beams;
  if (!precoding) return problems;
  const array = satellite?.antenna.pattern.kind === "planarArray" ? satellite.antenna.pattern : undefined;
  if (array?.beamformer && array.beamformer.architecture !== "digital") {
    problem(
      ["precoding"],
      `expected a digital beamformer, which sets every element, found ${array.beamformer.architecture}`,
    );
  }
  if (precoding.regularisation !== undefined && precoding.scheme !== "rzf") {
    problem(["precoding", "regularisation"], `expected none with ${precoding.scheme}: it is a setting of rzf`);
  }
  return problems;
}

function orbitProblems({ orbit, time, site, link }: ScenarioParts): CrossProblem[] {
  if (orbit?.kind !== "fixed") return [];
  const problems: CrossProblem[] = [];
  if (time?.duration_s === "nextPass") {
    problems.push({ path: ["time", "duration"], message: "expected a time: a fixed geometry has no passes" });
  }
  const sites: [string, Site | undefined][] = [
    ["site", site],
    [
      "link.payload.transparent.gatewaySite",
      link?.payload.kind === "transparent" ? link.payload.feeder.gatewaySite : undefined,
    ],
  ];
  for (const [name, place] of sites) {
    if (!place || orbit.elevation_deg >= place.minimumElevation_deg) continue;
    problems.push({
      path: ["orbit", "fixed", "elevation"],
      message: `expected at least ${name}.minimumElevation, ${place.minimumElevation_deg} deg, found ${orbit.elevation_deg} deg`,
    });
  }
  return problems;
}

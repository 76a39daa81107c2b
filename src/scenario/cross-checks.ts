import type { Station } from "../budget/station.js";
import { symbolRate_Hz } from "../phy/dvb-s2x.js";
import { activeRanges, requiredClimate, type SlantPathClimate } from "../propagation/slant-path-parameters.js";
import type { Propagation, Scenario, Site } from "./scenario.js";
import type { ScenarioPath } from "./scenario-document.js";

/** The part of what the user wrote that a default would hide. */
export interface RawScenario {
  readonly site?: { readonly climate?: Readonly<Record<string, unknown>> };
  readonly link?: { readonly payload?: unknown };
}

export interface CrossProblem {
  readonly path: ScenarioPath;
  readonly message: string;
  readonly hint?: string;
}

/** P.618-14 gives rain attenuation for up to 5 % of the year. */
const leastRainAvailability_pct = 95;
/** Lowest symbol rate of a DVB-S2 demodulator that is worth a simulation; a unit mistake lies below. */
const leastSymbolRate_Hz = 1000;

/** What is wrong between parts of a scenario that are each right by themselves. */
export function crossProblems(scenario: Scenario, raw: RawScenario): CrossProblem[] {
  return [
    ...endProblems(scenario),
    ...weatherProblems(scenario, raw),
    ...waveformProblems(scenario),
    ...trafficProblems(scenario),
    ...orbitProblems(scenario),
  ];
}

/** The transmitting end of each hop needs a transmitter, the receiving end a receiver. */
function endProblems({ link, satellite, terminal }: Scenario): CrossProblem[] {
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
  station: Station,
  part: "transmitter" | "receiver",
  path: ScenarioPath,
  hop: string,
): CrossProblem[] {
  if (station[part]) return [];
  return [
    {
      path,
      message: `expected a ${part}: this end ${part === "transmitter" ? "sends" : "receives"} on the ${hop}, found none`,
    },
  ];
}

function weatherProblems(scenario: Scenario, raw: RawScenario): CrossProblem[] {
  const { link, propagation, site } = scenario;
  const { condition, rain } = propagation;
  const problems = hopWeather(propagation, site, raw.site?.climate, ["site", "climate"], link.carrier_Hz, [
    "link",
    "carrier",
  ]);
  if (condition.kind === "availability" && rain === "p618" && condition.availability_pct < leastRainAvailability_pct) {
    problems.push({
      path: ["propagation", "condition", "availability"],
      message: `expected 95 % to 99.999 % with rain: p618 (ITU-R P.618-14, 2.2.1.1), found ${condition.availability_pct} %`,
      hint: "rain: none allows 50 % and more",
    });
  }
  if (link.payload.kind === "regenerative") return problems;
  const { carrier_Hz, gatewaySite } = link.payload.feeder;
  const place = ["link", "payload", "transparent"];
  const transparent = (raw.link?.payload as { transparent?: { gatewaySite?: { climate?: Record<string, unknown> } } })
    ?.transparent;
  return [
    ...problems,
    ...hopWeather(
      propagation,
      gatewaySite,
      transparent?.gatewaySite?.climate,
      [...place, "gatewaySite", "climate"],
      carrier_Hz,
      [...place, "carrier"],
    ),
  ];
}

/** Every chosen model covers the carrier, and finds in the climate what it needs. */
function hopWeather(
  propagation: Propagation,
  { name }: Site,
  climate: Readonly<Record<string, unknown>> | undefined,
  climatePath: ScenarioPath,
  carrier_Hz: number,
  carrierPath: ScenarioPath,
): CrossProblem[] {
  const { condition } = propagation;
  const frequency_GHz = carrier_Hz / 1e9;
  const ranges = activeRanges(propagation, condition).flatMap(({ source, frequency_GHz: range }) => {
    if (!range || (frequency_GHz >= range[0] && frequency_GHz <= range[1])) return [];
    return [
      {
        path: carrierPath,
        message: `expected ${range[0]} GHz to ${range[1]} GHz, the range of ${source}, found ${frequency_GHz} GHz`,
        hint: "choose another model, or none",
      },
    ];
  });
  const missing = requiredClimate(propagation, condition)
    .map(climateKey)
    .filter((key) => climate?.[key] === undefined)
    .map((key) => ({
      path: climatePath,
      message: `expected ${key}, which the chosen propagation models need at ${name}, found none`,
    }));
  return [...ranges, ...missing];
}

/** `rainRate001_mmh` is `rainRate001` in the scenario. */
function climateKey(key: keyof SlantPathClimate): string {
  return key.replace(/_.*$/, "");
}

function waveformProblems({ waveform, link, mac }: Scenario): CrossProblem[] {
  const problems: CrossProblem[] = [];
  const rate_Hz = symbolRate_Hz(link.bandwidth_Hz, waveform.rollOff);
  if (!(rate_Hz >= leastSymbolRate_Hz)) {
    problems.push({
      path: ["link", "bandwidth"],
      message: `expected a symbol rate of at least ${leastSymbolRate_Hz} Bd, found ${rate_Hz.toPrecision(4)} Bd`,
    });
  }
  if (!(link.bandwidth_Hz < link.carrier_Hz)) {
    problems.push({ path: ["link", "bandwidth"], message: "expected a bandwidth below the carrier frequency" });
  }
  const { mode } = mac.adaptation;
  if (mode.kind === "fixed" && !waveform.modcods.includes(mode.modcod)) {
    problems.push({
      path: ["mac", "adaptation", "mode", "fixed"],
      message: `expected a MODCOD of waveform.dvbS2x.modcods, found ${mode.modcod}`,
    });
  }
  return problems;
}

/** A packet that does not fit into the queue would be lost in silence. */
function trafficProblems({ mac: { traffic, queue } }: Scenario): CrossProblem[] {
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

function orbitProblems({ orbit, time, site }: Scenario): CrossProblem[] {
  if (orbit.kind !== "fixed") return [];
  const problems: CrossProblem[] = [];
  if (time.duration_s === "nextPass") {
    problems.push({ path: ["time", "duration"], message: "expected a time: a fixed geometry has no passes" });
  }
  if (orbit.elevation_deg < site.minimumElevation_deg) {
    problems.push({
      path: ["orbit", "fixed", "elevation"],
      message: `expected at least site.minimumElevation, ${site.minimumElevation_deg} deg, found ${orbit.elevation_deg} deg`,
    });
  }
  return problems;
}

import type { SlantPathCondition } from "../propagation/slant-path-parameters.js";
import type { NrWaveform } from "../scenario/nr-waveform.js";
import type { Orbit, Scenario } from "../scenario/scenario.js";
import type { RunResult } from "../sim/run-result.js";
import { type Html, html } from "./html.js";
import { fixedText, plainText } from "./number-text.js";
import { utcText } from "./time-plot.js";

/** Title, and what an engineer asks first: which satellite, where, when, which link, under which sky. */
export function headerSection(result: RunResult, leolinkVersion: string | undefined): Html {
  const { scenario, fidelity, seed, abstracted } = result;
  const facts: [string, string][] = [
    ["Satellite", satelliteText(scenario.orbit)],
    ["Site", siteText(scenario)],
    ["Time", timeText(result)],
    ["Link", linkText(scenario)],
    ["Propagation", conditionText(scenario.propagation.condition)],
    ["Waveform", waveformText(scenario)],
    ["Fidelity", fidelityText(fidelity, abstracted?.replications)],
    ["Seed", String(seed)],
  ];
  return pageHeader("link report", scenario.title, facts, leolinkVersion);
}

/** The head of a page: what it is, its title, and facts in a row. */
export function pageHeader(
  kind: string,
  title: string,
  facts: readonly (readonly [string, string])[],
  leolinkVersion: string | undefined,
): Html {
  return html`<header class="top">
<div class="kicker"><span>leolink${leolinkVersion ? ` ${leolinkVersion}` : ""} · ${kind}</span><button type="button" id="theme-toggle" aria-pressed="false" hidden>Dark theme</button></div>
<h1>${title}</h1>
<dl class="facts">${facts.map(([term, text]) => html`<div><dt>${term}</dt><dd>${text}</dd></div>`)}</dl>
</header>
`;
}

function satelliteText(orbit: Orbit): string {
  switch (orbit.kind) {
    case "tle":
      return `${orbit.name} (catalogue number ${orbit.line1.slice(2, 7).trim()})`;
    case "shell":
      return (
        `Walker ${orbit.pattern}, ${orbit.planes * orbit.satellitesPerPlane} satellites in ${orbit.planes} planes, ` +
        `${plainText(orbit.altitude_m / 1e3)} km, ${plainText(orbit.inclination_deg)} deg`
      );
    case "fixed":
      return `fixed at ${plainText(orbit.elevation_deg)} deg elevation, ${plainText(orbit.altitude_m / 1e3)} km altitude`;
  }
}

function siteText({ site }: Scenario): string {
  const latitude = `${fixedText(Math.abs(site.latitude_deg), 4)}° ${site.latitude_deg < 0 ? "S" : "N"}`;
  const longitude = `${fixedText(Math.abs(site.longitude_deg), 4)}° ${site.longitude_deg < 0 ? "W" : "E"}`;
  return `${site.name}, ${latitude}, ${longitude}, ${fixedText(site.altitude_m, 0)} m; service above ${plainText(site.minimumElevation_deg)} deg`;
}

function timeText({ scenario, timeline: { start_ms, length, step_s } }: RunResult): string {
  const duration = `${plainText(length * step_s)} s in steps of ${plainText(step_s)} s`;
  return scenario.orbit.kind === "fixed" ? duration : `${utcText(start_ms)}, ${duration}`;
}

function linkText({ link }: Scenario): string {
  const { payload } = link;
  const feeder = payload.kind === "transparent" ? `, feeder ${plainText(payload.feeder.carrier_Hz / 1e9)} GHz` : "";
  return (
    `${link.direction === "downlink" ? "Downlink" : "Uplink"} ${plainText(link.carrier_Hz / 1e9)} GHz, ` +
    `${plainText(link.bandwidth_Hz / 1e6)} MHz, ${link.polarisation.kind === "linear" ? "linear" : link.polarisation.kind.toUpperCase()}, ` +
    `${payload.kind} payload${feeder}`
  );
}

function conditionText(condition: SlantPathCondition): string {
  switch (condition.kind) {
    case "availability":
      return `attenuation not exceeded in ${plainText(condition.availability_pct)} % of an average year`;
    case "clearSky":
      return "clear sky: gas only";
    case "excessAttenuation":
      return `gas and ${fixedText(condition.attenuation_dB, 2)} dB of fixed attenuation`;
  }
}

function waveformText({ waveform }: Scenario): string {
  if (waveform.kind === "nr") return nrText(waveform);
  const { modcods, rollOff, pilots } = waveform;
  return `DVB-S2X, ${modcods.length} MODCODs, roll-off ${plainText(rollOff)}, normal frames, ${pilots ? "pilots" : "no pilots"}`;
}

function nrText({ subcarrierSpacing_Hz, transformPrecoding, layers, mcs, mcsTable }: NrWaveform): string {
  const form = transformPrecoding ? "DFT-s-OFDM" : "CP-OFDM";
  const layerText = `${layers} layer${layers === 1 ? "" : "s"}`;
  return `5G NR, ${form}, ${plainText(subcarrierSpacing_Hz / 1e3)} kHz, ${layerText}, ${mcs.length} MCS of table ${mcsTable}`;
}

function fidelityText(fidelity: string, replications: number | undefined): string {
  return replications === undefined
    ? fidelity
    : `${fidelity}, ${replications} replication${replications === 1 ? "" : "s"}`;
}

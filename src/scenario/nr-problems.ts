import { hasPorts } from "../channel/fading-channel.js";
import { nrMcsCount } from "../fec/nr-mcs.js";
import { NrSettingError } from "../phy/nr-setting-error.js";
import { type Antennas, singleAntennas } from "./antennas.js";
import type { CrossProblem } from "./cross-problem.js";
import { nrBlocksOfMcs, type WaveformLink } from "./nr-link.js";
import { nrPrecoder } from "./nr-precoder.js";
import type { NrWaveform } from "./nr-waveform.js";
import type { ScenarioParts } from "./partial-scenario.js";
import type { ScenarioPath } from "./scenario-document.js";

/** Where a setting of a shared channel stands in a scenario, below `waveform.nr`. */
const placeOfSetting: readonly (readonly [RegExp, ScenarioPath])[] = [
  [/^numerology$/, ["subcarrierSpacing"]],
  [/^(carrierBlocks|allocation\.(firstBlock|blocks))$/, ["resourceBlocks"]],
  [/^bandwidth$/, ["resourceBlocks"]],
  [/^allocation\.firstSymbol$/, ["symbols", "first"]],
  [/^allocation\.symbols$/, ["symbols", "count"]],
  [/^allocation\.mapping$/, ["symbols", "mapping"]],
  [/^dmrs\.ports$/, ["layers"]],
];

/** What NR's own rules, the antennas and the other signals do not allow together. */
export function nrProblems(parts: ScenarioParts): CrossProblem[] {
  const { waveform, link } = parts;
  if (!waveform) return [];
  if (waveform.kind !== "nr") return otherWaveformProblems(parts, waveform.kind);
  return [
    ...(link ? channelProblems(waveform, link, parts) : []),
    ...antennaProblems(waveform, parts),
    ...ptrsProblems(waveform, parts),
  ];
}

function otherWaveformProblems({ antennas, coChannel }: ScenarioParts, kind: string): CrossProblem[] {
  const given = { antennas, coChannel };
  return Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(([key]) => ({
      path: [key],
      message: `expected none with ${kind}: it is for waveform.nr`,
      hint: "interference: and link.interference hold for every waveform",
    }));
}

/** The shared channels of all signals, made as a run makes them. */
function channelProblems(waveform: NrWaveform, link: WaveformLink, { coChannel }: ScenarioParts): CrossProblem[] {
  const own = sharedChannelProblem(waveform, link, waveform.mcs, 0);
  if (own) return [{ ...own, path: ["waveform", "nr", ...own.path] }];
  const problems: CrossProblem[] = [];
  const count = nrMcsCount(waveform.mcsTable, waveform.transformPrecoding);
  let firstPort = waveform.layers;
  for (const [index, { mcs, role }] of (coChannel ?? []).entries()) {
    const path = ["coChannel", String(index)];
    if (mcs >= count) {
      const message = `expected an MCS from 0 to ${count - 1} of table ${waveform.mcsTable}, found ${mcs}`;
      problems.push({ path: [...path, "mcs"], message });
      continue;
    }
    if (role === "unknown") continue;
    const problem = sharedChannelProblem({ ...waveform, layers: 1 }, link, [mcs], firstPort);
    if (problem) {
      const message = `no DM-RS ports are left for ${role} ${index + 1}: ${problem.message}`;
      const hint = "dmrs.length: 2 or dmrs.type: 2 has more ports; an unknown signal needs none";
      problems.push({ path, message, hint });
    }
    firstPort++;
  }
  return problems;
}

function sharedChannelProblem(
  waveform: NrWaveform,
  link: WaveformLink,
  mcs: readonly number[],
  firstPort: number,
): CrossProblem | undefined {
  try {
    nrBlocksOfMcs(waveform, link, mcs, firstPort);
    return undefined;
  } catch (error) {
    if (error instanceof NrSettingError) {
      const place = placeOfSetting.find(([pattern]) => pattern.test(error.setting))?.[1] ?? error.setting.split(".");
      return { path: place, message: error.problem };
    }
    if (error instanceof RangeError) return { path: [], message: error.message };
    throw error;
  }
}

function precoderProblems(antennas: Antennas, waveform: NrWaveform, { direction }: WaveformLink): CrossProblem[] {
  try {
    nrPrecoder(antennas, waveform, direction);
    return [];
  } catch (error) {
    if (!(error instanceof NrSettingError)) throw error;
    const isLayers = error.setting === "layers";
    const path = isLayers
      ? ["waveform", "nr", "layers"]
      : ["antennas", ...error.setting.replace("precoder", "precoding").split(".")];
    return [{ path, message: error.problem }];
  }
}

/** PT-RS take data elements that other signals' data would lie in. */
function ptrsProblems({ ptrs }: NrWaveform, { coChannel = [] }: ScenarioParts): CrossProblem[] {
  if (!ptrs || coChannel.every(({ role }) => role === "unknown")) return [];
  return [
    {
      path: ["waveform", "nr", "ptrs"],
      message:
        "expected none beside co-channel users or known signals, whose data would lie in their elements, found some",
      hint: "leave ptrs out, or give the signals the role unknown",
    },
  ];
}

function antennaProblems(
  waveform: NrWaveform,
  { antennas, channel, coChannel, link, run }: ScenarioParts,
): CrossProblem[] {
  const problems: CrossProblem[] = [];
  const transmit = antennas?.transmit.count ?? 1;
  const receive = antennas?.receive.count ?? 1;
  const { layers } = waveform;
  if (link) problems.push(...precoderProblems(antennas ?? singleAntennas, waveform, link));
  for (const [path, levels_dB, count] of [
    [["antennas", "transmit", "levels"], antennas?.transmit.levels_dB, 0],
    [["antennas", "receive", "levels"], antennas?.receive.levels_dB, receive],
    ...(coChannel ?? []).map(
      (signal, index) => [["coChannel", String(index), "levels"], signal.levels_dB, receive] as const,
    ),
  ] as const) {
    if (levels_dB && levels_dB.length !== count) {
      const expected =
        count === 0
          ? "expected none at the transmitting end"
          : `expected a level for each of the ${count} receive antennas`;
      problems.push({ path, message: `${expected}, found ${levels_dB.length}` });
    }
  }
  if (layers > receive) {
    problems.push({
      path: ["waveform", "nr", "layers"],
      message: `expected at most the ${receive} receive antennas, found ${layers} layers`,
      hint: "raise antennas.receive.count, or send fewer layers",
    });
  }
  if ((transmit > 1 || receive > 1 || coChannel) && channel && channel.kind !== "recorded" && !hasPorts(channel)) {
    problems.push({
      path: ["channel", "model"],
      message: `expected a tapped delay line or a flat channel with several antennas or signals, found ${channel.kind}`,
    });
  }
  if ((transmit > 1 || receive > 1 || coChannel) && channel?.kind === "recorded") {
    problems.push({
      path: ["channel"],
      message: "expected no recorded channel with several antennas or signals: it has one",
    });
  }
  if (run?.fidelity === "abstracted") {
    problems.push({
      path: ["run", "fidelity"],
      message:
        "expected budget or bit-true with waveform.nr, found abstracted: NR has no calibrated frame error model yet",
    });
  }
  return problems;
}

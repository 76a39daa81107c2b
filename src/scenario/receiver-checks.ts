import { nrMcs, nrMcsCount } from "../fec/nr-mcs.js";
import { symbolRate_Hz } from "../phy/dvb-s2x.js";
import { checkReceiverSettings } from "../receiver/receiver-settings.js";
import type { CoChannelSignal } from "./antennas.js";
import type { CrossProblem } from "./cross-problem.js";
import type { NrReceiver } from "./nr-receiver.js";
import { isListDetector, nrDetection } from "./nr-receiver-settings.js";
import type { NrWaveform } from "./nr-waveform.js";
import type { ScenarioParts } from "./partial-scenario.js";
import { quantityText } from "./quantity.js";
import type { DvbS2xReceiver, DvbS2xWaveform } from "./scenario.js";
import { defaultReceiver } from "./schema-receiver.js";

/** Symbols from one pilot block to the next: EN 302 307-1, 5.5.3, 16 slots of 90 symbols and 36 pilots. */
const pilotPeriod_symbols = 1476;
/** Of the longest frame: QPSK with pilots. */
const longestFrame_symbols = 33_282;

/**
 * A receiver that cannot work with what is sent. One that the scenario does not name is looked at only where it is used.
 *
 * @param isNamed  whether the scenario has a section `receiver`
 */
export function receiverProblems(parts: ScenarioParts, isNamed: boolean): CrossProblem[] {
  const { waveform, run } = parts;
  if (!waveform || !(isNamed || run?.fidelity === "bit-true")) return [];
  const receiver = isNamed ? parts.receiver : defaultReceiver(waveform);
  if (!receiver) return [];
  if (receiver.kind !== waveform.kind) {
    const message = `expected a receiver of the waveform, ${waveform.kind}, found ${receiver.kind}`;
    return [{ path: ["receiver", receiver.kind], message }];
  }
  if (receiver.kind === "nr" && waveform.kind === "nr") return nrReceiverProblems(receiver, waveform, parts);
  if (receiver.kind === "dvbS2x" && waveform.kind === "dvbS2x") return dvbProblems(receiver, waveform, parts, isNamed);
  return [];
}

/** What detection and cancellation ask of antennas and signals. */
function nrReceiverProblems(
  receiver: NrReceiver,
  waveform: NrWaveform,
  { antennas, coChannel = [], impairments }: ScenarioParts,
): CrossProblem[] {
  const { detector, cancellation, estimation } = receiver;
  const problems: CrossProblem[] = [];
  const place = ["receiver", "nr"];
  const branches = antennas?.receive.count ?? 1;
  const words = coChannel.filter(({ role }) => role !== "unknown").length;
  const layers = waveform.layers + words;
  if (detector === "zf" && layers > branches) {
    problems.push({
      path: [...place, "detector"],
      message: `expected at most the ${branches} receive antennas with zf, found ${layers} layers of all that is detected`,
      hint: "lmmse takes any number; or raise antennas.receive.count",
    });
  }
  if (detector === "irc" && branches < 2) {
    problems.push({
      path: [...place, "detector"],
      message: "expected at least 2 receive antennas with irc, which rejects what comes from elsewhere, found 1",
      hint: "raise antennas.receive.count, or take lmmse",
    });
  }
  const detection = detectionProblem(receiver);
  if (detection) problems.push(detection);
  if (isListDetector(detector) && (layers > 4 || waveform.transformPrecoding)) {
    problems.push({
      path: [...place, "detector"],
      message: `expected at most 4 layers of CP-OFDM with ${detector}, found ${waveform.transformPrecoding ? "transform precoding" : layers}`,
      hint: "lmmse takes any number",
    });
  }
  if (detector === "ml" && hypotheses(waveform, coChannel) > mostHypotheses) {
    problems.push({
      path: [...place, "detector"],
      message: `expected at most ${mostHypotheses} hypotheses of all layers together with ml, found more`,
      hint: "k-best searches; or send fewer layers, or smaller constellations",
    });
  }
  if (cancellation.kind === "symbol" && waveform.transformPrecoding) {
    problems.push({
      path: [...place, "cancellation"],
      message:
        "expected none with waveform.nr.transformPrecoding, whose symbols do not lie in single elements, found symbol",
      hint: "cancellation: word takes whole code words",
    });
  }
  const hasPtrs = waveform.ptrs !== undefined;
  if (impairments?.phaseNoise && !hasPtrs && estimation !== "perfect" && waveform.dmrs.additionalPositions === 0) {
    problems.push({
      path: ["waveform", "nr", "ptrs"],
      message: "expected PT-RS or additional DM-RS with phase noise, which nothing else follows, found neither",
      hint: "set waveform.nr.ptrs, or waveform.nr.dmrs.additionalPositions",
    });
  }
  return problems;
}

/** What detector and cancellation say of each other. */
function detectionProblem(receiver: NrReceiver): CrossProblem | undefined {
  try {
    checkReceiverSettings(nrDetection(receiver));
    return undefined;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const [, setting, message] = /^receiver: (\w+)[^:]*: (.*)$/.exec(error.message) ?? ["", "detector", error.message];
    return { path: ["receiver", "nr", setting], message };
  }
}

/** Of a list of all: 2^bits of all layers of all signals that are detected. */
const mostHypotheses = 65_536;

function hypotheses({ mcsTable, mcs, layers }: NrWaveform, coChannel: readonly CoChannelSignal[]): number {
  const most = Math.max(...mcs.map((index) => nrMcs(mcsTable, index).modulationOrder));
  const others = coChannel
    .filter(({ role, mcs: index }) => role !== "unknown" && index < nrMcsCount(mcsTable))
    .reduce((sum, signal) => sum + nrMcs(mcsTable, signal.mcs).modulationOrder, 0);
  return 2 ** (layers * most + others);
}

function dvbProblems(
  { estimation }: DvbS2xReceiver,
  { pilots, rollOff }: DvbS2xWaveform,
  { link, impairments }: ScenarioParts,
  isNamed: boolean,
): CrossProblem[] {
  if (estimation !== "pilots") return [];
  if (!pilots) {
    return [
      {
        path: isNamed ? ["receiver", "dvbS2x", "estimation"] : ["waveform", "dvbS2x", "pilots"],
        message: "expected pilots in the waveform, which the receiver estimates from (estimation: pilots), found none",
        hint: "set waveform.dvbS2x.pilots: true, or receiver.dvbS2x.estimation: perfect",
      },
    ];
  }
  if (!link) return [];
  const { frequencyOffset_Hz = 0, dopplerRate_Hzs = 0 } = impairments ?? {};
  const rate_Hz = symbolRate_Hz(link.bandwidth_Hz, rollOff);
  const most_Hz = rate_Hz / (2 * pilotPeriod_symbols);
  const found_Hz = Math.abs(frequencyOffset_Hz) + Math.abs(dopplerRate_Hzs) * (longestFrame_symbols / rate_Hz);
  if (found_Hz < most_Hz) return [];
  const hasOffset = Math.abs(frequencyOffset_Hz) >= most_Hz;
  return [
    {
      path: ["impairments", hasOffset ? "frequencyOffset" : "dopplerRate"],
      message:
        `expected less than ${frequencyText(most_Hz)} at the end of a frame, half a turn between pilot blocks, ` +
        `found ${frequencyText(found_Hz)}`,
      hint: "correct it before the demodulator, or set receiver.dvbS2x.estimation: perfect",
    },
  ];
}

function frequencyText(value_Hz: number): string {
  return quantityText(Number(value_Hz.toPrecision(4)), "frequency_Hz");
}

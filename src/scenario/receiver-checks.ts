import { symbolRate_Hz } from "../phy/dvb-s2x.js";
import type { CrossProblem } from "./cross-problem.js";
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
  return receiver ? dvbProblems(receiver, waveform, parts, isNamed) : [];
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

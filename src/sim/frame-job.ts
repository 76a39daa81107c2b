import { singleAntennas } from "../scenario/antennas.js";
import type { Scenario } from "../scenario/scenario.js";
import { nrFormatName } from "../scenario/waveform-formats.js";
import type { FrameJob } from "./bit-true-job.js";
import { fadingOfSignals, type SkyColumns } from "./channel-job.js";
import { linkWaveform } from "./link-waveform.js";

/**
 * What frames or slots of a scenario are sent by, bit by bit.
 *
 * @param format  its name: that one alone; all if left out
 */
export function frameJob(scenario: Scenario, timeline: SkyColumns, format?: string): FrameJob {
  const { waveform, receiver, impairments = {}, link, coChannel = [], antennas = singleAntennas } = scenario;
  if (waveform.kind === "nr" && receiver.kind === "nr") {
    const { direction, carrier_Hz, bandwidth_Hz } = link;
    const channel = fadingOfSignals(scenario, timeline);
    const mcs = waveform.mcs.filter((index) => format === undefined || nrFormatName(index) === format);
    return {
      kind: "nr",
      waveform: { ...waveform, mcs },
      link: { direction, carrier_Hz, bandwidth_Hz },
      receiver,
      impairments,
      antennas,
      coChannel,
      ...(channel && { channel }),
    };
  }
  if (waveform.kind === "dvbS2x" && receiver.kind === "dvbS2x") {
    const { kind, rollOff, pilots } = waveform;
    const { symbolRate_Hz } = linkWaveform(waveform, link).filter;
    const modcods = waveform.modcods.filter((name) => format === undefined || name === format);
    return { kind, modcods, symbolRate_Hz, rollOff, pilots, receiver, impairments };
  }
  throw new RangeError(`frameJob: expected a receiver of ${waveform.kind}, found one of ${receiver.kind}`);
}

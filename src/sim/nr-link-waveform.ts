import { NrFrameError } from "../abstraction/nr-frame-error.js";
import { nrThreshold_dB } from "../abstraction/nr-threshold.js";
import type { TransportFormat } from "../phy/transport-format.js";
import type { NrCodeWord } from "../receiver/nr-code-words.js";
import { nrBlocksOfMcs, nrOccupiedBandwidth_Hz, nrSlot_s, type WaveformLink } from "../scenario/nr-link.js";
import type { NrWaveform } from "../scenario/nr-waveform.js";
import { nrFormatName } from "../scenario/waveform-formats.js";
import type { LinkWaveform } from "./link-formats.js";

/**
 * NR as link budget and MAC see it. Es/N0 is that of a resource element with the power of all layers: the layers of an ideal
 * link share it and do not disturb each other.
 */
export function nrLinkWaveform(waveform: NrWaveform, link: WaveformLink): LinkWaveform {
  const blocks = nrBlocksOfMcs(waveform, link, waveform.mcs);
  const formats = waveform.mcs.map(
    (mcs, index): TransportFormat => ({
      name: nrFormatName(mcs),
      threshold_dB: threshold_dB(waveform, blocks[index], waveform.targetBler),
      thresholdSource: "BICM normal approximation and measured gap of NR LDPC",
      payload_bit: blocks[index].reduce((sum, { transportBlockBits }) => sum + transportBlockBits, 0),
      payloadSource: "TS 38.214, 5.1.3.2 and 6.1.4.2",
      duration_s: nrSlot_s(waveform),
      deliveredShare: 1 - waveform.targetBler,
    }),
  );
  return {
    formats,
    filter: { symbolRate_Hz: nrOccupiedBandwidth_Hz(waveform, link), rollOff: 0 },
    slot_s: nrSlot_s(waveform),
  };
}

/** Block error rates of a scenario's MCS, for what of a run is not sent bit by bit. */
export function nrFrameErrorModel(waveform: NrWaveform, link: WaveformLink): NrFrameError {
  return new NrFrameError(
    nrBlocksOfMcs(waveform, link, waveform.mcs).map((words) => ({
      tenPercent_dB: threshold_dB(waveform, words, 0.1),
      onePercent_dB: threshold_dB(waveform, words, 0.01),
    })),
  );
}

/** Code words of several layers are of one MCS: the first stands for all. */
function threshold_dB(
  { mcsTable, layers }: NrWaveform,
  [{ constellation, rate1024, transportBlockBits, codedBits }]: readonly NrCodeWord[],
  blockErrorRate: number,
): number {
  const block = { modulationOrder: constellation.bitsPerSymbol, rate1024, transportBlockBits, codedBits };
  return nrThreshold_dB(mcsTable, block, blockErrorRate) + 10 * Math.log10(layers);
}

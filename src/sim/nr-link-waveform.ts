import { NrFrameError } from "../abstraction/nr-frame-error.js";
import { nrThreshold_dB } from "../abstraction/nr-threshold.js";
import type { TransportFormat } from "../phy/transport-format.js";
import { nrChannel, nrOccupiedBandwidth_Hz, nrSlot_s, type WaveformLink } from "../scenario/nr-link.js";
import type { NrWaveform } from "../scenario/nr-waveform.js";
import { nrFormatName } from "../scenario/waveform-formats.js";
import type { LinkWaveform } from "./link-formats.js";

/**
 * NR as link budget and MAC see it. Es/N0 is that of a resource element with the power of all layers: the layers of an ideal
 * link share it and do not disturb each other.
 */
export function nrLinkWaveform(waveform: NrWaveform, link: WaveformLink): LinkWaveform {
  const formats = waveform.mcs.map((mcs): TransportFormat => {
    const channel = nrChannel(waveform, link, { mcs, firstPort: 0, number: 0 });
    return {
      name: nrFormatName(mcs),
      threshold_dB: threshold_dB(waveform, link, mcs, waveform.targetBler),
      thresholdSource: "BICM normal approximation and measured gap of NR LDPC",
      payload_bit: channel.transportBlockBits,
      payloadSource: "TS 38.214, 5.1.3.2 and 6.1.4.2",
      duration_s: nrSlot_s(waveform),
      deliveredShare: 1 - waveform.targetBler,
    };
  });
  return {
    formats,
    filter: { symbolRate_Hz: nrOccupiedBandwidth_Hz(waveform, link), rollOff: 0 },
    slot_s: nrSlot_s(waveform),
  };
}

/** Block error rates of a scenario's MCS, for what of a run is not sent bit by bit. */
export function nrFrameErrorModel(waveform: NrWaveform, link: WaveformLink): NrFrameError {
  return new NrFrameError(
    waveform.mcs.map((mcs) => ({
      tenPercent_dB: threshold_dB(waveform, link, mcs, 0.1),
      onePercent_dB: threshold_dB(waveform, link, mcs, 0.01),
    })),
  );
}

function threshold_dB(waveform: NrWaveform, link: WaveformLink, mcs: number, blockErrorRate: number): number {
  const { codeWords } = nrChannel(waveform, link, { mcs, firstPort: 0, number: 0 });
  // Code words of several layers are of one MCS: the first stands for all.
  const [{ transportBlockBits, codedBits }] = codeWords;
  const ofLayer_dB = nrThreshold_dB(waveform.mcsTable, mcs, transportBlockBits, codedBits, blockErrorRate);
  return ofLayer_dB + 10 * Math.log10(waveform.layers);
}

import { nrThreshold_dB } from "../abstraction/nr-threshold.js";
import type { TransportFormat } from "../phy/transport-format.js";
import { nrChannel, nrOccupiedBandwidth_Hz, nrSlot_s, type WaveformLink } from "../scenario/nr-link.js";
import type { NrWaveform } from "../scenario/nr-waveform.js";
import { nrFormatName } from "../scenario/waveform-formats.js";
import type { LinkWaveform } from "./link-waveform.js";

/**
 * NR as link budget and MAC see it. Es/N0 is that of a resource element with the power of all layers: the layers of an ideal
 * link share it and do not disturb each other.
 */
export function nrLinkWaveform(waveform: NrWaveform, link: WaveformLink): LinkWaveform {
  const { layers, mcsTable, targetBler } = waveform;
  const formats = waveform.mcs.map((mcs): TransportFormat => {
    const channel = nrChannel(waveform, link, { mcs, firstPort: 0, number: 0 });
    // Code words of several layers are of one MCS: the first stands for all.
    const [{ transportBlockBits, codedBits }] = channel.codeWords;
    return {
      name: nrFormatName(mcs),
      threshold_dB: nrThreshold_dB(mcsTable, mcs, transportBlockBits, codedBits, targetBler) + 10 * Math.log10(layers),
      thresholdSource: "BICM normal approximation and measured gap of NR LDPC",
      payload_bit: channel.transportBlockBits,
      payloadSource: "TS 38.214, 5.1.3.2 and 6.1.4.2",
      duration_s: nrSlot_s(waveform),
      deliveredShare: 1 - targetBler,
    };
  });
  return { formats, filter: { symbolRate_Hz: nrOccupiedBandwidth_Hz(waveform, link), rollOff: 0 } };
}

import type { LatencyPart, LossCause } from "../mac/mac-result.js";

export const lossCauseLabels: Readonly<Record<LossCause, string>> = {
  overflow: "Queue overflow",
  arqExhausted: "ARQ exhausted",
  outage: "Outage",
  frameError: "Frame error",
};

export const latencyPartLabels: Readonly<Record<LatencyPart, string>> = {
  queueing: "Queueing",
  transmission: "Transmission",
  propagation: "Propagation",
  retransmission: "Retransmission",
  processing: "Processing",
};

/** Names and units of the key figures, in reading order. A ratio shows as a percentage. */
const known: Readonly<Record<string, readonly [label: string, unit: string]>> = {
  offeredThroughput_Mbps: ["Offered throughput", "Mbit/s"],
  throughput_Mbps: ["Delivered throughput", "Mbit/s"],
  spectralEfficiency_bpsHz: ["Spectral efficiency", "bit/s/Hz"],
  idealThroughput_Mbps: ["Throughput, ideal adaptation", "Mbit/s"],
  idealSpectralEfficiency_bpsHz: ["Spectral efficiency, ideal adaptation", "bit/s/Hz"],
  latencyMedian_ms: ["Latency, median", "ms"],
  latencyP95_ms: ["Latency, 95th percentile", "ms"],
  latencyP99_ms: ["Latency, 99th percentile", "ms"],
  latencyMean_ms: ["Latency, mean", "ms"],
  latencyQueueing_ms: ["of the mean: queueing", "ms"],
  latencyTransmission_ms: ["of the mean: transmission", "ms"],
  latencyPropagation_ms: ["of the mean: propagation", "ms"],
  latencyRetransmission_ms: ["of the mean: retransmission", "ms"],
  latencyProcessing_ms: ["of the mean: processing", "ms"],
  jitter_ms: ["Jitter", "ms"],
  packetLoss: ["Packet loss", "%"],
  packetLossOverflow: ["by queue overflow", "%"],
  packetLossArqExhausted: ["by ARQ exhausted", "%"],
  packetLossOutage: ["by outage", "%"],
  packetLossFrameError: ["by frame error", "%"],
  frameErrorRate: ["Frame error rate", "%"],
  undetectedFrameErrorRate: ["Frames wrong and accepted", "%"],
  headerErrorRate: ["Headers not read", "%"],
  bitErrorRate: ["Bit error rate", ""],
  decoderIterations: ["Decoder iterations, mean", ""],
  evm: ["Error vector magnitude, rms", "%"],
  expectedSinr_dB: ["Es/(N0+I0) of the frames by the budget", "dB"],
  measuredSinr_dB: ["SINR measured behind the equaliser", "dB"],
  sinrLoss_dB: ["by receiver and impairments", "dB"],
  availability: ["Availability of the link", "%"],
  idealAvailability: ["Availability, ideal adaptation", "%"],
  fadingMean_dB: ["Fading gain, mean", "dB"],
  fadingP10_dB: ["Fading gain, lower in 10 % of the time", "dB"],
  fadingP1_dB: ["Fading gain, lower in 1 % of the time", "dB"],
  fadeRate_Hz: ["Falls through that threshold", "/s"],
  fadingOutage: ["Below the lowest threshold of the waveform", "%"],
  userCouplingLossP5_dB: ["Users' coupling loss, 5th percentile", "dB"],
  userCouplingLossP50_dB: ["Users' coupling loss, median", "dB"],
  userCouplingLossP95_dB: ["Users' coupling loss, 95th percentile", "dB"],
  userSirP5_dB: ["Users' SIR, 5th percentile", "dB"],
  userSirP50_dB: ["Users' SIR, median", "dB"],
  userSirP95_dB: ["Users' SIR, 95th percentile", "dB"],
  userSinrP5_dB: ["Users' SINR, 5th percentile", "dB"],
  userSinrP50_dB: ["Users' SINR, median", "dB"],
  userSinrP95_dB: ["Users' SINR, 95th percentile", "dB"],
  beamSpectralEfficiency_bpsHz: ["Spectral efficiency of a beam, Shannon", "bit/s/Hz"],
  beamThroughput_Mbps: ["Throughput of a beam, thresholds", "Mbit/s"],
  precodedSinrP5_dB: ["Precoded SINR, 5th percentile", "dB"],
  precodedSinrP50_dB: ["Precoded SINR, median", "dB"],
  precodedSinrP95_dB: ["Precoded SINR, 95th percentile", "dB"],
  precodedSpectralEfficiency_bpsHz: ["Precoded spectral efficiency, Shannon", "bit/s/Hz"],
  precodedBeamThroughput_Mbps: ["Precoded throughput of a beam, thresholds", "Mbit/s"],
  precodedUsers: ["Users served at once, mean", ""],
  beamGoodput_Mbps: ["Goodput of a beam, sent bit by bit", "Mbit/s"],
  beamGoodput_bpsHz: ["Goodput of a beam over its share of the spectrum", "bit/s/Hz"],
  userBlockErrorRate: ["Block error rate of the users' slots", "%"],
  servedUsers: ["Users with an MCS for their SINR", "%"],
  csiAge_s: ["Age of the channel state", "s"],
  visibility: ["Satellite in service", "%"],
  utilisation: ["Transmitter in use", "%"],
};

const unitOfSuffix: Readonly<Record<string, string>> = {
  Mbps: "Mbit/s",
  bps: "bit/s",
  bpsHz: "bit/s/Hz",
  dBK: "dB/K",
  ms: "ms",
  pct: "%",
  Hzs: "Hz/s",
};

/** A unit as the page and the tables print it. */
export function unitText(unit: string): string {
  return unitOfSuffix[unit] ?? unit;
}

export const knownFigures: readonly string[] = Object.keys(known);

/** What a key figure is called, its unit, and the factor from the figure to that unit. */
export function figureLabel(key: string): { readonly label: string; readonly unit: string; readonly factor: number } {
  const found = known[key];
  if (found) return { label: found[0], unit: found[1], factor: found[1] === "%" ? 100 : 1 };
  const ofUser = /^(blockErrorRate|throughput)([A-Z0-9].*?)(?:_Mbps)?$/.exec(key);
  if (ofUser) {
    const name = ofUser[2].replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2");
    return ofUser[1] === "throughput"
      ? { label: `Delivered throughput of ${name}`, unit: "Mbit/s", factor: 1 }
      : { label: `Block error rate of ${name}`, unit: "%", factor: 100 };
  }
  const underscore = key.lastIndexOf("_");
  const words = (underscore < 0 ? key : key.slice(0, underscore))
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase();
  const suffix = underscore < 0 ? "" : key.slice(underscore + 1);
  return { label: words.charAt(0).toUpperCase() + words.slice(1), unit: unitText(suffix), factor: 1 };
}

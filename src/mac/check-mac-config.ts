import type { MacConfig, MacPhy } from "./mac-config.js";

/** Throws a RangeError that names the first figure outside its range; NaN is outside every range. */
export function checkMacConfig(config: MacConfig, phy: MacPhy): void {
  const { source, packetSize } = config.traffic;
  if (source.kind === "constantBitRate" || source.kind === "poisson")
    positive("traffic.source.rate_bps", source.rate_bps);
  if (source.kind === "onOff") {
    positive("traffic.source.peakRate_bps", source.peakRate_bps);
    positive("traffic.source.meanOn_s", source.meanOn_s);
    positive("traffic.source.meanOff_s", source.meanOff_s);
  }
  if (packetSize.kind === "fixed") wholeBits("traffic.packetSize.size_bit", packetSize.size_bit);
  if (packetSize.kind === "exponential") atLeast("traffic.packetSize.mean_bit", packetSize.mean_bit, 1);
  if (packetSize.kind === "empirical") {
    if (packetSize.sizes_bit.length === 0 || packetSize.sizes_bit.length !== packetSize.weights.length) {
      throw new RangeError("simulateMac: traffic.packetSize: expected as many weights as sizes, at least one");
    }
    for (const size_bit of packetSize.sizes_bit) wholeBits("traffic.packetSize.sizes_bit", size_bit);
  }
  positive("queue.capacity_bit", config.queue.capacity_bit);
  if (config.queue.discipline.kind === "codel") {
    positive("queue.discipline.target_s", config.queue.discipline.target_s);
    positive("queue.discipline.interval_s", config.queue.discipline.interval_s);
  }
  if (!Number.isFinite(config.adaptation.margin_dB)) {
    throw new RangeError(
      `simulateMac: adaptation.margin_dB: expected a finite number, found ${config.adaptation.margin_dB}`,
    );
  }
  atLeast("adaptation.hysteresis_dB", config.adaptation.hysteresis_dB, 0);
  atLeast("adaptation.processingDelay_s", config.adaptation.processingDelay_s, 0);
  positive("adaptation.reportInterval_s", config.adaptation.reportInterval_s);
  atLeast("adaptation.estimationError_dB", config.adaptation.estimationError_dB, 0);
  atLeast("adaptation.averagingWindow_s", config.adaptation.averagingWindow_s ?? 0, 0);
  if (config.arq.kind === "selectiveRepeat") {
    const { maxRetransmissions } = config.arq;
    if (!(Number.isInteger(maxRetransmissions) && maxRetransmissions >= 0 && maxRetransmissions <= 1000)) {
      throw new RangeError(
        `simulateMac: arq.maxRetransmissions: expected a whole number from 0 to 1000, found ${maxRetransmissions}`,
      );
    }
    atLeast("arq.feedbackDelay_s", config.arq.feedbackDelay_s, 0);
  }
  atLeast("processingDelay_s", config.processingDelay_s, 0);
  if (phy.frameLink && phy.framing === "bitPipe") {
    throw new RangeError("simulateMac: framing: expected frames beside a frame link, found bitPipe");
  }
  if (phy.slot_s !== undefined) positive("slot_s", phy.slot_s);
  if (phy.formats.length === 0) throw new RangeError("simulateMac: formats: expected at least one, found none");
  for (const { payload_bit, duration_s } of phy.formats) {
    wholeBits("formats.payload_bit", payload_bit);
    positive("formats.duration_s", duration_s);
  }
}

function positive(name: string, value: number): void {
  if (!(value > 0 && value < Infinity))
    throw new RangeError(`simulateMac: ${name}: expected more than 0, found ${value}`);
}

function atLeast(name: string, value: number, least: number): void {
  if (!(value >= least && value < Infinity)) {
    throw new RangeError(`simulateMac: ${name}: expected ${least} or more, found ${value}`);
  }
}

function wholeBits(name: string, value: number): void {
  if (!(Number.isSafeInteger(value) && value >= 1)) {
    throw new RangeError(`simulateMac: ${name}: expected a whole number of bits from 1, found ${value}`);
  }
}

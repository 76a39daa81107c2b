import type { FrameErrorModel } from "../../src/abstraction/frame-error-model.js";
import type { LinkTrace } from "../../src/mac/link-trace.js";
import type { MacConfig, MacPhy } from "../../src/mac/mac-config.js";
import { modcodByName } from "../../src/phy/dvb-s2x.js";
import { dvbFormat } from "../../src/phy/pl-frame.js";
import type { TransportFormat } from "../../src/phy/transport-format.js";

/** With pilots. */
export function formats(symbolRate_Hz: number, ...names: string[]): TransportFormat[] {
  return names.map((name) => {
    const modcod = modcodByName(name);
    if (modcod === undefined) throw new RangeError(`no MODCOD ${name}`);
    return dvbFormat(modcod, symbolRate_Hz, true);
  });
}

/** Every frame is lost with the same probability. */
export function constantFrameError(probability: number): FrameErrorModel {
  return { frameErrorProbability: () => probability, threshold_dB: () => 0 };
}

/** A link that does not change: 20 dB, always visible. */
export function steadyTrace(duration_s: number, step_s: number, delay_s = 0, esn0_dB = 20): LinkTrace {
  const length = Math.round(duration_s / step_s);
  return {
    step_s,
    esn0_dB: new Float64Array(length).fill(esn0_dB),
    delay_s: new Float64Array(length).fill(delay_s),
    visible: new Uint8Array(length).fill(1),
  };
}

/** QPSK 1/2 at 10 Msymbol/s with pilots: 32,128 bits in 3.3282 ms, 9.653 Mbps. */
export const qpskHalf: MacPhy = {
  formats: formats(10e6, "QPSK 1/2"),
  frameErrorModel: constantFrameError(0),
};
export const qpskHalfPayload_bit = 32_128;
export const qpskHalfFrame_s = 33_282 / 10e6;

/** No delays but the link's own, one MODCOD, a queue without end, no ARQ. */
export function plainConfig(change: Partial<MacConfig> = {}): MacConfig {
  return {
    traffic: {
      source: { kind: "poisson", rate_bps: 5e6 },
      packetSize: { kind: "fixed", size_bit: qpskHalfPayload_bit },
    },
    queue: { capacity_bit: 1e12, discipline: { kind: "dropTail" } },
    adaptation: {
      mode: { kind: "fixed", modcod: "QPSK 1/2" },
      margin_dB: 0,
      hysteresis_dB: 0,
      processingDelay_s: 0,
      reportInterval_s: 1,
      estimationError_dB: 0,
    },
    arq: { kind: "none" },
    processingDelay_s: 0,
    ...change,
  };
}

import { describe, expect, it } from "vitest";
import { fromPlainResult, type MacJob, replicate, toPlainResult } from "../../src/sim/mac-job.js";
import { inlineReplicator, type Replicator, runReplications } from "../../src/sim/replications.js";

const job: MacJob = {
  trace: {
    step_s: 1,
    esn0_dB: new Float64Array(3).fill(8),
    delay_s: new Float64Array(3).fill(4e-3),
    visible: new Uint8Array(3).fill(1),
  },
  waveform: {
    kind: "dvbS2x",
    rollOff: 0.2,
    pilots: true,
    modcods: ["QPSK 1/2", "QPSK 3/4"],
    implementationLoss_dB: 0,
  },
  link: { direction: "downlink", carrier_Hz: 2e9, bandwidth_Hz: 6e6 },
  config: {
    traffic: { source: { kind: "poisson", rate_bps: 5e6 }, packetSize: { kind: "fixed", size_bit: 12_000 } },
    queue: { capacity_bit: 1e7, discipline: { kind: "dropTail" } },
    adaptation: {
      mode: { kind: "acm" },
      margin_dB: 0.5,
      hysteresis_dB: 0.3,
      processingDelay_s: 5e-3,
      reportInterval_s: 0.1,
      estimationError_dB: 0.2,
    },
    arq: { kind: "none" },
    processingDelay_s: 1e-3,
  },
  seed: 7,
};

/** Finishes replications in the opposite order of their start, `width` at a time. */
function reversingReplicator(width: number): Replicator {
  return {
    width,
    replicate: (work, replication) =>
      new Promise((resolve) => {
        setTimeout(() => resolve(replicate(work, replication)), (width - (replication % width)) * 2);
      }),
  };
}

const settings = { minimum: 3, maximum: 12, relativeError: 0.02 };

describe("replications of an abstracted run", () => {
  it("give the same results on one worker and on four that finish out of order", async () => {
    const one = await runReplications(job, settings, inlineReplicator, () => {});
    const four = await runReplications(job, settings, reversingReplicator(4), () => {});
    expect(four.results.map(toPlainResult)).toEqual(one.results.map(toPlainResult));
    expect(four.stoppedBy).toBe(one.stoppedBy);
  });

  it("stop at the first number of replications that meets the target, and not before the minimum", async () => {
    const loose = await runReplications(job, { ...settings, relativeError: 10 }, inlineReplicator, () => {});
    expect(loose.results).toHaveLength(3);
    expect(loose.stoppedBy).toBe("relativeError");
    const tight = await runReplications(
      job,
      { ...settings, maximum: 4, relativeError: 1e-9 },
      inlineReplicator,
      () => {},
    );
    expect(tight.results).toHaveLength(4);
    expect(tight.stoppedBy).toBe("maximum");
  });

  it("survive the way to a worker thread and back", () => {
    const result = replicate(job, 0);
    const returned = fromPlainResult(structuredClone(toPlainResult(result)));
    expect(toPlainResult(returned)).toEqual(toPlainResult(result));
  });

  it("end at once when they are told to", async () => {
    const controller = new AbortController();
    const running = runReplications(
      job,
      { minimum: 12, maximum: 12, relativeError: 0 },
      inlineReplicator,
      () => controller.abort(),
      controller.signal,
    );
    await expect(running).rejects.toThrow(/abort/i);
  });
});

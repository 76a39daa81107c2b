import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packPlan, packResult, shardName, unpackPlan, unpackResult } from "../../../src/sweep/queue/packing.js";
import { fakeJob } from "../fake-sweep.js";

describe("what travels through a queue", () => {
  it("keeps every number bit for bit, and time series byte for byte", () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { minLength: 4, maxLength: 4 }), fc.uint8Array(), (numbers, series) => {
        const [value, low, high, confidence] = numbers;
        const figures = { throughput_Mbps: { value, low, high, confidence } };
        const record = { status: "done" as const, figures, warnings: ["é"] };
        const result = { outcomes: [{ index: 3, key: "k", record, series }], work_s: 0.1 };
        const [found] = unpackResult(packResult(result)).outcomes;
        expect(found.record).toStrictEqual(record);
        expect([...(found.series ?? [])]).toEqual([...series]);
      }),
    );
  });

  it("names a plan by its content, and refuses other content under the name", () => {
    const { id, bytes } = packPlan(fakeJob());
    expect(packPlan(fakeJob()).id).toBe(id);
    expect(unpackPlan(id, bytes)).toEqual(fakeJob());
    expect(packPlan(fakeJob("other")).id).not.toBe(id);
    expect(() => unpackPlan(id, packPlan(fakeJob("other")).bytes)).toThrow(`expected plan ${id}, found`);
  });

  it("names a shard by its sweep and its points", () => {
    expect(shardName("a", [1, 2])).toBe(shardName("a", [1, 2]));
    expect(new Set([shardName("a", [1, 2]), shardName("a", [12]), shardName("b", [1, 2])]).size).toBe(3);
  });
});

import { describe, expect, it } from "vitest";
import { RandomStream } from "../../src/random/random-stream.js";
import { type SlowdownFinding, SlowdownGate, type SlowdownRule } from "../../src/statistics/slowdown-gate.js";

const rule: SlowdownRule = { limit: 1.1, confidence: 0.99, looks: [8, 16, 24, 32, 48], resamples: 200 };
const names = Array.from({ length: 20 }, (_, i) => `benchmark ${i}`);

/**
 * A machine as they are: noise of so many percent from process to process, one process in twelve disturbed by up to
 * 40 %, a speed that drifts by 30 % over the comparison, and compilers that take the slower of two ways (5 %) in one
 * process of four.
 */
function measuredTime(random: RandomStream, pair: number, noise: number): number {
  const drift = 1 + 0.3 * (pair / 48);
  const disturbance = random.uniform() < 1 / 12 ? 1 + 0.4 * random.uniform() : 1;
  const way = random.uniform() < 1 / 4 ? 1.05 : 1;
  return drift * disturbance * way * Math.exp(noise * random.gaussian());
}

/** Runs the gate to its end on benchmarks with these true ratios. */
function gateRun(run: number, noise: number, ratioOf: (name: string) => number) {
  const random = new RandomStream(run, "test.gate");
  const gate = new SlowdownGate(names, rule, random);
  let from = 0;
  let findings: readonly SlowdownFinding[] = [];
  for (const look of rule.looks) {
    for (const name of gate.undecided) {
      for (let pair = from; pair < look; pair++) {
        const before = measuredTime(random, pair, noise);
        gate.add(name, { before, after: ratioOf(name) * measuredTime(random, pair, noise) });
      }
    }
    findings = gate.judge();
    from = look;
  }
  return { slower: findings.filter(({ verdict }) => verdict === "slower").map(({ name }) => name), findings };
}

describe("SlowdownGate", () => {
  it("lets identical builds pass, with few pairs for most benchmarks", () => {
    let pairs = 0;
    for (let run = 0; run < 100; run++) {
      const { slower, findings } = gateRun(run, 0.025, () => 1);
      expect(slower).toEqual([]);
      pairs += findings.reduce((sum, finding) => sum + finding.pairs.length, 0);
    }
    expect(pairs / (100 * names.length)).toBeLessThan(16);
  });

  it("raises a false alarm in at most 1 % of runs where all benchmarks stand at the limit", () => {
    const runs = 60;
    const alarms = Array.from({ length: runs }, (_, run) => gateRun(run, 0.025, () => rule.limit).slower.length > 0);
    // At 1 %, more than 3 alarms of 60 have a probability of 0.3 %.
    expect(alarms.filter(Boolean).length).toBeLessThanOrEqual(3);
  });

  it("catches one benchmark of twenty that is 20 % slower, and names no other", () => {
    let caught = 0;
    for (let run = 0; run < 100; run++) {
      const { slower } = gateRun(run, 0.025, (name) => (name === names[7] ? 1.2 : 1));
      expect(slower.filter((name) => name !== names[7])).toEqual([]);
      caught += slower.length;
    }
    expect(caught).toBeGreaterThanOrEqual(95);
  });

  it("catches all that are slower where all are", () => {
    const { slower, findings } = gateRun(1, 0.01, () => 1.3);
    expect(slower).toEqual(names);
    for (const { ratio, pValue } of findings) {
      expect(ratio.low).toBeGreaterThan(rule.limit);
      expect(pValue).toBeLessThan(0.01 / 5);
    }
  });

  it("calls nothing slower on eight pairs that agree: of twenty benchmarks, one does so by chance too often", () => {
    const gate = new SlowdownGate(names, rule, new RandomStream(1, "test.gate"));
    for (const name of names) for (let i = 0; i < 8; i++) gate.add(name, { before: 1, after: 2 });
    expect(gate.judge().map(({ verdict }) => verdict)).toEqual(names.map(() => "undecided"));
  });

  it("asks for more pairs only where it is undecided", () => {
    const gate = new SlowdownGate(["same", "odd", "gone"], rule, new RandomStream(1, "test.gate"));
    expect(gate.undecided).toEqual(["same", "odd", "gone"]);
    gate.drop("gone");
    for (let i = 0; i < 8; i++) {
      gate.add("same", { before: 1, after: 1 });
      gate.add("odd", { before: 1, after: i % 2 === 0 ? 1 : 1.3 });
    }
    expect(gate.judge().map(({ name, verdict }) => [name, verdict])).toEqual([
      ["same", "within"],
      ["odd", "undecided"],
    ]);
    expect(gate.undecided).toEqual(["odd"]);
    expect(() => gate.add("gone", { before: 1, after: 1 })).toThrow("found gone");
  });
});

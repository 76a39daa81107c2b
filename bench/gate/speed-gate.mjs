import { measureBuild } from "../measuring/measure-build.mjs";

/** A build is slower where the ratio of medians is worse than 1.10 with 99 % confidence, over all benchmarks. */
export const speedRule = { limit: 1.1, confidence: 0.99, looks: [8, 16, 24, 32, 48], resamples: 10_000 };

/**
 * Holds a build to one before, in pairs of processes that take turns (before, after; after, before; ...), so that what
 * the machine does hits both alike. Undecided benchmarks alone get more pairs.
 *
 * @param builds   `before`, `after`, and `definitions`, which gives both the same inputs: libraries
 * @param job      `ids` of benchmarks, `times` of a process, `workFolder`, `seed` of the bootstrap
 * @param options  `onPair`, told of each pair before it starts; `signal`, which ends the measurement
 * @returns `findings` of the gate, with the unit and the medians of its time; `missing` benchmarks with the build that
 *   lacks them and why
 */
export async function speedGate({ before, after, definitions }, { ids, times, workFolder, seed }, { onPair, signal }) {
  const { SlowdownGate } = await definitions.load("src/statistics/slowdown-gate.js");
  const { RandomStream } = await definitions.load("src/random/random-stream.js");
  const { median } = await definitions.load("src/statistics/median-ratio.js");
  const missing = [];
  const units = new Map();
  const gate = new SlowdownGate(ids, speedRule, new RandomStream(seed, "bench.bootstrap"));
  let findings = [];
  let pair = 0;
  for (const look of speedRule.looks) {
    for (; pair < look && gate.undecided.length > 0; pair++) {
      const { undecided } = gate;
      onPair?.({ pair, look, benchmarks: undecided.length });
      const { earlier, later } = await measuredPair(pair % 2 === 0, undecided);
      for (const id of undecided) addPair(id, earlier.get(id), later.get(id));
    }
    findings = gate.judge();
  }
  const withTimes = findings.map((finding) => ({
    ...finding,
    unit: units.get(finding.name),
    before_ns: median(finding.pairs.map((each) => each.before)),
    after_ns: median(finding.pairs.map((each) => each.after)),
  }));
  return { findings: withTimes, missing };

  async function measuredPair(isBeforeFirst, wanted) {
    const figures = async (library) => {
      const job = { definitions: definitions.root, library: library.root, ids: wanted, times, workFolder };
      return new Map((await measureBuild(job, signal)).map((each) => [each.id, each]));
    };
    if (isBeforeFirst) return { earlier: await figures(before), later: await figures(after) };
    const later = await figures(after);
    return { earlier: await figures(before), later };
  }

  function addPair(id, earlier, later) {
    units.set(id, later.unit);
    const [build, found] = earlier.missing === undefined ? ["after", later] : ["before", earlier];
    if (found.missing === undefined) {
      gate.add(id, { before: earlier.time_ns, after: later.time_ns });
    } else {
      missing.push({ id, build, reason: found.missing });
      gate.drop(id);
    }
  }
}

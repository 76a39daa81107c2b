import { latencyParts, lossCauses } from "../mac/mac-result.js";
import type { Figures, RunResult } from "../sim/run-result.js";
import type { Estimate } from "../statistics/estimate.js";
import { asNull, jsonText, type PlainJson, plainJson } from "./plain-json.js";

/**
 * The key figures of a run as JSON: the same bytes for the same scenario, fidelity and seed. Holds no time and no
 * machine.
 *
 * - `budget`, `kpi`: figures by name in alphabetical order, each `{ value, low, high, confidence }` in full precision.
 * - `abstracted` or `bitTrue`, by the fidelity: `replications`, `stoppedBy`, `packets` (delivered or lost) and `frames` in
 *   all of them, `lossRatio` by cause, `latencyParts_s` by part; of a bit-true run what its windows are and the counts of
 *   its frames.
 * - `null` stands where there is no finite figure: the latency when no packet arrived, C/I without interference.
 */
export function kpiJson(result: RunResult): PlainJson {
  const { scenario, fidelity, seed, budget, kpi, abstracted, bitTrue } = result;
  return plainJson(
    {
      title: scenario.title,
      fidelity,
      seed,
      budget: sortedFigures(budget),
      kpi: sortedFigures(kpi),
      [bitTrue ? "bitTrue" : "abstracted"]: abstracted && {
        replications: abstracted.replications,
        stoppedBy: abstracted.stoppedBy,
        packets: abstracted.packets,
        frames: abstracted.frames,
        lossRatio: ordered(lossCauses, abstracted.lossRatio),
        latencyParts_s: ordered(latencyParts, abstracted.latencyParts_s),
        ...(bitTrue && {
          windows: bitTrue.windows,
          windowsTime_s: bitTrue.window_s,
          counts: bitTrue.counts,
          frameErrorRateWilson: bitTrue.frameErrorRate,
        }),
      },
    },
    asNull,
  );
}

/** The contents of `kpi.json`. */
export function kpiText(result: RunResult): string {
  return jsonText(kpiJson(result));
}

export function sortedFigures(figures: Figures): Record<string, Estimate> {
  return ordered(Object.keys(figures).sort(), figures);
}

/** Members in the order of `keys`, each estimate with its own members in one order. */
function ordered(keys: readonly string[], figures: Readonly<Record<string, Estimate>>): Record<string, Estimate> {
  return Object.fromEntries(
    keys.map((key) => {
      const { value, low, high, confidence } = figures[key];
      return [key, { value, low, high, confidence }];
    }),
  );
}

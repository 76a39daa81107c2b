import { LeolinkError, problemText } from "../leolink-error.js";
import { seriesParquet } from "../results/series-parquet.js";
import { type LoadedScenario, ScenarioTemplate } from "../scenario/load-scenario.js";
import { SweepPlan } from "../scenario/sweep-plan.js";
import type { AxisScalar } from "../scenario/sweep-spec.js";
import { run } from "../sim/run.js";
import type { AbstractedResult, RunResult } from "../sim/run-result.js";
import type { Estimate } from "../statistics/estimate.js";
import { modelVersion } from "./model-version.js";
import { pointKey } from "./point-key.js";
import type { DonePoint, PointOutcome, PointSample } from "./point-record.js";
import type { SweepJob } from "./sweep-job.js";

/** The points of one sweep on this thread: what each is called and what each gives. */
export class SweepPoints {
  readonly plan: SweepPlan;
  readonly #job: SweepJob;
  readonly #template: ScenarioTemplate;
  readonly #paths: readonly string[];

  /**
   * @throws LeolinkError (`check`) where the job was planned by another version of the model
   * @throws LeolinkError (`input`) where the scenario cannot be read
   */
  constructor(job: SweepJob) {
    if (job.modelVersion !== modelVersion()) {
      throw new LeolinkError("check", [
        { message: `expected work of model version ${modelVersion()}, found ${job.modelVersion}` },
      ]);
    }
    this.#job = job;
    this.plan = new SweepPlan(job.spec);
    this.#paths = this.plan.columns.map(({ path }) => path);
    this.#template = new ScenarioTemplate({
      text: job.text,
      file: job.file,
      overrides: job.overrides,
      readFile: (path) => {
        if (!Object.hasOwn(job.files, path)) {
          throw new LeolinkError("input", [
            { message: `expected a file that the sweep was planned with, found ${path}` },
          ]);
        }
        return job.files[path];
      },
    });
  }

  /** The scenario as YAML, overrides applied. */
  get text(): string {
    return this.#template.text;
  }

  /** The scenario of a point. */
  resolve(index: number): Omit<LoadedScenario, "text"> {
    const values = this.plan.values(index);
    return this.#template.resolve(this.#paths.map((path, place): [string, AxisScalar] => [path, values[place]]));
  }

  /** The key of a point, or what is wrong with its scenario. */
  identify(index: number): { readonly key: string } | { readonly problem: string } {
    try {
      return { key: pointKey(this.resolve(index).scenario, this.#job.modelVersion) };
    } catch (error) {
      if (error instanceof LeolinkError) return { problem: error.problems.map(problemText).join("\n") };
      throw error;
    }
  }

  /**
   * Runs a point.
   *
   * @param onReplication  told how far a run with packets is
   */
  async run(index: number, onReplication?: (finished: number, maximum: number) => void): Promise<PointOutcome> {
    const { scenario, warnings } = this.resolve(index);
    const { fidelity, replications } = scenario.run;
    const onProgress = (fraction: number) => {
      if (fidelity !== "budget") onReplication?.(Math.round(fraction * replications.maximum), replications.maximum);
    };
    const key = pointKey(scenario, this.#job.modelVersion);
    try {
      const result = await run(scenario, { scenarioText: "", warnings, onProgress });
      const record = donePoint(result);
      return { index, key, record, ...(this.#job.hasSeries && { series: seriesParquet(result) }) };
    } catch (error) {
      if (error instanceof LeolinkError && error.code === "input") {
        return {
          index,
          key,
          record: { status: "refused", message: error.problems.map(({ message }) => message).join("; ") },
        };
      }
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { index, key, record: { status: "failed", message } };
    }
  }

  toString(): string {
    return `SweepPoints(${this.#job.file}, ${this.plan})`;
  }
}

/** What is kept of a run. */
function donePoint({ budget, kpi, abstracted, warnings }: RunResult): DonePoint {
  const figures: Record<string, Estimate> = { ...budget, ...kpi };
  return {
    status: "done",
    figures: Object.fromEntries(
      Object.keys(figures)
        .sort()
        .filter((name) => Number.isFinite(figures[name].value))
        .map((name) => [name, figures[name]]),
    ),
    ...(abstracted && { sample: sampleOf(abstracted) }),
    warnings: warnings.map(({ source, message }) => `${source}: ${message}`),
  };
}

function sampleOf({ replications, packets, frames, stoppedBy }: AbstractedResult): PointSample {
  return { replications, packets, frames, stoppedBy };
}

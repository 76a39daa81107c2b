import { LeolinkError } from "../../leolink-error.js";
import type { BatchResult, PointRunner } from "../point-runner.js";
import type { SweepJob } from "../sweep-job.js";

/** Sweeps whose threads a worker keeps; more would only hold memory. */
const mostPlans = 2;

/** Makes what runs the points of a sweep. */
export type OpenRunner = (job: SweepJob) => PointRunner;

interface PlannedRunner {
  readonly runner: Promise<PointRunner>;
  atWork: number;
}

/** A runner for each of the few sweeps that a worker met last. */
export class PlannedRunners {
  readonly #open: OpenRunner;
  readonly #readPlan: (plan: string) => Promise<SweepJob>;
  /** The one used last stands last. */
  readonly #runners = new Map<string, PlannedRunner>();

  constructor(open: OpenRunner, readPlan: (plan: string) => Promise<SweepJob>) {
    this.#open = open;
    this.#readPlan = readPlan;
  }

  async run(plan: string, indices: readonly number[]): Promise<BatchResult> {
    const planned = this.#take(plan);
    planned.atWork++;
    try {
      return await (await planned.runner).run(indices);
    } catch (error) {
      if (error instanceof LeolinkError) this.#drop(plan, planned);
      throw error;
    } finally {
      planned.atWork--;
      this.#closeIdle();
    }
  }

  async close(): Promise<void> {
    const runners = [...this.#runners.values()];
    this.#runners.clear();
    await Promise.all(runners.map(closed));
  }

  toString(): string {
    return `PlannedRunners(${this.#runners.size} sweeps)`;
  }

  #take(plan: string): PlannedRunner {
    const known = this.#runners.get(plan);
    const planned = known ?? { runner: this.#readPlan(plan).then(this.#open), atWork: 0 };
    if (known === undefined) planned.runner.catch(() => this.#drop(plan, planned));
    this.#runners.delete(plan);
    this.#runners.set(plan, planned);
    return planned;
  }

  #drop(plan: string, planned: PlannedRunner): void {
    if (this.#runners.get(plan) !== planned) return;
    this.#runners.delete(plan);
    void closed(planned);
  }

  #closeIdle(): void {
    for (const [plan, planned] of this.#runners) {
      if (this.#runners.size <= mostPlans) return;
      if (planned.atWork === 0) this.#drop(plan, planned);
    }
  }
}

async function closed({ runner }: PlannedRunner): Promise<void> {
  await runner.then(
    (opened) => opened.close(),
    () => {},
  );
}

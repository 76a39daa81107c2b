import { type Choice, chooseBackend, type Machine, obstacle, openForm } from "./choose.js";
import type { Backend, Kernel } from "./kernel.js";
import { type FormRate, measureForm } from "./measure-form.js";

/** A form of a kernel on this machine. */
export interface FormSurvey {
  readonly backend: Backend;
  /** Why it does not run here. */
  readonly obstacle?: string;
  readonly measured?: FormRate;
  /** Speed as a multiple of the reference's, from the same benchmark. */
  readonly ratio?: number;
}

export interface KernelSurvey {
  readonly name: string;
  readonly describe: string;
  /** Of work; the speeds count so many a second. */
  readonly unit: string;
  readonly tolerance: Kernel<never>["tolerance"];
  /** The form that is used here; undefined where a form was asked for that the kernel does not have. */
  readonly chosen?: Choice;
  readonly forms: readonly FormSurvey[];
}

export interface SurveySettings {
  /** The one form that is asked for, measured beside the reference; every form if left out. */
  readonly backend?: Backend;
  /** Time of the benchmark of each kernel, shared by its forms; 0 measures nothing. */
  readonly time_s: number;
}

/** What a kernel has on this machine, which form is used, and how fast each is. */
export async function surveyKernel<Form>(
  kernel: Kernel<Form>,
  machine: Machine,
  { backend, time_s }: SurveySettings,
): Promise<KernelSurvey> {
  const isWanted = (each: Backend) => backend === undefined || each === backend || each === "reference";
  const wanted = kernel.forms.filter((form) => isWanted(form.backend));
  const runnable = wanted.filter((form) => obstacle(kernel, form.backend, machine) === undefined);
  const rates = new Map<Backend, FormRate>();
  // The reference comes last and has most of the time: it is the slowest, and the compiler knows least of it.
  const inOrder = [...runnable].sort(
    (one, other) => Number(one.backend === "reference") - Number(other.backend === "reference"),
  );
  for (const form of time_s > 0 ? inOrder : []) {
    const opened = await openForm(kernel, form.backend, machine);
    const share = form.backend === "reference" && runnable.length > 1 ? 0.6 : 0.4 / Math.max(1, runnable.length - 1);
    rates.set(form.backend, await measureForm(opened, kernel.benchmark, runnable.length > 1 ? share * time_s : time_s));
  }
  const reference = rates.get("reference");
  const forms = wanted.map((form) => {
    const measured = rates.get(form.backend);
    const ratio = measured && reference && measured.rate / reference.rate;
    return { backend: form.backend, obstacle: obstacle(kernel, form.backend, machine), measured, ratio };
  });
  const { name, describe, tolerance, benchmark } = kernel;
  const chosen = await chosenOf(kernel, machine, backend, rates);
  return { name, describe, unit: benchmark.unit, tolerance, chosen, forms };
}

async function chosenOf<Form>(
  kernel: Kernel<Form>,
  machine: Machine,
  backend: Backend | undefined,
  rates: ReadonlyMap<Backend, FormRate>,
): Promise<Choice | undefined> {
  if (backend !== undefined) {
    return obstacle(kernel, backend, machine) === undefined ? { backend, because: "asked for" } : undefined;
  }
  // What has been measured is the proof; without a benchmark the proof is made in its own short time.
  const rateOf = async (each: Backend) => rates.get(each)!.rate;
  return await chooseBackend(kernel, machine, rates.size > 0 ? rateOf : undefined);
}

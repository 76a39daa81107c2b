import { LeolinkError } from "../src/leolink-error.js";
import type { GpuSearch } from "./gpu/gpu-adapter.js";
import type { Backend, Kernel } from "./kernel.js";
import { measureForm } from "./measure-form.js";

/** What a machine has for kernels. */
export interface Machine {
  readonly hasSimd: boolean;
  /** What came of looking for an adapter; undefined where nobody looked, since nobody asked for the GPU. */
  readonly gpu?: GpuSearch;
}

/** The form of a kernel to use, and why, for the people who read which one was taken. */
export interface Choice {
  readonly backend: Backend;
  readonly because: string;
}

/** Why a form of the kernel cannot be used on this machine; undefined where it can. */
export function obstacle<Form>(kernel: Kernel<Form>, backend: Backend, machine: Machine): string | undefined {
  if (!kernel.forms.some((form) => form.backend === backend)) return "the kernel has no such form";
  if (backend === "simd" && !machine.hasSimd) return "this engine has no WebAssembly SIMD";
  if (backend !== "gpu") return undefined;
  return machine.gpu ? machine.gpu.reason : "no graphics processor was looked for";
}

/**
 * Opens a form of a kernel.
 *
 * @throws LeolinkError with the reason where this machine cannot run it: another form is never taken in silence
 */
export async function openForm<Form>(kernel: Kernel<Form>, backend: Backend, machine: Machine): Promise<Form> {
  const reason = obstacle(kernel, backend, machine);
  const form = kernel.forms.find((each) => each.backend === backend);
  const opened = reason === undefined ? await form?.open(machine.gpu?.adapter) : undefined;
  if (opened !== undefined) return opened;
  const message = `${kernel.name}: ${backend}: ${reason ?? "the form does not open"}`;
  throw new LeolinkError("input", [{ message }]);
}

/**
 * The form of a kernel that is best on this machine: SIMD where the engine has it, else the reference. The GPU takes
 * its place where a real adapter is open (not a program on the CPU) and has proven faster on the kernel's benchmark.
 *
 * @param rateOf  measures a form, where a real adapter has to prove itself; higher is better
 */
export async function chooseBackend<Form>(
  kernel: Kernel<Form>,
  machine: Machine,
  rateOf: (backend: Backend) => Promise<number> = (backend) => trialRate(kernel, backend, machine),
): Promise<Choice> {
  const host = hostChoice(kernel, machine);
  const adapter = machine.gpu?.adapter;
  if (adapter === undefined || adapter.isSoftware || obstacle(kernel, "gpu", machine) !== undefined) return host;
  const gain = (await rateOf("gpu")) / (await rateOf(host.backend));
  if (gain > 1) return { backend: "gpu", because: `${gain.toFixed(1)} times as fast as ${host.backend}` };
  return { ...host, because: `${(1 / gain).toFixed(1)} times as fast as the GPU` };
}

function hostChoice<Form>(kernel: Kernel<Form>, machine: Machine): Choice {
  const because = obstacle(kernel, "simd", machine);
  return because === undefined ? { backend: "simd", because: "WebAssembly SIMD" } : { backend: "reference", because };
}

/** Time that a proof of speed takes for each form. */
const trial_s = 0.05;

async function trialRate<Form>(kernel: Kernel<Form>, backend: Backend, machine: Machine): Promise<number> {
  const { rate } = await measureForm(await openForm(kernel, backend, machine), kernel.benchmark, trial_s);
  return rate;
}

import type { GpuSearch } from "../../../kernels/gpu/gpu-adapter.js";
import type { Backend } from "../../../kernels/kernel.js";
import type { KernelSurvey, SurveySettings } from "../../../kernels/survey.js";
import type { CliIo } from "../cli-io.js";
import { type Command, jsonOption } from "../command.js";
import { type CommandArguments, wrongOption } from "../command-arguments.js";
import { exitStatus } from "../exit-status.js";
import { optionQuantity } from "../option-quantity.js";
import { startProgress } from "../progress.js";

const backends = ["reference", "simd", "gpu"] as const satisfies readonly Backend[];

export const kernelsCommand: Command = {
  usage: "kernels",
  describe: "List the hot loops with their forms, the ones this machine uses, and how fast each is",
  details:
    "A form is the plain reference, WebAssembly SIMD, or gpu.js on the graphics processor. The GPU is used where it is\n" +
    "asked for, or where a real one (not a program on the CPU) has proven faster in this benchmark.\n" +
    "The GPU needs the optional packages gpu.js and webgpu, and a driver of Vulkan, Metal or Direct3D 12.",
  positionals: {},
  options: {
    backend: {
      kind: "text",
      value: backends.join("|"),
      describe: "Use this form, and measure it beside the reference; every form that runs here if left out",
    },
    time: {
      kind: "text",
      value: "TIME",
      describe: "Time of the benchmark of each kernel, shared by its forms; '1 s' if left out, '0 s' measures nothing",
    },
    json: jsonOption,
  },
  examples: [
    ["leolink kernels", "everything, a second for each kernel"],
    ["leolink kernels --backend gpu --time '3 s'", "the graphics processor against the reference"],
  ],
  execute,
};

async function execute(args: CommandArguments, io: CliIo): Promise<number> {
  const backend = args.choice("backend", backends);
  const time_s = optionQuantity(args, "time", "time_s", { minimum: 0, maximum: 600 }) ?? 1;
  const [{ openGpuAdapter }, { hasWasmSimd }] = await Promise.all([
    import("../../../kernels/gpu/gpu-adapter.js"),
    import("../../../kernels/wasm-simd.js"),
  ]);
  const hasSimd = hasWasmSimd();
  const gpu = await openGpuAdapter();
  try {
    if (backend === "gpu" && !gpu.adapter) throw wrongOption("backend", `gpu: ${gpu.reason}`);
    if (backend === "simd" && !hasSimd) throw wrongOption("backend", "simd: this engine has no WebAssembly SIMD");
    const surveys = await surveyAll({ hasSimd, gpu }, { backend, time_s }, io);
    await printSurveys({ hasSimd, gpu, surveys, time_s }, args.flag("json"), io);
  } finally {
    await gpu.adapter?.close();
  }
  return exitStatus.done;
}

interface Found {
  readonly hasSimd: boolean;
  readonly gpu: GpuSearch;
  readonly surveys: readonly KernelSurvey[];
  readonly time_s: number;
}

async function surveyAll(
  machine: Pick<Found, "hasSimd" | "gpu">,
  settings: SurveySettings,
  io: CliIo,
): Promise<KernelSurvey[]> {
  const [{ kernels }, { surveyKernel }] = await Promise.all([
    import("../../../kernels/registry.js"),
    import("../../../kernels/survey.js"),
  ]);
  const progress = await startProgress(io, settings.time_s === 0);
  const surveys: KernelSurvey[] = [];
  try {
    for (const [index, { name, visit }] of kernels.entries()) {
      progress.update(index / kernels.length, name);
      surveys.push(await visit((kernel) => surveyKernel(kernel, machine, settings)));
      io.signal.throwIfAborted();
    }
  } finally {
    progress.stop();
  }
  return surveys;
}

async function printSurveys({ hasSimd, gpu, surveys, time_s }: Found, isJson: boolean, io: CliIo): Promise<void> {
  if (isJson) {
    io.print(JSON.stringify(surveysJson({ hasSimd, gpu, surveys, time_s }), null, 2));
    return;
  }
  const { backendLines, kernelTable } = await import("../../report/terminal-kernels.js");
  io.print(backendLines(hasSimd, gpu, io.style));
  io.print("");
  io.print(kernelTable(surveys, io.style));
}

function surveysJson({ hasSimd, gpu, surveys, time_s }: Found) {
  const { adapter, reason } = gpu;
  return {
    node: process.versions.node,
    v8: process.versions.v8,
    simd: { isAvailable: hasSimd },
    gpu: adapter
      ? { isAvailable: true, adapter: adapter.name, isSoftware: adapter.isSoftware }
      : { isAvailable: false, reason },
    timeOfEachKernel_s: time_s,
    kernels: surveys.map(({ forms, chosen, ...kernel }) => ({
      ...kernel,
      chosen: chosen ?? null,
      forms: forms.map(({ backend, obstacle, measured, ratio }) => ({
        backend,
        isAvailable: obstacle === undefined,
        ...(obstacle === undefined ? {} : { reason: obstacle }),
        ...(measured ? { rate_per_s: measured.rate, runs: measured.runs, time_s: measured.time_s } : {}),
        ...(ratio === undefined ? {} : { ratioToReference: ratio }),
      })),
    })),
  };
}

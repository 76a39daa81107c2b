import type { GPU as GpuLibrary } from "gpu.js";
import { type GpuArguments, type GpuArgumentTypes, GpuProgram, type GpuProgramBody } from "./gpu-program.js";

/** A graphics processor that is open and has answered a known question rightly. */
export interface GpuAdapter {
  /** As its driver calls it, e.g. `SwiftShader driver 5.0.0 (google swiftshader)`. */
  readonly name: string;
  /** Whether the "graphics processor" is a program on the CPU (SwiftShader, llvmpipe): good for tests, not for speed. */
  readonly isSoftware: boolean;
  /** Makes a program of a function that gpu.js translates to the adapter's own language; float32 throughout. */
  program<Args extends GpuArguments>(body: GpuProgramBody<Args>, types: GpuArgumentTypes<Args>): GpuProgram<Args>;
  /** Ends every program that it made and gives the processor back; without it, Node.js would never end. */
  close(): Promise<void>;
}

/** What came of looking for an adapter: one, or why there is none. */
export type GpuSearch =
  | { readonly adapter: GpuAdapter; readonly reason?: undefined }
  | { readonly adapter?: undefined; readonly reason: string };

/**
 * Opens the machine's graphics processor for kernels: in a browser that of `navigator.gpu`, elsewhere that of the
 * optional package `webgpu` (Dawn), and holds it to an answer known beforehand: Dawn's null backend answers too, with what its memory holds.
 *
 * gpu.js has one device for the whole process, so a program has one adapter at a time: close it before the next.
 */
export async function openGpuAdapter(): Promise<GpuSearch> {
  let provided: ProvidedGpu;
  let library: typeof import("gpu.js");
  try {
    library = await gpuLibrary();
    provided = await provideGpu();
  } catch (error) {
    return { reason: missingText(error) };
  }
  try {
    if ((await provided.gpu.requestAdapter()) === null) {
      provided.withdraw();
      return { reason: "no graphics processor answers (WebGPU needs a driver of Vulkan, Metal or Direct3D 12)" };
    }
    const { adapter } = await library.WebGPUContext.acquire();
    const instance = new library.GPU({ mode: "webgpu" });
    const close = async () => {
      await instance.destroy();
      await library.WebGPUContext.destroy();
      provided.withdraw();
    };
    const opened = openedAdapter(adapter.info, instance, close);
    const wrong = await wrongAnswer(opened);
    if (wrong === undefined) return { adapter: opened };
    await close();
    return { reason: `${opened.name} ${wrong}` };
  } catch (error) {
    await library.WebGPUContext.destroy();
    provided.withdraw();
    return { reason: `the graphics processor failed: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** gpu.js as a module of Node.js, or as the bundle for browsers, whose names stand on its one export. */
async function gpuLibrary(): Promise<typeof import("gpu.js")> {
  const module: typeof import("gpu.js") & { default?: typeof import("gpu.js") } = await import("gpu.js");
  return module.GPU === undefined && module.default ? module.default : module;
}

interface ProvidedGpu {
  readonly gpu: GPU;
  /** Takes back what was put into the global scope; nothing in a browser. */
  readonly withdraw: () => void;
}

/** `navigator.gpu`, put there if need be: gpu.js looks for it, and the reference keeps it from being collected. */
async function provideGpu(): Promise<ProvidedGpu> {
  const scope: { navigator?: { gpu?: GPU } } = globalThis;
  if (scope.navigator?.gpu) return { gpu: scope.navigator.gpu, withdraw: () => {} };
  const { create } = await import("webgpu");
  const gpu = create([]);
  const found = scope.navigator;
  const owner: object = found ?? scope;
  const name = found ? "gpu" : "navigator";
  Object.defineProperty(owner, name, { value: found ? gpu : { gpu }, configurable: true });
  return { gpu, withdraw: () => void Reflect.deleteProperty(owner, name) };
}

function missingText(error: unknown): string {
  const message = error instanceof Error ? error.message.split("\n")[0] : String(error);
  const missing = /Cannot find (?:package|module) '(gpu\.js|webgpu)'/.exec(message);
  return missing ? `the optional package ${missing[1]} is not installed` : `WebGPU does not load: ${message}`;
}

function openedAdapter(info: GPUAdapterInfo, instance: GpuLibrary, close: () => Promise<void>): GpuAdapter {
  const kind = [info.vendor, info.architecture].filter((part) => part !== "").join(" ");
  const name = info.description || info.device || kind || "unnamed adapter";
  return {
    name: kind === "" || name === kind ? name : `${name} (${kind})`,
    isSoftware: info.isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|basic render/i.test(`${name} ${kind}`),
    program: (body, types) => new GpuProgram(instance, body, types),
    close,
  };
}

/** What is wrong with the adapter's arithmetic, undefined where nothing is. */
async function wrongAnswer(adapter: GpuAdapter): Promise<string | undefined> {
  const program = adapter.program<[x: Float32Array, scale: number]>(
    function (x, scale) {
      return x[this.thread.x] * x[this.thread.x] + scale * Math.sqrt(x[this.thread.x]);
    },
    ["Array", "Float"],
  );
  // Squares, so that every result is a whole number that float32 holds.
  const squares = Float32Array.from({ length: 100 }, (_, i) => i * i);
  const found = await program.run([squares.length], squares, 3);
  program.close();
  const wrong = found.findIndex((value, i) => !(Math.abs(value - (i ** 4 + 3 * i)) <= 1e-6 * i ** 4));
  if (found.length !== squares.length) return `gives ${found.length} numbers for ${squares.length}`;
  return wrong < 0 ? undefined : `gives ${found[wrong]} for ${wrong ** 4 + 3 * wrong}: it is not used`;
}

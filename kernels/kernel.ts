import type { GpuAdapter } from "./gpu/gpu-adapter.js";

/** `reference`: plain TypeScript; `simd`: AssemblyScript, compiled to WebAssembly SIMD; `gpu`: gpu.js over WebGPU. */
export type Backend = "reference" | "simd" | "gpu";

/** One way to run a kernel. */
export interface KernelForm<Form> {
  readonly backend: Backend;
  /** Makes the object or function that works; the GPU's needs an open adapter and is undefined without one. */
  readonly open: (gpu?: GpuAdapter) => Form | undefined | Promise<Form | undefined>;
}

/** Numbers that a form's work on one input ends in. */
export type KernelOutput =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

/** An input on which every form must agree with the reference. */
export interface ParityCase<Form> {
  readonly title: string;
  readonly run: (form: Form) => KernelOutput | Promise<KernelOutput>;
}

/**
 * A hot loop with its forms, the reference first. The registry (`registry.ts`) lists them all; one test holds every
 * form to the reference on `parityCases`.
 */
export interface Kernel<Form> {
  readonly name: string;
  readonly describe: string;
  readonly forms: readonly [KernelForm<Form>, ...KernelForm<Form>[]];
  /** Largest |form - reference|: `abs + rel |reference|`; both 0 where the forms are bit-exact. */
  readonly tolerance: { readonly abs: number; readonly rel: number; readonly reason: string };
  /** Random and extreme inputs with fixed seeds: saturation, zeros, lengths of 0, 1, 3, a lane more and less. */
  readonly parityCases: () => Iterable<ParityCase<Form>>;
  readonly benchmark: KernelBenchmark<Form>;
}

export interface KernelBenchmark<Form> {
  /** Of `work`, e.g. `information bit`, `symbol`. */
  readonly unit: string;
  /** Prepares an input of typical size; each call of `run` does `work` units. */
  readonly prepare: (form: Form) => { readonly work: number; readonly run: () => void | Promise<void> };
}

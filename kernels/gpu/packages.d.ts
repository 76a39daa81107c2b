// What leolink uses of two optional packages, typed here so that it compiles where they are not installed.

declare module "gpu.js" {
  /** A kernel that has been made: call it with numbers and arrays; it gives rows of the output. */
  export interface KernelRunner {
    (...args: readonly (number | Float32Array)[]): Promise<Float32Array | Float32Array[] | Float32Array[][]>;
    setOutput(output: number[]): this;
    destroy(): void;
  }

  export interface KernelSettings {
    output: number[];
    /** One an argument, in order. */
    argumentTypes: readonly string[];
    dynamicOutput: boolean;
    dynamicArguments: boolean;
    /** Turns after which a loop whose end is an argument is cut off: 1000 if left out. */
    loopMaxIterations: number;
  }

  export class GPU {
    constructor(settings: { mode: "webgpu" });
    createKernel<Thread, Args extends readonly unknown[]>(
      body: (this: Thread, ...args: Args) => number,
      settings: KernelSettings,
    ): KernelRunner;
    destroy(): Promise<void>;
  }

  /** The one device that every GPU object of the process shares. */
  export const WebGPUContext: {
    acquire(): Promise<{ adapter: GPUAdapter; device: GPUDevice }>;
    destroy(): Promise<void>;
  };
}

declare module "webgpu" {
  /** @param options  of Dawn, `key=value`; the GPU is lost when the object that is returned is collected */
  export function create(options: string[]): GPU;
}

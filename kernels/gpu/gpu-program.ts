import type { GPU as GpuLibrary, KernelRunner } from "gpu.js";

/** What `this` is in the body of a program: the place of the number it is to give. */
export interface GpuThread {
  readonly thread: { readonly x: number; readonly y: number; readonly z: number };
}

/**
 * One number of the output. gpu.js translates the text of the function (a `function`, no arrow), so it may hold only
 * arithmetic, `Math`, loops, branches and array elements; nothing from outside it. A variable is a float32, whole only
 * up to 2^24: the index of a long array is written out where it is used, of `thread`, loop counters and integer
 * arguments. No name may be declared twice, even in blocks apart, and no variable may be a truth value.
 */
export type GpuProgramBody<Args extends GpuArguments> = (this: GpuThread, ...args: Args) => number;

export type GpuArguments = readonly (number | Float32Array)[];

/** What gpu.js must know of each argument: a number is a float in the program, or an integer, fit for an index. */
export type GpuArgumentTypes<Args extends GpuArguments> = {
  readonly [Index in keyof Args]: Args[Index] extends Float32Array ? "Array" : "Float" | "Integer";
};

/** A program on the graphics processor: numbers and arrays in, float32 numbers out. Its buffers grow as needed. */
export class GpuProgram<Args extends GpuArguments> {
  readonly #runner: KernelRunner;
  #shape: readonly number[] = [];

  constructor(instance: GpuLibrary, body: GpuProgramBody<Args>, types: GpuArgumentTypes<Args>) {
    this.#runner = instance.createKernel(body, {
      output: [1],
      argumentTypes: [...types],
      dynamicOutput: true,
      dynamicArguments: true,
      loopMaxIterations: 2 ** 24,
    });
  }

  /**
   * @param shape  of the output, `thread.x` first: its last index runs over x
   * @param args   of the body; arrays may differ in length from one call to the next
   * @returns the output in one array, empty where the shape holds nothing
   */
  async run(shape: readonly number[], ...args: Args): Promise<Float32Array> {
    const count = shape.reduce((product, length) => product * length, 1);
    if (count === 0) return new Float32Array(0);
    if (shape.some((length, index) => length !== this.#shape[index])) {
      this.#runner.setOutput([...shape]);
      this.#shape = shape;
    }
    let rows: Float32Array | Float32Array[] | Float32Array[][] = await this.#runner(...args);
    // Rows are views of one buffer, in order.
    while (Array.isArray(rows)) rows = rows[0];
    return new Float32Array(rows.buffer, rows.byteOffset, count);
  }

  close(): void {
    this.#runner.destroy();
  }
}

import { describe, expect, it } from "vitest";
import { chooseBackend, obstacle, openForm } from "../../kernels/choose.js";
import type { GpuAdapter } from "../../kernels/gpu/gpu-adapter.js";
import type { Backend, Kernel } from "../../kernels/kernel.js";
import { measureForm } from "../../kernels/measure-form.js";
import { hasWasmSimd } from "../../kernels/wasm-simd.js";

type Form = () => string;

function kernelOf(backends: readonly Backend[]): Kernel<Form> {
  const [first, ...others] = backends.map((backend) => ({ backend, open: () => () => backend as string }));
  return {
    name: "example",
    describe: "an example",
    forms: [first, ...others],
    tolerance: { abs: 0, rel: 0, reason: "exact" },
    parityCases: () => [],
    benchmark: { unit: "call", prepare: (form) => ({ work: 1, run: () => void form() }) },
  };
}

function adapterOf(isSoftware: boolean): GpuAdapter {
  return {
    name: "an adapter",
    isSoftware,
    program: () => {
      throw new Error("not asked for here");
    },
    close: async () => {},
  };
}

const all = kernelOf(["reference", "simd", "gpu"]);
const real = { hasSimd: true, gpu: { adapter: adapterOf(false) } };
const rates = (gpu: number, simd: number) => async (backend: Backend) => ({ gpu, simd, reference: 1 })[backend];

describe("the form of a kernel that is used", () => {
  it("is SIMD where the engine has it and the kernel a form, else the reference", async () => {
    expect(await chooseBackend(all, { hasSimd: true })).toEqual({ backend: "simd", because: "WebAssembly SIMD" });
    expect((await chooseBackend(all, { hasSimd: false })).backend).toBe("reference");
    expect(await chooseBackend(kernelOf(["reference"]), { hasSimd: true })).toEqual({
      backend: "reference",
      because: "the kernel has no such form",
    });
  });

  it("is the GPU's only where a real adapter has proven faster", async () => {
    const faster = await chooseBackend(all, real, rates(30, 10));
    expect(faster).toEqual({ backend: "gpu", because: "3.0 times as fast as simd" });
    const slower = await chooseBackend(all, real, rates(5, 10));
    expect(slower).toEqual({ backend: "simd", because: "2.0 times as fast as the GPU" });
    expect((await chooseBackend(kernelOf(["reference", "simd"]), real, rates(30, 10))).backend).toBe("simd");
  });

  it("is never by itself that of a program on the CPU that stands for a GPU", async () => {
    const software = { hasSimd: true, gpu: { adapter: adapterOf(true) } };
    expect((await chooseBackend(all, software, rates(30, 10))).backend).toBe("simd");
    expect(obstacle(all, "gpu", software)).toBeUndefined();
  });

  it("that is asked for and not there is an error with its reason, never another form", async () => {
    const without = { hasSimd: false, gpu: { reason: "no graphics processor answers" } };
    await expect(openForm(all, "gpu", without)).rejects.toThrow("example: gpu: no graphics processor answers");
    await expect(openForm(all, "simd", without)).rejects.toThrow("example: simd: this engine has no WebAssembly SIMD");
    await expect(openForm(kernelOf(["reference"]), "simd", real)).rejects.toThrow("the kernel has no such form");
    await expect(openForm(all, "gpu", { hasSimd: true })).rejects.toThrow("no graphics processor was looked for");
    expect((await openForm(all, "gpu", real))()).toBe("gpu");
  });
});

it("Node.js has WebAssembly SIMD", () => {
  expect(hasWasmSimd()).toBe(true);
});

it("a benchmark counts the work of its runs, and at least one of a form that is slower than its time", async () => {
  let calls = 0;
  const found = await measureForm(
    undefined,
    { unit: "call", prepare: () => ({ work: 7, run: () => void calls++ }) },
    0.02,
  );
  expect(found.rate).toBeGreaterThan(0);
  expect(found.runs).toBeLessThan(calls);
  const slow = {
    unit: "call",
    prepare: () => ({ work: 1, run: () => new Promise<void>((done) => setTimeout(done, 30)) }),
  };
  expect((await measureForm(undefined, slow, 0.001)).runs).toBe(1);
  await expect(measureForm(undefined, slow, 0)).rejects.toThrow("time_s: expected a number above 0, found 0");
});

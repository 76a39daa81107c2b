import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { openGpuAdapter } from "../../../kernels/gpu/gpu-adapter.js";
import { offerSoftwareAdapter } from "./software-adapter.js";

/** What every adapter here is asked for; undefined, with the reason, where there is none. */
async function adapterOrSkip(skip: (reason: string) => never) {
  await offerSoftwareAdapter();
  const { adapter, reason } = await openGpuAdapter();
  if (!adapter) return skip(reason);
  onTestFinished(() => adapter.close());
  return adapter;
}

afterEach(() => void Reflect.deleteProperty(globalThis, "navigator"));

describe("a graphics processor", () => {
  it("computes with floats, integers for indices and arrays of changing length", async ({ skip }) => {
    const adapter = await adapterOrSkip(skip);
    const scaled = adapter.program<[Float32Array, number, number]>(
      function (x, factor, from) {
        return factor * x[from + this.thread.x];
      },
      ["Array", "Float", "Integer"],
    );
    expect([...(await scaled.run([3], Float32Array.of(1, 2, 3, 4), 0.5, 1))]).toEqual([1, 1.5, 2]);
    expect([...(await scaled.run([2], Float32Array.of(1, 2), 3, 0))]).toEqual([3, 6]);
    const long = Float32Array.from({ length: 100_000 }, (_, i) => i);
    expect((await scaled.run([100_000], long, 2, 0))[99_999]).toBe(199_998);
    expect(await scaled.run([0], long, 2, 0)).toHaveLength(0);
  });

  it("gives outputs of two and three dimensions in one array, x last", async ({ skip }) => {
    const adapter = await adapterOrSkip(skip);
    const places = adapter.program<[number]>(
      function (base) {
        return base + this.thread.x + 10 * this.thread.y + 100 * this.thread.z;
      },
      ["Float"],
    );
    expect([...(await places.run([2, 3, 2], 0.5))]).toEqual(
      [0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121].map((place) => place + 0.5),
    );
  });

  it("turns a loop as often as its argument says, however often that is", async ({ skip }) => {
    const adapter = await adapterOrSkip(skip);
    const counted = adapter.program<[number]>(
      function (turns) {
        let sum = this.thread.x;
        for (let i = 0; i < turns; i++) sum += 1;
        return sum;
      },
      ["Integer"],
    );
    expect((await counted.run([1], 5000))[0]).toBe(5000);
  });

  it("is named, and gives the global scope back as it was", async ({ skip }) => {
    const adapter = await adapterOrSkip(skip);
    expect(adapter.name).not.toBe("");
    await adapter.close();
    expect("navigator" in globalThis && "gpu" in globalThis.navigator).toBe(false);
    // Closed, it can be opened again.
    const again = await openGpuAdapter();
    expect(again.adapter?.name).toBe(adapter.name);
    await again.adapter?.close();
  });

  it("that answers a known question wrongly, as Dawn's null backend does, is not used", async ({ skip }) => {
    const webgpu = await import("webgpu").catch(() => skip("the optional package webgpu is not installed"));
    const gpu = webgpu.create(["backend=null"]);
    Object.defineProperty(globalThis, "navigator", { value: { gpu }, configurable: true });
    const { adapter, reason } = await openGpuAdapter();
    expect(adapter).toBeUndefined();
    expect(reason).toMatch(/gives \S+ for \d+: it is not used/);
  });

  it("that does not answer is reported in words", async ({ skip }) => {
    await import("gpu.js").catch(() => skip("the optional package gpu.js is not installed"));
    const value = { gpu: { requestAdapter: async () => null } };
    Object.defineProperty(globalThis, "navigator", { value, configurable: true });
    expect((await openGpuAdapter()).reason).toContain("no graphics processor answers");
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openForm } from "../../kernels/choose.js";
import { type GpuSearch, openGpuAdapter } from "../../kernels/gpu/gpu-adapter.js";
import type { Kernel, KernelOutput } from "../../kernels/kernel.js";
import { kernels } from "../../kernels/registry.js";
import { hasWasmSimd } from "../../kernels/wasm-simd.js";
import { offerSoftwareAdapter } from "./gpu/software-adapter.js";

let gpu: GpuSearch;

beforeAll(async () => {
  await offerSoftwareAdapter();
  gpu = await openGpuAdapter();
});
afterAll(() => gpu.adapter?.close());

/** Every place where a form is further from the reference than the kernel allows, the first few in words. */
function disagreements(
  { abs, rel }: Kernel<never>["tolerance"],
  expected: KernelOutput,
  found: KernelOutput,
): string[] {
  if (found.length !== expected.length) return [`${found.length} numbers instead of ${expected.length}`];
  const wrong: string[] = [];
  for (let i = 0; i < expected.length && wrong.length < 5; i++) {
    const isSame = Object.is(found[i], expected[i]) || found[i] === expected[i];
    if (!isSame && !(Math.abs(found[i] - expected[i]) <= abs + rel * Math.abs(expected[i]))) {
      wrong.push(`${found[i]} instead of ${expected[i]} at index ${i}`);
    }
  }
  return wrong;
}

async function formDisagreements<Form>(kernel: Kernel<Form>, backend: "simd" | "gpu"): Promise<string[]> {
  const machine = { hasSimd: hasWasmSimd(), gpu };
  const reference = await openForm(kernel, "reference", machine);
  const form = await openForm(kernel, backend, machine);
  const wrong: string[] = [];
  let cases = 0;
  for (const { title, run } of kernel.parityCases()) {
    cases++;
    const [expected, found] = [await run(reference), await run(form)];
    wrong.push(...disagreements(kernel.tolerance, expected, found).map((each) => `${title}: ${each}`));
  }
  return cases > 0 ? wrong : ["the kernel has no parity cases"];
}

describe.each(kernels)("$name", ({ visit }) => {
  const backends = visit((kernel) => kernel.forms.map(({ backend }) => backend));

  if (backends.includes("simd")) {
    it("agrees in SIMD with its reference on every input", async () => {
      expect(await visit((kernel) => formDisagreements(kernel, "simd"))).toEqual([]);
    });
  }

  if (backends.includes("gpu")) {
    it("agrees on a graphics processor with its reference on every input", async (test) => {
      if (!gpu.adapter) test.skip(gpu.reason);
      expect(await visit((kernel) => formDisagreements(kernel, "gpu"))).toEqual([]);
    });
  }
});

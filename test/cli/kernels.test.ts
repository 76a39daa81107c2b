import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { kernels } from "../../kernels/registry.js";
import { BuiltProgram } from "../built-program.js";
import { offerSoftwareAdapter } from "../kernels/gpu/software-adapter.js";
import { leolink } from "./test-io.js";

interface KernelsJson {
  readonly gpu: { readonly isAvailable: boolean; readonly adapter?: string; readonly reason?: string };
  readonly kernels: readonly {
    readonly name: string;
    readonly chosen: { readonly backend: string; readonly because: string } | null;
    readonly forms: readonly {
      readonly backend: string;
      readonly isAvailable: boolean;
      readonly rate_per_s?: number;
      readonly ratioToReference?: number;
    }[];
  }[];
}

/** Whether this machine has a graphics processor, or a program that stands for one. */
let hasAdapter = false;
let program: BuiltProgram;

beforeAll(async () => {
  await offerSoftwareAdapter();
  program = new BuiltProgram();
  const { out } = await run("--time", "0 s", "--json");
  hasAdapter = (JSON.parse(out) as KernelsJson).gpu.isAvailable;
});
afterAll(() => program?.dispose());

/** A process for each command, since Dawn may fail where adapters come and go many times in one. */
async function run(...words: string[]) {
  const { status, out, err } = await program.run(["kernels", ...words]);
  return { status, out: out.trimEnd(), err };
}

describe("leolink kernels", () => {
  it("lists every kernel of the registry with its forms and the one that is used", async () => {
    const { status, out } = await run("--time", "0 s", "--json");
    expect(status).toBe(0);
    const found = JSON.parse(out) as KernelsJson;
    expect(found.kernels.map(({ name }) => name)).toEqual(kernels.map(({ name }) => name));
    expect(found.gpu.isAvailable).toBe(hasAdapter);
    expect(found.gpu.adapter ?? found.gpu.reason).toMatch(/\w+/);
    for (const { forms, chosen } of found.kernels) {
      expect(forms[0]).toEqual({ backend: "reference", isAvailable: true });
      // Node.js has SIMD, and a software adapter is not chosen by itself.
      expect(chosen?.backend).toBe(forms.some(({ backend }) => backend === "simd") ? "simd" : "reference");
    }
  });

  it("measures each form in the time given, and how many times the reference it is", async () => {
    // That it ends by itself after it has used a graphics processor is part of it.
    const { status, out } = await run("--time", "20 ms", "--json");
    expect(status).toBe(0);
    for (const { forms } of (JSON.parse(out) as KernelsJson).kernels) {
      const [reference] = forms;
      expect(reference.ratioToReference).toBe(1);
      for (const { isAvailable, rate_per_s, ratioToReference } of forms.filter((form) => form.isAvailable)) {
        expect(isAvailable).toBe(true);
        expect(rate_per_s).toBeGreaterThan(0);
        expect(ratioToReference).toBeCloseTo(rate_per_s! / reference.rate_per_s!, 9);
      }
    }
  });

  it("prints backends and an aligned table in which the used form is marked", async () => {
    const { out } = await run("--time", "0 s");
    const lines = out.split("\n");
    expect(lines[0]).toMatch(/^reference {2}yes {2}plain TypeScript$/);
    expect(lines[1]).toMatch(/^simd +yes {2}/);
    expect(lines[2]).toMatch(hasAdapter ? /^gpu +yes {2}\S/ : /^gpu +no {3}\S/);
    const head = lines.findIndex((line) => line.startsWith("Kernel"));
    const column = lines[head].indexOf("Form");
    for (const name of kernels.map((kernel) => kernel.name)) {
      const row = lines.find((line) => line.startsWith(`${name} `));
      expect(row?.slice(column + 2)).toMatch(/^reference +- {2}not measured/);
    }
    expect(out).toContain("* used on this machine");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it("measures the form that is asked for beside the reference, and no other", async () => {
    const { out } = await run("--backend", "simd", "--time", "0 s", "--json");
    for (const { forms, chosen } of (JSON.parse(out) as KernelsJson).kernels) {
      expect(forms.map(({ backend }) => backend)).toEqual(["reference", "simd"].slice(0, forms.length));
      expect(chosen).toEqual(forms.length === 2 ? { backend: "simd", because: "asked for" } : null);
    }
  });

  it("refuses the GPU with the reason where there is none, and uses it where there is one", async () => {
    const { status, out, err } = await run("--backend", "gpu", "--time", "0 s", "--json");
    expect(status).toBe(hasAdapter ? 0 : 2);
    if (!hasAdapter) {
      expect(err).toMatch(/^error: --backend: gpu: \S/);
      return;
    }
    const used = (JSON.parse(out) as KernelsJson).kernels.filter(({ chosen }) => chosen?.backend === "gpu");
    expect(used.length).toBeGreaterThan(0);
  });

  it.each([
    ["--backend", "cuda", "--backend: expected reference or simd or gpu, found cuda"],
    ["--time", "-1 s", "--time: expected a time"],
    ["--time", "1", "--time"],
  ])("refuses %s %s", async (option, value, message) => {
    const { status, out, err } = await leolink("kernels", `${option}=${value}`);
    expect([status, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });
});

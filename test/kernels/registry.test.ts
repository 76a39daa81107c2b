import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { kernels } from "../../kernels/registry.js";

const folder = join(import.meta.dirname, "..", "..", "kernels");
const files = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "generated")
  .flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => `${name}/${file}`))
  .filter((file) => file.endsWith("-kernel.ts"));

describe("the registry of kernels", () => {
  it.each(files)("lists the kernel of %s", async (file) => {
    const exported: Record<string, unknown> = await import(join(folder, file));
    const listed = kernels.map(({ visit }) => visit((kernel): unknown => kernel));
    const found = Object.values(exported).filter(
      (each) => typeof each === "object" && each !== null && "forms" in each,
    );
    expect(found.length).toBeGreaterThan(0);
    for (const kernel of found) expect(listed).toContain(kernel);
  });

  it("gives every kernel a name of its own", () => {
    const names = kernels.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it.each(kernels)(
    "$name: the reference stands first, no form twice, and a tolerance above 0 has a reason",
    ({ visit }) => {
      const { backends, tolerance } = visit(({ forms, tolerance }) => ({
        backends: forms.map(({ backend }) => backend),
        tolerance,
      }));
      expect(backends[0]).toBe("reference");
      expect(new Set(backends).size).toBe(backends.length);
      expect(tolerance.abs).toBeGreaterThanOrEqual(0);
      expect(tolerance.rel).toBeGreaterThanOrEqual(0);
      expect(tolerance.reason).not.toBe("");
    },
  );
});

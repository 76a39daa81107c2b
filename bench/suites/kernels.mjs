/** Forms that run on the CPU; `leolink kernels --backend gpu` measures those of graphics processors. */
const backends = ["simd", "reference"];

/** Every kernel of the registry in every form, on the input that its own file gives as its benchmark. */
export async function kernelBenchmarks(definitions, library) {
  const known = await registered(definitions);
  const measured = await registered(library).catch(() => new Map());
  return [...new Set([...known.keys(), ...measured.keys()])].flatMap((name) => {
    const forms = [known, measured].flatMap((kernels) => kernels.get(name)?.forms ?? []);
    return backends
      .filter((backend) => forms.some((form) => form.backend === backend))
      .map((backend) => ({
        id: `kernel ${name}, ${backend}`,
        backend,
        beside: backend === "reference" ? undefined : `kernel ${name}, reference`,
        unit: known.get(name)?.benchmark.unit ?? measured.get(name).benchmark.unit,
        prepare: async () => {
          const form = measured.get(name)?.forms.find((each) => each.backend === backend);
          if (form === undefined) throw new Error("the kernel has no such form");
          if (!known.has(name)) throw new Error("this checkout has no such kernel, so no input for it");
          return known.get(name).benchmark.prepare(await form.open());
        },
      }));
  });
}

async function registered(library) {
  const { kernels } = await library.load("kernels/registry.js");
  return new Map(kernels.map(({ name, visit }) => [name, visit((kernel) => kernel)]));
}

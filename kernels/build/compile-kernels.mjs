// Compiles every AssemblyScript source `kernels/<folder>/<name>.as.ts`, and every generator
// `kernels/<folder>/<name>.as.mjs` (its export `source()` gives the text), to WebAssembly with SIMD, and writes each
// as `kernels/generated/<name>.ts`: a module that holds the bytes as base64, so that the same import works in Node.js,
// in worker threads and in a browser. A kernel whose sources have not changed is not compiled again.
//
//   node kernels/build/compile-kernels.mjs [name ...]
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const kernels = join(dirname(fileURLToPath(import.meta.url)), "..");
const generated = join(kernels, "generated");
// No relaxed SIMD: its results may differ from one machine to the next.
const options = ["--enable", "simd,bulk-memory", "-O3", "--noAssert", "--runtime", "stub"];

/** Paths of all kernel sources, in a fixed order. */
function sources() {
  return readdirSync(kernels, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !["generated", "build", "assembly"].includes(entry.name))
    .flatMap((folder) => readdirSync(join(kernels, folder.name)).map((file) => join(kernels, folder.name, file)))
    .filter((path) => /\.as\.(ts|mjs)$/.test(path))
    .sort();
}

/** An AssemblyScript text with those of the files it imports. */
function withImports(text, folder, seen = new Set()) {
  const imported = [...text.matchAll(/from\s+"(\.[^"]+)"/g)].map((match) => join(folder, `${match[1]}.ts`));
  const fresh = imported.filter((file) => !seen.has(file));
  for (const file of fresh) seen.add(file);
  return [text, ...fresh.map((file) => withImports(readFileSync(file, "utf8"), dirname(file), seen))].join("\n");
}

async function compile(asc, path) {
  const name = basename(path).replace(/\.as\.(ts|mjs)$/, "");
  const target = join(generated, `${name}.ts`);
  const isGenerator = path.endsWith(".mjs");
  const text = isGenerator ? (await import(pathToFileURL(path).href)).source() : readFileSync(path, "utf8");
  const hash = createHash("sha256")
    .update(JSON.stringify([asc.version, options, withImports(text, dirname(path))]))
    .digest("hex");
  const mark = `// sources ${hash}`;
  if (existsSync(target) && readFileSync(target, "utf8").startsWith(mark)) return;

  const entry = isGenerator ? `${name}.as.ts` : basename(path);
  let wasm;
  const { error, stderr } = await asc.main([entry, "--outFile", "out.wasm", ...options], {
    readFile: (file, base) => {
      if (isGenerator && basename(file) === entry) return text;
      const source = join(base === "." ? dirname(path) : base, file);
      const here = join(dirname(path), file);
      return existsSync(here) ? readFileSync(here, "utf8") : existsSync(source) ? readFileSync(source, "utf8") : null;
    },
    writeFile: (file, contents) => {
      if (file.endsWith(".wasm")) wasm = contents;
    },
    listFiles: () => [],
  });
  if (error || !wasm) throw new Error(`${path}: ${error?.message ?? "no module"}\n${stderr.toString()}`);
  const base64 = Buffer.from(wasm).toString("base64");
  writeFileSync(
    target,
    `${mark}\n/** WebAssembly module, ${wasm.length} bytes. */\nexport const wasmBase64 =\n  "${base64}";\n`,
  );
  console.log(`${name}: ${wasm.length} bytes of WebAssembly`);
}

mkdirSync(generated, { recursive: true });
const asc = await import("assemblyscript/asc");
const wanted = process.argv.slice(2);
for (const path of sources()) {
  if (wanted.length === 0 || wanted.includes(basename(path).split(".")[0])) await compile(asc, path);
}

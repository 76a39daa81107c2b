import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Fast benchmarks by their id, with the compiled file and what in it does their work: a method of a class, a function,
 * or a function whose result has the method.
 */
export const slowable = {
  "kernel viterbi, simd": { file: "kernels/viterbi/viterbi-simd.js", in: "SimdViterbiDecoder", method: "decode" },
  "kernel ldpc-int8, simd": { file: "kernels/ldpc/simd-decoder.js", in: "SimdLdpcDecoder", method: "decode" },
  "kernel gaussian, simd": { file: "kernels/gaussian/gaussian-simd.js", of: "gaussianSimd", method: "fill" },
  "model abstracted link, 100 Mbps in 1500-byte packets": { file: "src/mac/simulate-mac.js", call: "simulateMac" },
};

/** Changes a copied build so that one benchmark's work takes 20 % more: every fifth call is done twice. */
export function slowDown(library, id) {
  const { file, in: className, of: maker, call, method } = slowable[id];
  const path = join(library.root, "dist", file);
  const name = className ?? maker ?? call;
  const source = readFileSync(path, "utf8");
  const declaration = `export ${className ? "class" : "function"} ${name}`;
  if (!source.includes(declaration)) throw new Error(`${file}: expected '${declaration}'`);
  writeFileSync(path, `${className ? source : source.replace(declaration, `function ${name}Once`)}${patch()}`);

  function patch() {
    const twice = `
function everyFifthTwice(work) {
  let calls = 0;
  return function (...given) {
    calls++;
    if (calls % 5 === 0) work.apply(this, given);
    return work.apply(this, given);
  };
}
`;
    if (className) return `${twice}${name}.prototype.${method} = everyFifthTwice(${name}.prototype.${method});\n`;
    if (call) return `${twice}export const ${name} = everyFifthTwice(${name}Once);\n`;
    return `${twice}export function ${name}(...given) {
  const made = ${name}Once(...given);
  return { ...made, ${method}: everyFifthTwice(made.${method}) };
}
`;
  }
}

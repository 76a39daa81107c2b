// Decoders on one thread, in information Mb/s of CPU time, beside the plain reference (`npm run build` first):
//   npm run bench:fec
// LLRs are those of random words at an SNR where the code works. Compare the ratios between machines, not the rates.
import { cpus } from "node:os";
import { ldpcDecoder } from "../dist/kernels/ldpc/create-ldpc-decoder.js";
import { openCode } from "../dist/src/fec/code-family.js";
import { nrLdpcQuasiCyclic } from "../dist/src/fec/nr-ldpc-base-graph.js";
import { RandomStream } from "../dist/src/random/random-stream.js";
import { CodedLink } from "../dist/src/sim/coded-link.js";

const rule = { kind: "normalisedMinSum", factor: 0.75 };
const layered = (arithmetic, more = {}) => ({
  arithmetic,
  schedule: "layered",
  checkRule: rule,
  iterations: 10,
  stop: "none",
  ...more,
});
const rows = [];

// The decoder alone on real base graph 1, Z = 384: rows in use as E = 16896 (R = 1/2) and 9504 (R = 8/9) reach.
for (const [rate, blockRows] of [
  ["1/2", 24],
  ["8/9", 5],
]) {
  for (const arithmetic of ["int8", "int16", "float32"]) {
    const rateOf = (backend, seconds) => nrDecoderRate(blockRows, layered(arithmetic, { backend }), 4, seconds);
    const simd = rateOf("simd", 1.5);
    rows.push([`NR BG1 Z=384 R=${rate} ${arithmetic}, 10 iterations`, simd, simd / rateOf("reference", 0.5)]);
  }
}
// With the stop, as times the rate of the fixed iterations: at high SNR and where the block error rate is 1e-3. There a
// frame takes 12 iterations of at most 20 and 15 of at most 50, which bounds what a stop can gain.
for (const [iterations, esn0AtFoot] of [
  [20, 0.678],
  [50, 0.66],
]) {
  const fixed = nrDecoderRate(24, layered("int8", { iterations }), 4, 1.5);
  for (const [where, esn0] of [
    ["at high SNR", 4],
    ["at BLER 1e-3", esn0AtFoot],
  ]) {
    const rate = nrDecoderRate(24, layered("int8", { iterations, stop: "parity" }), esn0, 1.5);
    rows.push([`NR BG1 Z=384 R=1/2 int8, at most ${iterations}, stop ${where}`, rate, undefined, rate / fixed]);
  }
}

for (const [name, family, code, decoder, esn0_dB] of [
  ["DVB-S2 64800 R=1/2 int8, 10 iterations", "dvb-s2", dvb("1/2"), layered("int8"), 3],
  ["DVB-S2 64800 R=3/4 int8, 10 iterations", "dvb-s2", dvb("3/4"), layered("int8"), 6],
  ["polar SCL-8 (1024, 512) int8", "nr-polar", { kind: "plain", informationBits: 512, codedBits: 1024 }, polar(), 1.5],
  ["Viterbi K=7 R=1/2 int8, 8192 bits", "ccsds-convolutional", { informationBits: 8192, rate: "1/2" }, viterbi(), 4],
  ["RS (255, 223), error-free", "ccsds-reed-solomon", reedSolomon(), errors(), 12],
  ["RS (255, 223), about 8 wrong bytes", "ccsds-reed-solomon", reedSolomon(), errors(), 7.3],
  ["turbo k=8920 R=1/3 int16, 6 iterations", "ccsds-turbo", { informationBits: 8920, rate: "1/3" }, turbo(), -2],
  ["turbo k=8920 R=1/2 int16, 6 iterations", "ccsds-turbo", { informationBits: 8920, rate: "1/2" }, turbo(), 0],
]) {
  const rateOf = (settings, seconds) =>
    chainRate({ family, code: { family, ...code }, decoder: settings }, esn0_dB, seconds);
  const simd = rateOf(decoder, 1.5);
  const reference = decoder.arithmetic ? rateOf({ ...decoder, backend: "reference" }, 0.5) : undefined;
  rows.push([name, simd, reference && simd / reference]);
}

// A whole link: bits, encoder, mapper, noise, demapper, decoder.
for (const [name, informationBits] of [
  ["whole link, NR R=1/2 K=1056, int16, stop, near BLER 1e-4", 1056],
  ["whole link, NR R=1/2 K=8448, int16, stop, near BLER 1e-4", 8448],
]) {
  rows.push([name, linkRate(informationBits, informationBits === 1056 ? 1.85 : 1.35)]);
}

const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version };
console.log(`${machine.cpu}, node ${machine.node}, one thread\n`);
console.log(`${"decoder".padEnd(58)}${"Mb/s".padStart(9)}${"x reference".padStart(14)}${"x fixed".padStart(10)}`);
for (const [name, rate, ratio, gain] of rows) {
  const cells = [
    rate.toPrecision(3).padStart(9),
    (ratio?.toFixed(0) ?? "").padStart(14),
    (gain?.toFixed(1) ?? "").padStart(10),
  ];
  console.log(`${name.padEnd(58)}${cells.join("")}`.trimEnd());
}
console.log(JSON.stringify({ machine, rows: rows.map(([name, Mbps, ratio, gain]) => ({ name, Mbps, ratio, gain })) }));

function dvb(rate) {
  return { frame: "normal", rate, outerCode: false };
}

function polar() {
  return { decoder: "scl", listSize: 8, arithmetic: "int8" };
}

function viterbi() {
  return { decoder: "viterbi", arithmetic: "int8" };
}

function reedSolomon() {
  return { informationSymbols: 223, interleaving: 1 };
}

function errors() {
  return { decoder: "errors" };
}

function turbo() {
  return { arithmetic: "int16", algorithm: "max-log", iterations: 6, extrinsicScale: 0.75, stop: "none" };
}

/** LLRs of BPSK zeros at an Es/N0 (linear), so that any linear code decodes them as it would another word. */
function nrDecoderRate(blockRows, settings, esn0, seconds) {
  const code = nrLdpcQuasiCyclic(1, 384);
  const stream = new RandomStream(1, "bench.fec");
  const sent = (22 + blockRows) * 384;
  const frames = Array.from({ length: 16 }, () =>
    Float32Array.from({ length: 68 * 384 }, (_, i) =>
      i < 768 || i >= sent ? 0 : 4 * esn0 + Math.sqrt(8 * esn0) * stream.gaussian(),
    ),
  );
  const decoder = ldpcDecoder(code, settings, { rows: blockRows });
  const hard = new Uint8Array(68 * 384);
  let frame = 0;
  return medianRate(8448, seconds, () => decoder.decode(frames[frame++ % 16], hard));
}

/** The decoder of a chain as a user calls it, checks of its arguments included. */
function chainRate(job, esn0_dB, seconds) {
  const code = openCode(job);
  const stream = new RandomStream(1, "bench.fec");
  const esn0 = 10 ** (esn0_dB / 10) / 2;
  const coded = new Uint8Array(code.codedBits);
  const frames = Array.from({ length: 4 }, () => {
    const information = Uint8Array.from({ length: code.informationBits }, () => (stream.uniform() < 0.5 ? 0 : 1));
    code.encode(information, coded);
    return Float32Array.from(coded, (bit) => 4 * esn0 * (1 - 2 * bit) + Math.sqrt(8 * esn0) * stream.gaussian());
  });
  const decided = new Uint8Array(code.informationBits);
  let frame = 0;
  return medianRate(code.informationBits, seconds, () => code.decoder.decode(frames[frame++ % 4], decided));
}

function linkRate(informationBits, esn0_dB) {
  const code = {
    family: "nr-ldpc",
    code: { family: "nr-ldpc", informationBits, codedBits: 2 * informationBits },
    decoder: layered("int16", { iterations: 20, stop: "parity" }),
  };
  const spec = { code, modulation: "QPSK", demapping: "exact", channel: { kind: "awgn" }, seed: 1 };
  const link = new CodedLink(spec, openCode(code));
  let frame = 0;
  return medianRate(informationBits, 2, () => link.send(esn0_dB, frame++));
}

/** Median over slices of CPU time, after a warm-up that lets the compilers finish. */
function medianRate(bits, seconds, run) {
  const slice_us = (seconds * 1e6) / 10;
  const rates = [];
  for (let slice = -4; slice < 10; slice++) {
    const start = process.cpuUsage();
    let calls = 0;
    let used_us = 0;
    do {
      run();
      calls++;
      const { user, system } = process.cpuUsage(start);
      used_us = user + system;
    } while (used_us < slice_us);
    if (slice >= 0) rates.push((calls * bits) / used_us);
  }
  return rates.sort((a, b) => a - b)[5];
}

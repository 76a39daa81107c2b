const unit = "information bit";
const rule = { kind: "normalisedMinSum", factor: 0.75 };
const layered = (arithmetic, more = {}) => ({
  arithmetic,
  schedule: "layered",
  checkRule: rule,
  iterations: 10,
  stop: "none",
  ...more,
});
const polar = { decoder: "scl", listSize: 8, arithmetic: "int8" };
const viterbi = { decoder: "viterbi", arithmetic: "int8" };
const turbo = { arithmetic: "int16", algorithm: "max-log", iterations: 6, extrinsicScale: 0.75, stop: "none" };
const reedSolomon = { informationSymbols: 223, interleaving: 1 };
const dvb = (rate) => ({ frame: "normal", rate, outerCode: false });

/** Chains of a family, as a user opens them, with the Es/N0 in dB at which the code works. */
const chains = [
  ["DVB-S2 LDPC 64800 R=1/2 int8, 10 iterations", "dvb-s2", dvb("1/2"), layered("int8"), 3],
  ["DVB-S2 LDPC 64800 R=3/4 int8, 10 iterations", "dvb-s2", dvb("3/4"), layered("int8"), 6],
  ["polar SCL-8 (1024, 512) int8", "nr-polar", { kind: "plain", informationBits: 512, codedBits: 1024 }, polar, 1.5],
  ["Viterbi K=7 R=1/2 int8, 8192 bits", "ccsds-convolutional", { informationBits: 8192, rate: "1/2" }, viterbi, 4],
  ["RS (255, 223), error-free", "ccsds-reed-solomon", reedSolomon, { decoder: "errors" }, 12],
  ["RS (255, 223), about 8 wrong bytes", "ccsds-reed-solomon", reedSolomon, { decoder: "errors" }, 7.3],
  ["turbo k=8920 R=1/3 int16, 6 iterations", "ccsds-turbo", { informationBits: 8920, rate: "1/3" }, turbo, -2],
  ["turbo k=8920 R=1/2 int16, 6 iterations", "ccsds-turbo", { informationBits: 8920, rate: "1/2" }, turbo, 0],
];

/**
 * Decoders on one thread, on LLRs of random words at an SNR where the code works; and a whole link: bits, encoder,
 * mapper, noise, demapper, decoder.
 */
export async function decoderBenchmarks(definitions, library) {
  const { RandomStream } = await definitions.load("src/random/random-stream.js");
  const noise = () => new RandomStream(1, "bench.fec");
  return [...ldpcAlone(library, noise), ...chains.flatMap((chain) => chainForms(library, noise, ...chain)), ...links()];

  function links() {
    return [
      [1056, 1.85],
      [8448, 1.35],
    ].map(([informationBits, esn0_dB]) => ({
      id: `decoder whole link, NR LDPC R=1/2 K=${informationBits}, int16, stop, near BLER 1e-4`,
      unit,
      prepare: () => link(library, informationBits, esn0_dB),
    }));
  }
}

/** The decoder alone on real base graph 1, Z = 384: rows in use as E = 16896 (R = 1/2) and 9504 (R = 8/9) reach. */
function ldpcAlone(library, noise) {
  const rates = [
    ["1/2", 24],
    ["8/9", 5],
  ].flatMap(([rate, rows]) =>
    ["int8", "int16", "float32"].flatMap((arithmetic) => {
      const name = `decoder NR LDPC BG1 Z=384 R=${rate} ${arithmetic}, 10 iterations`;
      return ["simd", "reference"].map((backend) => ({
        id: `${name}, ${backend}`,
        backend,
        beside: backend === "reference" ? undefined : `${name}, reference`,
        unit,
        prepare: () => nrDecoder(library, noise(), rows, layered(arithmetic, { backend }), 4),
      }));
    }),
  );
  // With the stop, beside the fixed iterations: at high SNR and where the block error rate is 1e-3. There a frame takes
  // 12 iterations of at most 20 and 15 of at most 50, which bounds what a stop can gain.
  const stops = [
    [20, 0.678],
    [50, 0.66],
  ].flatMap(([iterations, esn0AtFoot]) => {
    const name = "decoder NR LDPC BG1 Z=384 R=1/2 int8";
    const fixed = `${name}, ${iterations} iterations`;
    const stopped = [
      ["high SNR", 4],
      ["BLER 1e-3", esn0AtFoot],
    ].map(([where, esn0]) => ({
      id: `${name}, at most ${iterations}, stop at ${where}`,
      beside: fixed,
      unit,
      prepare: () => nrDecoder(library, noise(), 24, layered("int8", { iterations, stop: "parity" }), esn0),
    }));
    const prepare = () => nrDecoder(library, noise(), 24, layered("int8", { iterations }), 4);
    return [{ id: fixed, unit, prepare }, ...stopped];
  });
  return [...rates, ...stops];
}

function chainForms(library, noise, name, family, code, decoder, esn0_dB) {
  const job = (settings) => ({ family, code: { family, ...code }, decoder: settings });
  const hasReference = decoder.arithmetic !== undefined;
  const reference = `decoder ${name}, reference`;
  const forms = [
    {
      id: `decoder ${name}`,
      beside: hasReference ? reference : undefined,
      unit,
      prepare: () => chain(library, noise(), job(decoder), esn0_dB),
    },
  ];
  if (!hasReference) return forms;
  const prepare = () => chain(library, noise(), job({ ...decoder, backend: "reference" }), esn0_dB);
  return [...forms, { id: reference, backend: "reference", unit, prepare }];
}

/** LLRs of BPSK zeros at an Es/N0 (linear), so that any linear code decodes them as it would another word. */
async function nrDecoder(library, stream, blockRows, settings, esn0) {
  const { ldpcDecoder } = await library.load("kernels/ldpc/create-ldpc-decoder.js");
  const { nrLdpcQuasiCyclic } = await library.load("src/fec/nr-ldpc-base-graph.js");
  const sent = (22 + blockRows) * 384;
  const frames = Array.from({ length: 16 }, () =>
    Float32Array.from({ length: 68 * 384 }, (_, i) =>
      i < 768 || i >= sent ? 0 : 4 * esn0 + Math.sqrt(8 * esn0) * stream.gaussian(),
    ),
  );
  const decoder = ldpcDecoder(nrLdpcQuasiCyclic(1, 384), settings, { rows: blockRows });
  const hard = new Uint8Array(68 * 384);
  let frame = 0;
  return { work: 8448, run: () => decoder.decode(frames[frame++ % 16], hard) };
}

/** The decoder of a chain as a user calls it, checks of its arguments included. */
async function chain(library, stream, job, esn0_dB) {
  const { openCode } = await library.load("src/fec/code-family.js");
  const code = openCode(job);
  const esn0 = 10 ** (esn0_dB / 10) / 2;
  const coded = new Uint8Array(code.codedBits);
  const frames = Array.from({ length: 4 }, () => {
    const information = Uint8Array.from({ length: code.informationBits }, () => (stream.uniform() < 0.5 ? 0 : 1));
    code.encode(information, coded);
    return Float32Array.from(coded, (bit) => 4 * esn0 * (1 - 2 * bit) + Math.sqrt(8 * esn0) * stream.gaussian());
  });
  const decided = new Uint8Array(code.informationBits);
  let frame = 0;
  return { work: code.informationBits, run: () => code.decoder.decode(frames[frame++ % 4], decided) };
}

async function link(library, informationBits, esn0_dB) {
  const { openCode } = await library.load("src/fec/code-family.js");
  const { CodedLink } = await library.load("src/sim/coded-link.js");
  const code = {
    family: "nr-ldpc",
    code: { family: "nr-ldpc", informationBits, codedBits: 2 * informationBits },
    decoder: layered("int16", { iterations: 20, stop: "parity" }),
  };
  const spec = { code, modulation: "QPSK", demapping: "exact", channel: { kind: "awgn" }, seed: 1 };
  const opened = new CodedLink(spec, openCode(code));
  let frame = 0;
  return { work: informationBits, run: () => opened.send(esn0_dB, frame++) };
}

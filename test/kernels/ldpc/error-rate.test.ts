import { expect, it } from "vitest";
import { ldpcDecoder } from "../../../kernels/ldpc/create-ldpc-decoder.js";
import { nrLdpcQuasiCyclic } from "../../../src/fec/nr-ldpc-base-graph.js";
import { NrLdpcEncoder } from "../../../src/fec/nr-ldpc-encoder.js";
import { RandomStream } from "../../../src/random/random-stream.js";

it("NR BG1 Z=384 at rate 1/2 has the frame error rate of 0.1 where AFF3CT has it, in every arithmetic", () => {
  // Eb/N0 = 1.175 dB: AFF3CT 3.0.2, 32-bit float, normalised min-sum 0.75, layered, 20 iterations, BPSK over AWGN.
  const code = nrLdpcQuasiCyclic(1, 384);
  const informationBits = 22 * 384;
  const [first, end] = [2 * 384, 2 * 384 + 2 * informationBits];
  const deviation = Math.sqrt(1 / 10 ** 0.1175);
  const stream = new RandomStream(1, "test.frames");
  const encoder = new NrLdpcEncoder(1, 384, 24);
  const information = Uint8Array.from({ length: informationBits }, () => (stream.uniform() < 0.5 ? 0 : 1));
  const word = new Uint8Array(encoder.wordBits);
  encoder.encode(information, word);
  const llrs = new Float32Array(code.columns * 384);
  const hard = new Uint8Array(llrs.length);
  const decoders = (["float32", "int16", "int8"] as const).map((arithmetic) =>
    ldpcDecoder(
      code,
      {
        arithmetic,
        schedule: "layered",
        checkRule: { kind: "normalisedMinSum", factor: 0.75 },
        iterations: 20,
        stop: "parity",
      },
      { rows: 24 },
    ),
  );
  const errors = [0, 0, 0];
  const frames = 500;
  for (let frame = 0; frame < frames; frame++) {
    for (let i = first; i < end; i++) {
      llrs[i] = (2 / deviation ** 2) * (1 - 2 * word[i] + deviation * stream.gaussian());
    }
    for (const [index, decoder] of decoders.entries()) {
      decoder.decode(llrs, hard);
      if (information.some((bit, i) => bit !== hard[i])) errors[index]++;
    }
  }
  // The slope is 11 a dB in log10: 0.06 dB is a factor of 4.6 at most; 500 frames have a deviation of 0.013 at 0.1.
  for (const count of errors) {
    expect(count / frames).toBeGreaterThan(0.04);
    expect(count / frames).toBeLessThan(0.16);
  }
});

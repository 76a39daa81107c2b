// Lost code words of two users over the error of the channel estimates: MMSE alone, cancellation of code words, and the
// same where a cancelled word's channel is estimated anew from its symbols or where the receiver is told that its estimates
// are perfect: what results/baseline/sic-csi-error.json and .svg hold.
//
//   npm run build && node bench/sic-csi-error.mjs [--slots N] [--out FILE]
//
// Two antennas, Rayleigh gains that groups of 48 elements share and that are independent from group to group, 25 groups.
// A: 16QAM, 2400 bits, 18 dB over the noise; B: QPSK, 1200 bits, 6 dB. Errors are those of linear MMSE estimates, orthogonal to the
// estimate, the same within a group; their variance is so many dB over the power of each user's own channel. The same
// channels, errors and noise for every receiver. A few minutes on one core.
import { renameSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { nrTransportBlockCode } from "../dist/src/fec/nr-transport-block.js";
import { modulate } from "../dist/src/phy/constellation.js";
import { nrConstellation } from "../dist/src/phy/nr-modulation.js";
import { fillRandomBits } from "../dist/src/random/random-bits.js";
import { RandomStream } from "../dist/src/random/random-stream.js";
import { MultiUserReceiver } from "../dist/src/receiver/multi-user-receiver.js";
import { NrCodeWord } from "../dist/src/receiver/nr-code-word.js";
import { wilsonEstimate } from "../dist/src/statistics/wilson.js";
import { linePlot } from "./receiver/line-plot.mjs";

const { values } = parseArgs({
  options: {
    slots: { type: "string", default: "500" },
    out: { type: "string", default: "results/baseline/sic-csi-error.json" },
  },
});
const slots = Number(values.slots);
const elements = 1200;
const groups = 25;
const receive = 2;
const errors_dB = Array.from({ length: 18 }, (_, index) => index * 2 - 38);
const decoder = {
  arithmetic: "int16",
  schedule: "layered",
  checkRule: { kind: "normalisedMinSum", factor: 0.75 },
  iterations: 25,
  stop: "parity",
};
const users = [
  { name: "A", modulation: "16QAM", transportBlockBits: 2400, snr_dB: 18 },
  { name: "B", modulation: "QPSK", transportBlockBits: 1200, snr_dB: 6 },
].map(user);
const receivers = [
  { name: "MMSE, no cancellation", cancellation: { kind: "none" } },
  { name: "SIC", cancellation: { kind: "word" } },
  { name: "SIC, data-aided estimates", cancellation: { kind: "word", reestimates: true } },
  { name: "SIC, told of no error", cancellation: { kind: "word" }, isTold: false },
].map(receiver);
const rows = errors_dB.flatMap(rowsAt);
const settings = {
  slots,
  elements,
  groups,
  receive,
  decoder,
  users: users.map(({ name, modulation, transportBlockBits, snr_dB }) => ({
    name,
    modulation,
    transportBlockBits,
    snr_dB,
  })),
};
write(
  values.out,
  `{\n  "what": "lost code words of two users over the mean-square error of the channel estimates",\n  "made": "node bench/sic-csi-error.mjs",\n  "settings": ${JSON.stringify(settings)},\n  "rows": [\n${rows.map((row) => `    ${JSON.stringify(row)}`).join(",\n")}\n  ]\n}\n`,
);
write(
  values.out.replace(/\.json$/, ".svg"),
  linePlot({
    title: "Two users on two antennas: lost code words over the error of the channel estimates",
    x: { label: "mean-square error of the estimates over the channel's power, dB", from: -40, to: -4, step: 4 },
    y: { label: "lost code words (95 % intervals)", decades: [-4, 0] },
    lines: receivers.map(({ name }) => ({
      name,
      points: rows
        .filter((row) => row.receiver === name)
        .map(({ error_dB, lost, low, high }) => ({ x: error_dB, y: lost, low, high })),
    })),
  }),
);

function user({ name, modulation, transportBlockBits, snr_dB }) {
  const constellation = nrConstellation(modulation);
  const { bitsPerSymbol } = constellation;
  const codedBits = elements * bitsPerSymbol;
  const transportBlock = {
    family: "nr-transport-block",
    transportBlockBits,
    codedBits,
    codeRate: transportBlockBits / codedBits,
    modulationOrder: bitsPerSymbol,
  };
  const sequence = new Uint8Array(codedBits);
  fillRandomBits(sequence, 6, `${name}.scrambling`, 0);
  const layerSymbols = (coded, _slot, re, im) => {
    const symbols = modulate(
      constellation,
      coded.map((bit, i) => bit ^ sequence[i]),
    );
    re.set(symbols.re);
    im.set(symbols.im);
  };
  const channel = { constellation, transportBlock, scrambling: () => sequence, layerSymbols };
  const code = nrTransportBlockCode(transportBlock);
  const information = new Uint8Array(transportBlockBits);
  const coded = new Uint8Array(codedBits);
  const [re, im] = [new Float32Array(elements), new Float32Array(elements)];
  const send = (slot) => {
    fillRandomBits(information, 6, `${name}.information`, slot);
    code.encode(information, coded);
    layerSymbols(coded, slot, re, im);
  };
  const word = new NrCodeWord(channel, decoder);
  return { name, modulation, transportBlockBits, snr_dB, word, information, re, im, send };
}

function receiver({ name, cancellation, isTold = true }) {
  const words = users.map(({ word }) => word);
  const made = new MultiUserReceiver({ detector: "lmmse", demapping: "exact", cancellation }, words, receive, elements);
  return { name, isTold, made };
}

function rowsAt(error_dB) {
  const lost = receivers.map(() => 0);
  const powers = users.map(({ snr_dB }) => 10 ** (snr_dB / 10));
  const share = 10 ** (error_dB / 10);
  const errors = Float64Array.from(powers, (power) => share * power);
  const none = new Float64Array(users.length);
  const layers = users.length;
  const size = receive * layers * elements;
  const [hRe, hIm, truthRe, truthIm] = Array.from({ length: 4 }, () => new Float32Array(size));
  const [yRe, yIm] = [new Float32Array(receive * elements), new Float32Array(receive * elements)];
  const errorGroups = Int32Array.from({ length: elements }, (_, n) => Math.floor((n * groups) / elements));
  for (let slot = 0; slot < slots; slot++) {
    const stream = new RandomStream(6, "sic-csi-error", slot);
    const gaussians = (count) => Float64Array.from({ length: count }, () => Math.SQRT1_2 * stream.gaussian());
    for (let row = 0; row < receive * layers; row++) {
      const [gRe, gIm, eRe, eIm] = Array.from({ length: 4 }, () => gaussians(groups));
      const power = powers[row % layers];
      for (let n = 0; n < elements; n++) {
        const [at, group] = [row * elements + n, errorGroups[n]];
        truthRe[at] = Math.sqrt(power) * gRe[group];
        truthIm[at] = Math.sqrt(power) * gIm[group];
        const deviation = Math.sqrt(share * (1 - share) * power);
        hRe[at] = (1 - share) * truthRe[at] + deviation * eRe[group];
        hIm[at] = (1 - share) * truthIm[at] + deviation * eIm[group];
      }
    }
    yRe.set(gaussians(yRe.length));
    yIm.set(gaussians(yIm.length));
    for (const [layer, { re, im, send }] of users.entries()) {
      send(slot);
      for (let branch = 0; branch < receive; branch++) {
        for (let n = 0; n < elements; n++) {
          const h = (branch * layers + layer) * elements + n;
          yRe[branch * elements + n] += truthRe[h] * re[n] - truthIm[h] * im[n];
          yIm[branch * elements + n] += truthRe[h] * im[n] + truthIm[h] * re[n];
        }
      }
    }
    const block = { receive, layers, elements, yRe, yIm, hRe, hIm, noiseVariance: 1, errorGroups };
    for (const [index, { made, isTold }] of receivers.entries()) {
      const { words } = made.receive({ ...block, errorVariance: isTold ? errors : none });
      for (const [each, { isDecoded }] of words.entries()) {
        const { word, information } = users[each];
        if (!(isDecoded && word.information.every((bit, i) => bit === information[i]))) lost[index]++;
      }
    }
  }
  return receivers.map(({ name }, index) => {
    const { value, low, high } = wilsonEstimate(lost[index], slots * users.length);
    const row = { receiver: name, error_dB, lost: round(value), low: round(low), high: round(high) };
    console.log(JSON.stringify(row));
    return row;
  });
}

function write(file, text) {
  writeFileSync(`${file}.tmp`, text);
  renameSync(`${file}.tmp`, file);
}

function round(value) {
  return Number(value.toPrecision(4));
}

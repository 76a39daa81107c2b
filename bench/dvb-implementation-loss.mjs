// Es/N0 that real receivers of DVB-S2 need more than ideal ones, per MODCOD: normal frames at 10 Mbaud with pilots, gain, phase,
// frequency and noise estimated, phase noise of the mask of EN 302 307-1, H.8, and 1 kHz of frequency offset, against the same
// decoder with everything known and nothing impaired. What results/baseline/dvb-implementation-loss.json holds.
//
//   npm run build && node bench/dvb-implementation-loss.mjs [--modcods TEXT] [--deviation DB] [--frames N] [--out FILE]
//
// Each threshold is where a straight line in the probit of the frame error ratio over Es/N0 (maximum likelihood) meets 0.1 or 0.01;
// points are added there until its standard deviation at 0.1 is met. Quasi-error-free operation is extrapolated along the line,
// as bench/dvb-thresholds.mjs does. A file that exists is gone on with.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { dvbS2xModcods } from "../dist/src/phy/dvb-s2x.js";
import { DvbFrameLink } from "../dist/src/receiver/dvb-frame-link.js";
import { normalQuantile } from "../dist/src/statistics/normal-quantile.js";

const { values } = parseArgs({
  options: {
    out: { type: "string", default: "results/baseline/dvb-implementation-loss.json" },
    modcods: { type: "string", default: "QPSK,8PSK,16APSK" },
    deviation: { type: "string", default: "0.018" },
    frames: { type: "string", default: "250" },
  },
});
const mask = [
  [100, -25],
  [1e3, -50],
  [1e4, -73],
  [1e5, -93],
  [1e6, -103],
  [1e7, -114],
].map(([offset_Hz, level_dBcHz]) => ({ offset_Hz, level_dBcHz }));
const symbolRate_Hz = 10e6;
const impairments = { phaseNoise: mask, frequencyOffset_Hz: 1000 };
const decoder = {
  arithmetic: "float32",
  schedule: "layered",
  checkRule: { kind: "sumProduct" },
  iterations: 50,
  stop: "parity",
};
const target = 0.1;
/** A wrong frame loses all its packets, so the ratio of wrong packets is that of wrong frames. */
const quasiErrorFree = 1e-7;
const kinds = values.modcods.split(",");
const rows = existsSync(values.out) ? JSON.parse(readFileSync(values.out, "utf8")).rows : [];

for (const modcod of dvbS2xModcods) {
  if (modcod.table !== "EN 302 307-1 Table 13" || !kinds.includes(modcod.modulation)) continue;
  if (rows.some((row) => row.modcod === modcod.name)) continue;
  const ideal = threshold(link(modcod, "perfect", {}), modcod.threshold_dB - 0.2);
  const real = threshold(link(modcod, "pilots", impairments), ideal.at(target) + 0.15);
  const row = {
    modcod: modcod.name,
    idealAt10pct_dB: round(ideal.at(0.1)),
    realAt10pct_dB: round(real.at(0.1)),
    lossAt10pct_dB: round(real.at(0.1) - ideal.at(0.1)),
    deviation_dB: round(Math.hypot(real.deviation_dB, ideal.deviation_dB)),
    lossAt1pct_dB: round(real.at(0.01) - ideal.at(0.01)),
    realQef_dB: round(real.at(quasiErrorFree)),
    table13_dB: modcod.threshold_dB,
    overTable13_dB: round(real.at(quasiErrorFree) - modcod.threshold_dB),
    frames: ideal.frames + real.frames,
  };
  console.log(JSON.stringify(row));
  rows.push(row);
  store();
}

function link({ name }, estimation, impaired) {
  const receiver = { estimation, demapping: "exact", decoder };
  const common = { modcods: [name], symbolRate_Hz, rollOff: 0.2, pilots: true, seed: 1, replication: 0 };
  return new DvbFrameLink({ ...common, impairments: impaired, receiver });
}

/** The probit line of a link's frame error ratio. */
function threshold(sender, start_dB) {
  const points = [];
  let frame = 0;
  const look = (level_dB, frames) => {
    let errors = 0;
    for (let i = 0; i < frames; i++) if (sender.send(0, frame++, 0, 10 ** (-level_dB / 10)).isLost) errors++;
    points.push({ level_dB, frames, errors });
    return errors / frames;
  };
  // To a level where fewer than half are lost and one where more are.
  let level_dB = start_dB;
  let [lost, kept] = [-Infinity, Infinity];
  for (let step = 0.08; kept - lost > 0.1; step *= 1.3) {
    if (look(level_dB, 10) > 0.5) {
      lost = Math.max(lost, level_dB);
      level_dB = kept < Infinity ? (lost + kept) / 2 : level_dB + step;
    } else {
      kept = Math.min(kept, level_dB);
      level_dB = lost > -Infinity ? (lost + kept) / 2 : level_dB - step;
    }
  }
  look(kept, 40);
  let line = probitLine(points);
  for (let turn = 0; frame < Number(values.frames) && !(line.deviation_dB < Number(values.deviation)); turn++) {
    const aim = [0.12, 0.03, 0.3][turn % 3];
    const found = line.at(aim);
    look(Math.min(kept + 0.2, Math.max(lost, Number.isFinite(found) ? found : kept)), 50);
    line = probitLine(points);
  }
  return { ...line, frames: frame };
}

/** Maximum likelihood of P(lost) = Phi(-(a + b x)) by Fisher scoring, x about the mean level. */
function probitLine(points) {
  const total = points.reduce((sum, { frames }) => sum + frames, 0);
  const middle = points.reduce((sum, { level_dB, frames }) => sum + level_dB * frames, 0) / total;
  let [a, b] = [0, 15];
  let information = [1, 0, 1];
  for (let turn = 0; turn < 60; turn++) {
    let [ga, gb, iaa, iab, ibb] = [0, 0, 0, 0, 0];
    for (const { level_dB, frames, errors } of points) {
      const x = level_dB - middle;
      const z = -(a + b * x);
      const p = Math.min(1 - 1e-9, Math.max(1e-9, normal(z)));
      const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
      const weight = (frames * density * density) / (p * (1 - p));
      const pull = (-density * (errors - frames * p)) / (p * (1 - p));
      ga += pull;
      gb += pull * x;
      iaa += weight;
      iab += weight * x;
      ibb += weight * x * x;
    }
    // A slope of 20 +- 10 a decibel is taken for granted until the frames say more.
    gb += (20 - b) / 100;
    ibb += 1 / 100;
    information = [iaa, iab, ibb];
    const determinant = iaa * ibb - iab * iab;
    a += Math.max(-1, Math.min(1, (ibb * ga - iab * gb) / determinant));
    b = Math.max(2, b + Math.max(-5, Math.min(5, (iaa * gb - iab * ga) / determinant)));
  }
  const at = (ratio) => middle + (-normalQuantile(ratio) - a) / b;
  const [iaa, iab, ibb] = information;
  const determinant = iaa * ibb - iab * iab;
  const x = at(target) - middle;
  const deviation_dB = Math.sqrt((ibb - 2 * x * iab + x * x * iaa) / determinant) / b;
  return { at, deviation_dB };
}

/** Distribution function of the normal distribution (Abramowitz and Stegun, 26.2.17: within 7.5e-8). */
function normal(z) {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return z > 0 ? 1 - tail : tail;
}

function store() {
  const text = rows.map((row) => `    ${JSON.stringify(row)}`).join(",\n");
  const head = [
    [
      "what",
      "implementation loss in dB of DVB-S2 MODCODs, normal frames, pilots, everything estimated, phase noise of H.8, 10 Mbaud",
    ],
    ["made", "node bench/dvb-implementation-loss.mjs"],
    ["decoder", decoder],
    ["impairments", impairments],
  ];
  const lines = head.map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(",\n");
  writeFileSync(`${values.out}.tmp`, `{\n${lines},\n  "rows": [\n${text}\n  ]\n}\n`);
  renameSync(`${values.out}.tmp`, values.out);
}

function round(value) {
  return Math.round(value * 1000) / 1000;
}

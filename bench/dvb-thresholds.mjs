// Es/N0 of the MODCODs of EN 302 307-1, table 13, at frame error ratios of 0.1 and 0.01, and extrapolated to
// quasi-error-free operation (PER 1e-7 of 188-byte packets), beside the table's own figure: what
// results/baseline/dvb-s2-thresholds.json holds.
//
//   npm run build && node bench/dvb-thresholds.mjs [--decoder WORDS] [--deviation DB] [--out FILE]
//
// The extrapolation is a straight line in the probit of the frame error ratio over Es/N0, to the ratio at which each
// wrong frame loses all of its packets; no error floor is assumed, since the BCH code takes the LDPC code's. A file that
// exists is gone on with.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { openCode } from "../dist/src/fec/code-family.js";
import { dvbS2xModcods } from "../dist/src/phy/dvb-s2x.js";
import { namedCode } from "../dist/src/scenario/named-code.js";
import { errorRateThreshold } from "../dist/src/sim/error-rate-threshold.js";
import { PooledFrameCounter } from "../dist/src/sim/node/pooled-frame-counter.js";
import { normalQuantile } from "../dist/src/statistics/normal-quantile.js";

const { values } = parseArgs({
  options: {
    out: { type: "string", default: "results/baseline/dvb-s2-thresholds.json" },
    decoder: { type: "string", default: "" },
    deviation: { type: "string", default: "0.015" },
  },
});
/** A wrong frame loses all its packets, so the ratio of wrong packets is that of wrong frames. */
const quasiErrorFree = 1e-7;
const rows = existsSync(values.out) ? JSON.parse(readFileSync(values.out, "utf8")).rows : [];
let decoder;

for (const modcod of dvbS2xModcods.filter(({ table }) => table === "EN 302 307-1 Table 13")) {
  const { code, modulation } = namedCode(`dvb-modcod:name=${modcod.name}`, values.decoder);
  decoder = code.decoder;
  if (rows.some((row) => row.modcod === modcod.name)) continue;
  const link = { code, modulation, demapping: "exact", channel: { kind: "awgn" }, seed: 1 };
  const { informationBits } = openCode(code);
  const counter = new PooledFrameCounter(link, availableParallelism());
  try {
    const at = (frameErrorRate) =>
      errorRateThreshold({ axis: "esn0_dB", informationBits, counter }, modcod.threshold_dB - 0.5, {
        frameErrorRate,
        deviation_dB: Number(values.deviation),
        frames: 40_000,
      });
    const tenth = await at(0.1);
    const hundredth = await at(0.01);
    const probit = (rate) => -normalQuantile(rate);
    const slope = (probit(0.01) - probit(0.1)) / (hundredth.value - tenth.value);
    const qef_dB = tenth.value + (probit(quasiErrorFree) - probit(0.1)) / slope;
    const row = {
      modcod: modcod.name,
      at10pct_dB: round(tenth.value),
      at1pct_dB: round(hundredth.value),
      extrapolatedQef_dB: round(qef_dB),
      table13_dB: modcod.threshold_dB,
      difference_dB: round(qef_dB - modcod.threshold_dB),
    };
    console.log(JSON.stringify(row));
    rows.push(row);
    store();
  } finally {
    await counter.close();
  }
}

function store() {
  const text = rows.map((row) => `    ${JSON.stringify(row)}`).join(",\n");
  const head = `  "what": "Es/N0 in dB of DVB-S2 MODCODs, LDPC and BCH, normal frames, AWGN",\n  "made": "node bench/dvb-thresholds.mjs",\n  "decoder": ${JSON.stringify(decoder)}`;
  writeFileSync(`${values.out}.tmp`, `{\n${head},\n  "rows": [\n${text}\n  ]\n}\n`);
  renameSync(`${values.out}.tmp`, values.out);
}

function round(value) {
  return Math.round(value * 1000) / 1000;
}

// Es/N0 at 10 % block error rate of one NR LDPC code block at every MCS of TS 38.214, 5.1.3.1, tables 1 to 3, beside the
// BICM normal approximation: the table that results/baseline/nr-ldpc-thresholds.json holds.
//
//   npm run build && node bench/nr-thresholds.mjs [--sizes 500,1000,2000,4000,8448] [--every N]
//     [--deviation DB] [--out FILE]
//
// Sum-product, 50 iterations, float32, exact LLRs. Rates of 1/4 and less are always base graph 2 (TS 38.212, 7.2.2),
// whose longest block is 3840 bits: that stands in for every longer one there. An hour or two on two cores; `--every N`
// takes each N-th MCS. A file that exists is gone on with.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { bicmNormalApproximation_dB } from "../dist/src/abstraction/bicm-normal-approximation.js";
import { openCode } from "../dist/src/fec/code-family.js";
import { nrMcs, nrMcsCodeBlock, nrMcsCount } from "../dist/src/fec/nr-mcs.js";
import { errorRateThreshold } from "../dist/src/sim/error-rate-threshold.js";
import { PooledFrameCounter } from "../dist/src/sim/node/pooled-frame-counter.js";

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "500,1000,2000,4000,8448" },
    every: { type: "string", default: "1" },
    deviation: { type: "string", default: "0.04" },
    out: { type: "string", default: "results/baseline/nr-ldpc-thresholds.json" },
  },
});
const decoder = {
  arithmetic: "float32",
  schedule: "layered",
  checkRule: { kind: "sumProduct" },
  iterations: 50,
  stop: "parity",
};
const modulations = { 2: "QPSK", 4: "16QAM", 6: "64QAM", 8: "256QAM", 10: "1024QAM" };
const rows = existsSync(values.out) ? JSON.parse(readFileSync(values.out, "utf8")).rows : [];

for (const mcsTable of [1, 2, 3]) {
  for (let mcs = 0; mcs < nrMcsCount(mcsTable); mcs += Number(values.every)) {
    for (const size of values.sizes.split(",").map(Number)) {
      const codeBlockBits = nrMcs(mcsTable, mcs).rate1024 > 256 ? size : Math.min(size, 3840);
      const isKnown = rows.some((row) => row.mcsTable === mcsTable && row.mcs === mcs && row.bits === codeBlockBits);
      if (isKnown) continue;
      rows.push(await threshold(mcsTable, mcs, codeBlockBits));
      store();
    }
  }
}

async function threshold(mcsTable, mcs, codeBlockBits) {
  const { modulationOrder, rate1024 } = nrMcs(mcsTable, mcs);
  const code = nrMcsCodeBlock(mcsTable, mcs, codeBlockBits);
  const link = {
    code: { family: "nr-ldpc", code, decoder },
    modulation: modulations[modulationOrder],
    demapping: "exact",
    channel: { kind: "awgn" },
    seed: 1,
  };
  const coded = (codeBlockBits * 1024) / rate1024;
  const bound_dB = bicmNormalApproximation_dB(modulationOrder, codeBlockBits, coded, 0.1);
  const { informationBits } = openCode(link.code);
  const counter = new PooledFrameCounter(link, availableParallelism());
  try {
    const found = await errorRateThreshold({ axis: "esn0_dB", informationBits, counter }, bound_dB, {
      frameErrorRate: 0.1,
      deviation_dB: Number(values.deviation),
      frames: 1e6,
    });
    const row = {
      mcsTable,
      mcs,
      modulationOrder,
      rate1024,
      bits: codeBlockBits,
      esn0_dB: round(found.value),
      low_dB: round(found.low),
      high_dB: round(found.high),
      bound_dB: round(bound_dB),
      gap_dB: round(found.value - bound_dB),
    };
    console.log(JSON.stringify(row));
    return row;
  } finally {
    await counter.close();
  }
}

function store() {
  const text = rows.map((row) => `    ${JSON.stringify(row)}`).join(",\n");
  const head = `  "what": "Es/N0 in dB at 10 % block error rate, one code block of NR LDPC, AWGN",\n  "made": "node bench/nr-thresholds.mjs",\n  "decoder": ${JSON.stringify(decoder)}`;
  writeFileSync(`${values.out}.tmp`, `{\n${head},\n  "rows": [\n${text}\n  ]\n}\n`);
  renameSync(`${values.out}.tmp`, values.out);
}

function round(value) {
  return Math.round(value * 1000) / 1000;
}

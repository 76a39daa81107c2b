// The loads at which random access with interference cancellation loses 10 % and 1 % of its packets, over the length of the
// frame, beside density evolution: the table that results/baseline/random-access-thresholds.json holds.
//
//   npm run build && node bench/random-access-thresholds.mjs [--slots 100,1000,10000,100000] [--groups 10]
//     [--slots-a-group 200000] [--out FILE]
//
// Collision channel, a fixed number of users, iterations until nothing more is decoded. Ten minutes on one core; a file that
// exists is gone on with.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parseDegreeDistribution } from "../dist/src/receiver/random-access/degree-distribution.js";
import { asymptoticLossRate, asymptoticThreshold } from "../dist/src/receiver/random-access/density-evolution.js";
import { accessThreshold } from "../dist/src/sim/access-threshold.js";

const { values } = parseArgs({
  options: {
    slots: { type: "string", default: "100,1000,10000,100000" },
    groups: { type: "string", default: "10" },
    "slots-a-group": { type: "string", default: "200000" },
    out: { type: "string", default: "results/baseline/random-access-thresholds.json" },
  },
});
const lossRates = [0.1, 0.01];
const groups = Number(values.groups);
const rows = existsSync(values.out) ? JSON.parse(readFileSync(values.out, "utf8")).rows : [];

for (const text of ["x^2", "x^3", "x^4", "0.5x^2+0.28x^3+0.22x^8"]) {
  const distribution = parseDegreeDistribution(text);
  for (const slots of values.slots.split(",").map(Number)) {
    const spec = {
      slots,
      distribution,
      arrivals: "fixed",
      iterations: 100_000,
      reception: { kind: "collision" },
      seed: 1,
    };
    const framesAGroup = Math.max(1, Math.round(Number(values["slots-a-group"]) / slots));
    for (const lossRate of lossRates) {
      const isKnown = rows.some((row) => row.distribution === text && row.slots === slots && row.lossRate === lossRate);
      if (isKnown) continue;
      const { value, low, high } = accessThreshold(spec, lossRate, { groups, framesAGroup });
      const row = {
        distribution: text,
        slots,
        lossRate,
        frames: groups * framesAGroup,
        load: round(value),
        low: round(low),
        high: round(high),
        asymptoticLoad: round(asymptoticLoad(distribution, lossRate)),
        asymptoticThreshold: round(asymptoticThreshold(distribution)),
      };
      console.log(JSON.stringify(row));
      rows.push(row);
      store();
    }
  }
}

/** The load at which infinitely long frames lose so much, at or above the threshold. */
function asymptoticLoad(distribution, lossRate) {
  let [low, high] = [0, 2];
  while (high - low > 1e-6) {
    const middle = (low + high) / 2;
    if (asymptoticLossRate(distribution, middle, Infinity) > lossRate) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

function store() {
  const text = rows.map((row) => `    ${JSON.stringify(row)}`).join(",\n");
  const head = `  "what": "load in packets a slot at a packet loss rate, 95 % interval, collision channel, fixed number of users",\n  "made": "node bench/random-access-thresholds.mjs"`;
  writeFileSync(`${values.out}.tmp`, `{\n${head},\n  "rows": [\n${text}\n  ]\n}\n`);
  renameSync(`${values.out}.tmp`, values.out);
}

function round(value) {
  return Math.round(value * 1e5) / 1e5;
}

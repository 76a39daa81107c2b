// Where the time of a bit-true NR slot goes (1x1, 50 blocks, 14 symbols, MCS 10, channel known), by SIMD and by the plain
// references, on the built program (`npm run build` first):
//
//   node --no-liftoff bench/slot-stages.mjs
//
// Wall time of each slot; the tenth percentile counts, which other programs on the machine disturb little.
import { join } from "node:path";
import { Library } from "./measuring/library.mjs";
import { tableLines } from "./measuring/table.mjs";
import { slotLink } from "./suites/receiver.mjs";

const library = new Library(join(import.meta.dirname, ".."));
const { StageClock } = await library.load("src/receiver/stage-clock.js");
/** Slots for the compilers before those that count. */
const slotsOf = { simd: { first: 500, counted: 1500 }, reference: { first: 5, counted: 40 } };

for (const [backend, { first, counted }] of Object.entries(slotsOf)) {
  const clock = new StageClock(() => performance.now());
  const link = await slotLink(library, { receive: 1, layers: 1, receiver: { backend }, more_dB: 0, clock });
  const times_ms = new Map();
  for (let slot = 0; slot < first + counted; slot++) {
    const before = new Map(clock.spent_ms);
    link.send(slot, slot * 1e-3);
    if (slot < first) continue;
    for (const [stage, spent] of [...clock.spent_ms, ["all", sum(clock.spent_ms)]]) {
      const earlier = stage === "all" ? sum(before) : before.get(stage);
      if (!times_ms.has(stage)) times_ms.set(stage, []);
      times_ms.get(stage).push(spent - earlier);
    }
  }
  const whole = tenth(times_ms.get("all"));
  const rows = [...times_ms].map(([stage, times]) => [
    stage,
    `${(1000 * tenth(times)).toFixed(0)} us`,
    stage === "all"
      ? `${(1000 / whole).toFixed(0)} transport blocks/s`
      : `${((100 * tenth(times)) / whole).toFixed(0)} %`,
  ]);
  console.log(`${backend}\n${tableLines(rows).join("\n")}\n`);
}

function sum(times) {
  return [...times.values()].reduce((total, each) => total + each, 0);
}

function tenth(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 10)];
}

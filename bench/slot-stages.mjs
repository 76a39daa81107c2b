// Where the time of a bit-true NR slot goes (1x1, 50 blocks, 14 symbols, MCS 10), with the channel known, by linear and by
// Wiener estimation, by SIMD and by the plain references, on the built program (`npm run build` first):
//
//   node --no-liftoff bench/slot-stages.mjs
//
// Of each stage the tenth percentile of its wall time over the slots, which other programs on the machine disturb little; of
// the whole also the mean CPU time, all slots counted.
import { join } from "node:path";
import { Library } from "./measuring/library.mjs";
import { tableLines } from "./measuring/table.mjs";
import { frontEnds, slotLink } from "./suites/receiver.mjs";

const library = new Library(join(import.meta.dirname, ".."));
const { StageClock } = await library.load("src/receiver/stage-clock.js");
/** Slots for the compilers before those that count. */
const slotsOf = { simd: { first: 500, counted: 1500 }, reference: { first: 5, counted: 40 } };

for (const [name, frontEnd] of Object.entries(frontEnds)) {
  for (const [backend, slots] of Object.entries(slotsOf)) {
    console.log(`${name}, ${backend}\n${tableLines(await stageRows(frontEnd, backend, slots)).join("\n")}\n`);
  }
}

async function stageRows(frontEnd, backend, { first, counted }) {
  const clock = new StageClock(() => performance.now());
  const link = await slotLink(library, { receive: 1, layers: 1, frontEnd, receiver: { backend }, more_dB: 0, clock });
  const times_ms = new Map();
  let started = process.cpuUsage();
  for (let slot = 0; slot < first + counted; slot++) {
    if (slot === first) started = process.cpuUsage();
    const before = new Map(clock.spent_ms);
    link.send(slot, slot * 1e-3);
    if (slot < first) continue;
    for (const [stage, spent] of [...clock.spent_ms, ["all", sum(clock.spent_ms)]]) {
      const earlier = stage === "all" ? sum(before) : before.get(stage);
      if (!times_ms.has(stage)) times_ms.set(stage, []);
      times_ms.get(stage).push(spent - earlier);
    }
  }
  const { user, system } = process.cpuUsage(started);
  const mean_us = (user + system) / counted;
  const whole = tenth(times_ms.get("all"));
  const rows = [...times_ms].map(([stage, times]) => [
    stage,
    `${(1000 * tenth(times)).toFixed(0)} us`,
    stage === "all" ? `${(1000 / whole).toFixed(0)} blocks/s` : `${((100 * tenth(times)) / whole).toFixed(0)} %`,
  ]);
  return [...rows, ["mean CPU time", `${mean_us.toFixed(0)} us`, `${(1e6 / mean_us).toFixed(0)} blocks/s`]];
}

function sum(times) {
  return [...times.values()].reduce((total, each) => total + each, 0);
}

function tenth(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 10)];
}

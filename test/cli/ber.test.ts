import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BuiltProgram } from "../built-program.js";

let program: BuiltProgram;
let folder = "";

beforeAll(() => {
  program = new BuiltProgram();
  folder = mkdtempSync(join(tmpdir(), "leolink-ber-"));
});
afterAll(() => {
  program?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const curveOf = (name: string) => JSON.parse(readFileSync(join(folder, name, "curve.json"), "utf8"));

describe("leolink ber", () => {
  it("counts the same frames and errors on one worker as on two, byte for byte, wherever the points fall", async () => {
    const words = ["ber", "nr-ldpc:informationBits=120,codedBits=240", "--target-bler", "0.02", "--errors", "40"];
    for (const workers of ["1", "2"]) {
      const { status, err } = await program.run([...words, "--workers", workers, "--out", join(folder, `w${workers}`)]);
      expect(status, err).toBe(0);
    }
    const [one, two] = ["w1", "w2"].map((name) => readFileSync(join(folder, name, "curve.json"), "utf8"));
    expect(two).toBe(one);
    const { points, end } = JSON.parse(one);
    expect(end).toBe("finished");
    expect(points.length).toBeGreaterThan(4);
    expect(points.at(-1).frameErrorRate.value).toBeLessThanOrEqual(0.02);
  });

  it("finds the error rate of uncoded BPSK that the Q function says, with its three ratios beside each other", async () => {
    const out = join(folder, "bpsk");
    const run = ["ber", "uncoded:informationBits=1000", "--modulation", "BPSK", "--esn0", "4", "--errors", "1e9"];
    const { status, out: text } = await program.run([
      ...run,
      "--max-frames",
      "2000",
      "--roll-off",
      "0.25",
      "--out",
      out,
    ]);
    expect(status).toBe(0);
    // Q(sqrt(2 Es/N0)) at 4 dB.
    const [point] = curveOf("bpsk").points;
    expect(point.bitErrorRate.low).toBeLessThan(0.0125009);
    expect(point.bitErrorRate.high).toBeGreaterThan(0.0125009);
    expect(point.snr.ebn0_dB).toBeCloseTo(4, 9);
    expect(point.snr.cn_dB).toBeCloseTo(4 - 0.9691, 3);
    expect(text).toMatch(/Es\/N0 +Eb\/N0 +C\/N +frames +errors +BLER/);
    expect(text.split("\n").every((line) => line.length <= 100)).toBe(true);
  });

  it("stores the points as Parquet, the curve as JSON, and a report", async () => {
    const out = join(folder, "stored");
    const run = ["ber", "bch:fieldDegree=5,correctableErrors=2", "--channel", "bsc", "--probability", "0.1,0.05"];
    expect((await program.run([...run, "--out", out])).status).toBe(0);
    expect(readdirSync(out).sort()).toEqual(["curve.json", "manifest.json", "points.parquet", "report.html"]);
    const file = readFileSync(join(out, "points.parquet"));
    const bytes = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
    const rows = await parquetReadObjects({ file: bytes });
    const { points } = curveOf("stored");
    expect(rows.map(({ probability }) => probability)).toEqual([0.1, 0.05]);
    expect(rows.map(({ bler }) => bler)).toEqual(
      points.map((point: { frameErrorRate: { value: number } }) => point.frameErrorRate.value),
    );
    for (const [index, row] of rows.entries()) {
      const { frameErrorRate, bitErrorRate } = points[index];
      expect([row.bler_low, row.bler_high]).toEqual([frameErrorRate.low, frameErrorRate.high]);
      expect([row.ber_low, row.ber_high]).toEqual([bitErrorRate.low, bitErrorRate.high]);
    }
    // Of 31 bits 3 or more are turned over: the code corrects two.
    for (const { level, frameErrorRate } of points) {
      const exact = 1 - [0, 1, 2].reduce((sum, k) => sum + [1, 31, 465][k] * level ** k * (1 - level) ** (31 - k), 0);
      expect(frameErrorRate.low).toBeLessThan(exact);
      expect(frameErrorRate.high).toBeGreaterThan(exact);
    }
  });

  it("interrupted, prints and keeps what is known so far", async () => {
    const out = join(folder, "interrupted");
    const run = ["ber", "uncoded:informationBits=5000", "--modulation", "BPSK", "--esn0", "9,30", "--errors", "1e9"];
    const {
      status,
      out: text,
      err,
    } = await program.run([...run, "--max-frames", "1e12", "--out", out], (child) =>
      setTimeout(() => child.kill("SIGINT"), 1500),
    );
    expect(status).toBe(130);
    expect(err).toContain("Interrupted");
    expect(text).toMatch(/9\.00 .*\(interrupted\)/);
    expect(curveOf("interrupted").end).toBe("interrupted");
    expect(curveOf("interrupted").points).toHaveLength(1);
  });

  it("ends within its time, and says so", async () => {
    const out = join(folder, "timed");
    const run = ["ber", "uncoded:informationBits=5000", "--esn0", "30", "--max-frames", "1e12", "--max-time", "1 s"];
    const { status, out: text, err } = await program.run([...run, "--out", out]);
    expect(status).toBe(0);
    expect(text).toContain("(time)");
    expect(err).toContain("time limit");
  });

  it.each([
    ["a family that is none", ["nr-lpdc"], "did you mean nr-ldpc?"],
    ["an unknown key", ["nr-ldpc:informationBits=100,codedBits=200,rv=1"], "unknown key rv"],
    ["a key without value", ["nr-ldpc:informationBits"], "expected key=value"],
    ["more information than coded bits", ["nr-ldpc:informationBits=500,codedBits=100"], "codedBits: expected at least"],
    ["a rate that is none", ["dvb-s2:frame=normal,rate=7/8"], "rate: expected one of 1/4"],
    ["a modulation that is none", ["uncoded:informationBits=10", "--modulation", "17QAM"], "modulation: expected"],
    ["a decoder that is none", ["nr-ldpc:informationBits=9,codedBits=99", "--decoder", "checkRule=best"], "checkRule"],
    [
      "sum-product in int8",
      ["nr-ldpc:informationBits=9,codedBits=99", "--decoder", "arithmetic=int8,checkRule=sumProduct"],
      "float32 only",
    ],
    ["a level with a unit", ["uncoded:informationBits=10", "--esn0", "3dB"], "expected numbers, found 3dB"],
    ["levels that go nowhere", ["uncoded:informationBits=10", "--esn0", "1:5:-1"], "--esn0"],
    ["Es/N0 of a binary channel", ["uncoded:informationBits=10", "--channel", "bsc", "--esn0", "1"], "--probability"],
    ["a channel without its K", ["uncoded:informationBits=10", "--channel", "rician"], "k_dB"],
    ["no errors at all", ["uncoded:informationBits=10", "--errors", "0"], "--errors: expected a whole number from 1"],
    ["both levels and --auto", ["uncoded:informationBits=10", "--auto", "--esn0", "1"], "--auto"],
  ])("refuses %s, says what was expected, and writes nothing", async (_, words, message) => {
    const out = join(folder, "refused");
    const { status, err } = await program.run(["ber", ...words, "--out", out]);
    expect(status, err).toBe(2);
    expect(err).toContain(message);
    expect(existsSync(out)).toBe(false);
  });
});

describe("leolink vectors", () => {
  it("writes what the chain computes: the hex, JSON and raw forms agree, and each signal is as long as the code", async () => {
    const out = join(folder, "vectors");
    const code = "nr-ldpc:informationBits=100,codedBits=300";
    const run = [
      "vectors",
      code,
      "--decoder",
      "arithmetic=int8,iterations=4",
      "--esn0",
      "0",
      "--messages",
      "--out",
      out,
    ];
    const { status, err } = await program.run([...run, "--frames", "3"]);
    expect(status, err).toBe(0);
    const manifest = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
    const names = manifest.signals.map(({ name }: { name: string }) => name);
    for (const name of ["information", "coded", "llrs", "llr-counts", "decided", "verdict", "iteration-01-messages"]) {
      expect(names).toContain(name);
    }
    for (const { name, type, shape, frames: numbers } of manifest.signals) {
      const { frames } = JSON.parse(readFileSync(join(out, `${name}.json`), "utf8"));
      const raw = readFileSync(join(out, `${name}.raw`));
      if (!/edges|iteration/.test(name)) expect(numbers).toEqual([0, 1, 2]);
      expect(numbers).toHaveLength(shape[0]);
      expect(frames).toHaveLength(shape[0]);
      expect(frames[0]).toHaveLength(shape[1]);
      const values = frames.flat();
      const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
      const read = { bit: 1, int8: 1, int16: 2, int32: 4, float32: 4 }[type as "bit"];
      expect(raw.byteLength).toBe(values.length * read);
      const last = values.length - 1;
      if (type === "float32") expect(view.getFloat32(4 * last, true)).toBeCloseTo(values[last], 4);
      if (type === "int8" || type === "bit") expect(view.getInt8(last)).toBe(values[last]);
    }
    const coded = JSON.parse(readFileSync(join(out, "coded.json"), "utf8")).frames[1] as number[];
    const [, line] = readFileSync(join(out, "coded.hex"), "utf8").split("\n");
    const digits = coded
      .join("")
      .match(/.{4}/g)
      ?.map((four) => Number.parseInt(four, 2).toString(16));
    expect(line).toBe(digits?.join(""));
    // 4 counts a unit, rounded half away from zero, clipped to the format.
    const [llrs, counts] = ["llrs", "llr-counts"].map(
      (name) => JSON.parse(readFileSync(join(out, `${name}.json`), "utf8")).frames[0],
    );
    const scale = 4;
    llrs.forEach((llr: number, i: number) => {
      expect(Math.abs(counts[i] - Math.max(-63, Math.min(63, llr * scale)))).toBeLessThanOrEqual(0.5001);
    });
  });

  it("is enough to build the decoder from: its edges and number format give every message and posterior", async () => {
    const out = join(folder, "model");
    const words = ["vectors", "nr-ldpc:informationBits=100,codedBits=300,crc=16", "--esn0", "0", "--frames", "6"];
    const decoder = ["--decoder", "arithmetic=int8,checkRule=normalisedMinSum:0.75"];
    expect((await program.run([...words, ...decoder, "--messages", "--out", out])).status).toBe(0);
    const manifest = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
    const rows = (name: string): number[][] => JSON.parse(readFileSync(join(out, `${name}.json`), "utf8")).frames;
    const numbersOf = new Map<string, number[]>(
      manifest.signals.map(({ name, frames }: { name: string; frames: number[] }) => [name, frames]),
    );
    const verdicts = rows("verdict");
    // Frames stop after different iterations; each says which it has.
    expect(new Set(verdicts.map(([, iterations]) => iterations)).size).toBeGreaterThan(1);
    for (let iteration = 1; iteration <= 20; iteration++) {
      const name = `iteration-${String(iteration).padStart(2, "0")}-posteriors`;
      const expected = verdicts.flatMap(([, iterations], frame) => (iterations >= iteration ? [frame] : []));
      expect(numbersOf.get(name) ?? []).toEqual(expected);
      if (expected.length === 0) continue;
      expect(
        readFileSync(join(out, `${name}.hex`), "utf8")
          .trimEnd()
          .split("\n"),
      ).toHaveLength(expected.length);
    }
    const { describe: text } = manifest.signals.find(({ name }: { name: string }) => name === "edges");
    const [, z, inUse] = (/Z = (\d+), of which the first (\d+) block rows/.exec(text) ?? []).map(Number);
    const flat = rows("edges")[0];
    const all = Array.from({ length: flat.length / 4 }, (_, e) => flat.slice(4 * e, 4 * e + 4));
    const edges = all.filter(([row]) => row < inUse);
    const [first, second] = [1, 2].map((iteration) => ({
      posteriors: rows(`iteration-0${iteration}-posteriors`)[0],
      messages: rows(`iteration-0${iteration}-messages`)[0],
    }));
    expect(secondIteration(edges, z, first)).toEqual(second);
  });

  it("needs a level, and messages need a decoder that has them", async () => {
    const none = await program.run(["vectors", "uncoded:informationBits=8", "--out", join(folder, "v1")]);
    expect([none.status, none.err]).toEqual([2, expect.stringContaining("--esn0: expected a value")]);
    const words = ["vectors", "uncoded:informationBits=8", "--esn0", "1", "--messages", "--out", join(folder, "v2")];
    const silent = await program.run(words);
    expect([silent.status, silent.err]).toEqual([2, expect.stringContaining("--messages: expected one of nr-ldpc")]);
  });
});

describe("leolink codes", () => {
  it("lists every family, and of each the parameters that its example needs", async () => {
    const { out } = await program.run(["codes", "--json"]);
    const families = Object.keys(JSON.parse(out));
    expect(families).toContain("nr-ldpc");
    for (const family of families) {
      const { status, out: text } = await program.run(["codes", family, "--json"]);
      expect(status).toBe(0);
      expect(JSON.parse(text).parameters.length).toBeGreaterThan(0);
    }
    expect((await program.run(["codes", "nothing"])).status).toBe(2);
  });

  it("prints the keys of one for a person", () => {
    const text = execFileSync(process.execPath, [program.main, "codes", "nr-ldpc"], { encoding: "utf8" });
    expect(text).toMatch(/informationBits +1 to \d+/);
    expect(text).toMatch(/checkRule\? /);
  });
});

/** Layered min-sum of int8, 0.75, as a manifest of golden vectors describes it: from one iteration's values the next's. */
function secondIteration(
  edges: readonly (readonly number[])[],
  z: number,
  before: { readonly posteriors: readonly number[]; readonly messages: readonly number[] },
): { posteriors: number[]; messages: number[] } {
  const [posteriors, messages] = [[...before.posteriors], [...before.messages]];
  const clip = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
  const met = new Map<number, number>();
  for (const [, column] of edges) met.set(column, (met.get(column) ?? 0) + 1);
  const numbered = edges.map((edge, index) => ({ edge, index }));
  for (const row of new Set(edges.map(([each]) => each))) {
    const layer = numbered.filter(({ edge }) => edge[0] === row);
    for (let i = 0; i < z; i++) {
      const at = layer.map(({ edge: [, column, shift] }) => column * z + ((i + shift) % z));
      const q = layer.map(({ index }, e) => clip(posteriors[at[e]] - messages[index * z + i], -128, 127));
      for (const [e, { edge, index }] of layer.entries()) {
        if (met.get(edge[1]) === 1) continue;
        const others = q.filter((_, other) => other !== e);
        const m = Math.min(127, ...others.map(Math.abs));
        const magnitude = clip(m - ((m * 4 + 8) >> 4), 0, 31);
        const isNegative = others.filter((value) => value < 0).length % 2 === 1;
        messages[index * z + i] = isNegative ? 0 - magnitude : magnitude;
        posteriors[at[e]] = clip(q[e] + messages[index * z + i], -127, 127);
      }
    }
  }
  return { posteriors, messages };
}

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BuiltProgram } from "../built-program.js";
import { leolink } from "./test-io.js";

let program: BuiltProgram;
let folder = "";

beforeAll(() => {
  program = new BuiltProgram();
  folder = mkdtempSync(join(tmpdir(), "leolink-access-"));
});
afterAll(() => {
  program?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const irsa = ["random-access", "irsa", "--distribution", "0.5x^2+0.28x^3+0.22x^8"];

describe("leolink random-access", () => {
  it("counts the same on one worker as on two, byte for byte, and compares with itself", async () => {
    for (const workers of ["1", "2"]) {
      const words = [...irsa, "--load", "0.5,0.8", "--errors", "30", "--frames", "600", "--workers", workers];
      const { status, err } = await program.run([...words, "--out", join(folder, `w${workers}`)]);
      expect(status, err).toBe(0);
    }
    const [one, two] = ["w1", "w2"].map((name) => readFileSync(join(folder, name, "random-access.json"), "utf8"));
    expect(two).toBe(one);
    expect(JSON.parse(one)).toMatchObject({
      end: "finished",
      meanReplicas: 3.6,
      asymptoticThreshold: expect.closeTo(0.9386, 3),
    });
    const { status, out } = await program.run(["compare", join(folder, "w1"), join(folder, "w2")]);
    expect(status, out).toBe(0);
  });

  it("stores the points as Parquet, the curve as JSON, and a report, and prints a table and the threshold", async () => {
    const out = join(folder, "stored");
    const run = ["random-access", "crdsa", "--replicas", "3", "--load", "0.6:0.8:0.2", "--frames", "100", "--out", out];
    const { status, out: text } = await program.run(run);
    expect(status).toBe(0);
    expect(readdirSync(out).sort()).toEqual(["manifest.json", "points.parquet", "random-access.json", "report.html"]);
    const file = readFileSync(join(out, "points.parquet"));
    const bytes = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
    const rows = await parquetReadObjects({ file: bytes });
    const { points } = JSON.parse(readFileSync(join(out, "random-access.json"), "utf8"));
    expect(rows.map(({ load }) => load)).toEqual([0.6, 0.8]);
    for (const [index, row] of rows.entries()) {
      expect([row.throughput, row.throughput_low, row.throughput_high]).toEqual(
        ["value", "low", "high"].map((key) => points[index].throughput[key]),
      );
      expect(row.packetLossRate).toBe(points[index].packetLossRate.value);
    }
    expect(text).toMatch(/load +frames +lost +throughput/);
    expect(text).toContain("0.8185 packets a slot in infinitely long frames");
    expect(text.split("\n").every((line) => line.length <= 120)).toBe(true);
    expect(readFileSync(join(out, "report.html"), "utf8")).toContain("Infinitely long frames");
  });

  it("decodes real bursts, and says as JSON what they are", async () => {
    const code = ["--code", "nr-ldpc:informationBits=160,codedBits=240", "--frequency-offset", "0.001"];
    const words = ["random-access", "crdsa", "--reception", "decoded", "--snr", "10", ...code, "--slots", "20"];
    const { status, out, err } = await program.run([
      ...words,
      ...["--load", "0.4", "--frames", "20", "--json", "--quiet", "--out", join(folder, "decoded")],
    ]);
    expect(status, err).toBe(0);
    const { burst, points, spec } = JSON.parse(out);
    expect(burst).toMatchObject({ symbols: 184, knownSymbols: 64 });
    expect(spec.reception).toMatchObject({ kind: "decoded", preambleSymbols: 32, postambleSymbols: 32 });
    expect(points[0].counts.frames).toBe(20);
    expect(points[0].packetLossRate.value).toBeLessThan(0.2);
  });

  it("interrupted, keeps what is known so far", async () => {
    const out = join(folder, "interrupted");
    const words = [...irsa, "--load", "0.3", "--errors", "1e9", "--frames", "1e9", "--out", out];
    const { status, err } = await program.run(words, (child) => setTimeout(() => child.kill("SIGINT"), 1000));
    expect(status).toBe(130);
    expect(err).toContain("Interrupted");
    expect(JSON.parse(readFileSync(join(out, "random-access.json"), "utf8"))).toMatchObject({ end: "interrupted" });
  });

  it.each([
    ["a scheme that is none", ["tdma"], "--scheme: expected aloha or crdsa or irsa, found tdma"],
    ["irsa without a distribution", ["irsa"], "--distribution: expected one with irsa"],
    ["probabilities that do not add up", ["irsa", "--distribution", "0.5x^2"], "add up to 1, found 0.5"],
    ["a distribution of crdsa", ["crdsa", "--distribution", "x^3"], "--distribution: expected none with crdsa"],
    ["iterations of aloha", ["aloha", "--iterations", "5"], "--iterations: expected none with aloha"],
    ["more replicas than slots", ["crdsa", "--replicas", "5", "--slots", "4"], "slots: expected at least 5"],
    ["a load of no users", ["aloha", "--load", "0:1:0.5"], "--load: expected loads above 0"],
    ["half a user", ["aloha", "--arrivals", "fixed", "--slots", "50", "--load", "0.55"], "found 27.5 in 50 slots"],
    [
      "a threshold without capture",
      ["crdsa", "--threshold", "3"],
      "--threshold: expected none with --reception collision",
    ],
    ["capture without an SNR", ["crdsa", "--reception", "capture", "--threshold", "3"], "--snr: expected a value"],
    ["bursts without a code", ["crdsa", "--reception", "decoded", "--snr", "9"], "--code: expected one"],
    [
      "packets too small for their head",
      ["crdsa", "--reception", "decoded", "--snr", "9", "--code", "nr-ldpc:informationBits=56,codedBits=112"],
      "expected more than 56 information bits",
    ],
  ])("refuses %s, says what was expected, and writes nothing", async (_, words, message) => {
    const out = join(folder, "refused");
    const { status, err } = await leolink("random-access", ...words, "--out", out);
    expect(status, err).toBe(2);
    expect(err).toContain(message);
    expect(existsSync(out)).toBe(false);
  });
});

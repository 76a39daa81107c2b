import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BuiltProgram } from "../built-program.js";

const studyCase6 = join(import.meta.dirname, "..", "..", "scenarios", "tr38821-sc6.yaml");
let program: BuiltProgram;
let folder = "";

beforeAll(() => {
  program = new BuiltProgram();
  folder = mkdtempSync(join(tmpdir(), "leolink-program-"));
});
afterAll(() => {
  program?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** Two seconds of packets over a link that stands still, in four replications. */
function packetRun(out: string, ...more: string[]): string[] {
  const values = [
    "run.fidelity=abstracted",
    "run.replications={ minimum: 4, maximum: 4 }",
    "mac.traffic.source={ poisson: { rate: 50 Mbps } }",
    "time.duration=2 s",
  ];
  const set = values.flatMap((value) => ["--set", value]);
  return ["run", studyCase6, "--out", join(folder, out), "--seed", "5", ...set, ...more];
}

describe("the built program", () => {
  it("finds the same figures, byte for byte, twice and on one or two workers", async () => {
    const runs = [
      packetRun("one", "--workers", "1"),
      packetRun("again", "--workers", "1"),
      packetRun("two", "--workers", "2"),
      packetRun("other", "--workers", "2", "--seed=6"),
    ];
    for (const [index, words] of runs.entries()) {
      const given = index === 3 ? words.filter((word) => word !== "--seed" && word !== "5") : words;
      const { status, err } = await program.run(given);
      expect(status, err).toBe(0);
    }
    const kpi = ["one", "again", "two", "other"].map((name) => readFileSync(join(folder, name, "kpi.json"), "utf8"));
    expect(kpi[1]).toBe(kpi[0]);
    expect(kpi[2]).toBe(kpi[0]);
    expect(kpi[3]).not.toBe(kpi[0]);
    const { workers } = JSON.parse(readFileSync(join(folder, "two", "manifest.json"), "utf8"));
    expect(workers).toBe(2);
  });

  it("sends the same bits on one worker and on two", async () => {
    const bitTrue = (out: string, workers: string) =>
      packetRun(
        out,
        "--workers",
        workers,
        "--fidelity",
        "bit-true",
        "--set",
        "run.bitTrue={ windows: 2, windowDuration: 1 ms }",
      );
    for (const words of [bitTrue("bits-one", "1"), bitTrue("bits-two", "2")]) {
      const { status, err } = await program.run(words);
      expect(status, err).toBe(0);
    }
    const [one, two] = ["bits-one", "bits-two"].map((name) => readFileSync(join(folder, name, "kpi.json"), "utf8"));
    expect(two).toBe(one);
    expect(JSON.parse(one).bitTrue.counts.frames).toBeGreaterThan(20);
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("interrupted by %s ends with %d and leaves nothing behind", async (signal, expected) => {
    const parent = mkdtempSync(join(folder, "interrupted-"));
    const long = ["--set", "time.duration=3000 s", "--set", "time.step=100 s"];
    const words = packetRun("unused", ...long).map((word) =>
      word === join(folder, "unused") ? join(parent, "run") : word,
    );
    const { status, err } = await program.run(words, (child) => child.kill(signal));
    expect([status, readdirSync(parent)]).toEqual([expected, []]);
    expect(err).toContain("interrupted; nothing was written");
  });

  it("ends in silence when the reader of its output goes away", async () => {
    const child = spawn(process.execPath, [program.main, "schema"], { stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.destroy();
    let err = "";
    child.stderr.on("data", (chunk) => {
      err += chunk;
    });
    const status = await new Promise((resolve) => child.on("close", resolve));
    expect([status, err]).toEqual([0, ""]);
  });

  it("prints a user's mistake without a stack and progress apart from results", async () => {
    const wrong = await program.run(["run", "absent.yaml"]);
    expect(wrong).toEqual({ status: 2, out: "", err: "error: no such file (absent.yaml)\n" });
    const { out, err } = await program.run(packetRun("json", "--json"));
    expect(JSON.parse(out).kpi.throughput_Mbps.value).toBeGreaterThan(0);
    expect(err).toMatch(/%\s+replication/);
  });

  it("answers to its name as the package's bin does", () => {
    const version = execFileSync(process.execPath, [program.main, "--version"], { encoding: "utf8" });
    const { version: packaged } = JSON.parse(
      readFileSync(join(import.meta.dirname, "..", "..", "package.json"), "utf8"),
    );
    expect(version).toBe(`${packaged}\n`);
    expect(readFileSync(program.main, "utf8").split("\n")[0]).toBe("#!/usr/bin/env node");
  });
});

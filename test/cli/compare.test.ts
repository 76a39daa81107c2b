import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { BuiltProgram } from "../built-program.js";
import { leolink } from "./test-io.js";

const studyCase6 = join(import.meta.dirname, "..", "..", "scenarios", "tr38821-sc6.yaml");
let folder = "";
const at = (name: string) => join(folder, name);

/** A link budget, with changes. */
async function budgetRun(name: string, ...set: string[]): Promise<string> {
  const overrides = set.flatMap((each) => ["--set", each]);
  const { status, err } = await leolink("run", studyCase6, "--out", at(name), "--force", "--quiet", ...overrides);
  expect(status, err).toBe(0);
  return at(name);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "leolink-compare-cli-"));
  await budgetRun("before");
  await budgetRun("after", "satellite.transmitter.eirp=29.5 dBW");
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Whether every tag of an XML text is closed in order, attributes are quoted and nothing is left unescaped. */
function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  const rest = xml
    .replace(/^<\?xml [^?]*\?>/, "")
    .replaceAll(/<(\/?)([\w-]+)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>/g, (...found) => {
      const [, closes, name, attributes, isEmpty] = found as string[];
      if (/&(?!(?:amp|lt|gt|quot|#\d+);)/.test(attributes)) return "<bad>";
      if (closes) return open.pop() === name ? "" : "<bad>";
      if (!isEmpty) open.push(name);
      return "";
    });
  return open.length === 0 && !/[<>&]/.test(rest);
}

describe("leolink compare", () => {
  it("ends with 0 where nothing moved", async () => {
    const { status, out } = await leolink("compare", at("before"), at("before"));
    expect(status).toBe(0);
    expect(out).toMatch(/no figure moved; 48 exact and 0 random figures/);
  });

  it("ends with 1 and prints what moved, by how much, and which way", async () => {
    const { status, out } = await leolink("compare", at("before"), at("after"));
    expect(status).toBe(1);
    expect(out).toMatch(/eirp_dBW +30.02 +29.5 +-0.5200 +-1.73 % +exact +worse/);
    expect(out).toContain("the scenario is not the baseline's");
  });

  it("lets pass what a tolerance allows, or what is better where that is allowed", async () => {
    const tolerances = ["*dB*=0.6 dB", "*_bpsHz=10 %", "*_Mbps=10 %"].flatMap((each) => ["--tolerance", each]);
    expect((await leolink("compare", at("before"), at("after"), ...tolerances)).status).toBe(0);
    expect((await leolink("compare", at("after"), at("before"))).status).toBe(1);
    // The ideal MODCOD changes with the EIRP, and with it the margin may fall.
    const better = await leolink("compare", at("after"), at("before"), "--allow-better", "--tolerance", "margin*=1 dB");
    expect(better.status, better.out).toBe(0);
  });

  it("writes JSON, JUnit and Markdown", async () => {
    const files = ["--junit", at("compare.xml"), "--markdown", at("compare.md")];
    const { status, out } = await leolink("compare", at("before"), at("after"), "--json", ...files);
    expect(status).toBe(1);
    const json = JSON.parse(out);
    expect(json.isPassed).toBe(false);
    expect(json.comparisons[0].changes.find(({ figure }: { figure: string }) => figure === "eirp_dBW")).toMatchObject({
      outcome: "moved",
      direction: "worse",
      change: { value: expect.closeTo(-0.52, 9) },
    });
    const xml = readFileSync(at("compare.xml"), "utf8");
    expect(isWellFormed(xml)).toBe(true);
    const moved = json.comparisons[0].changes.length;
    expect(xml).toContain(`tests="${moved + 1}" failures="${moved}" errors="0"`);
    expect(readFileSync(at("compare.md"), "utf8")).toMatch(
      /\| eirp\\_dBW \| 30.02 \| 29.5 \| -0.5200 \| -1.73 % \| exact \| worse \|/,
    );
    const printed = await leolink("compare", at("before"), at("after"), "--markdown", "-");
    expect(printed.out).toMatch(/^### Key figures: moved\n/);
  });

  it("ends with 2 on bad input, and says where", async () => {
    const cases: [string[], RegExp][] = [
      [[at("before"), at("absent")], /no such file or folder \(.*absent\)/],
      [[at("before"), studyCase6], /not JSON: .*tr38821-sc6.yaml:1:1/],
      [[at("before")], /missing argument <results>/],
      [[at("before"), at("after"), "--tolerance", "cn_dB=0.1"], /expected dB, `%` or `%rel` for cn_dB/],
      [[at("before"), at("after"), "--tolerance", "cn_dB"], /--tolerance: expected FIGURE=AMOUNT/],
      [[at("before"), at("after"), "--tolerance", "cm_dB=1 dB"], /no figure is named cm_dB; did you mean cn_dB\?/],
      [[at("before"), at("after"), "--alpha", "0.01"], /--alpha: expected a percentage with its unit/],
      [[at("before"), at("after"), "--alpha", "0 %"], /--alpha: expected a percentage above 0 %/],
      [[at("before"), at("after"), "--json", "--markdown", "-"], /--markdown: expected a file/],
      [[at("before"), at("after"), "--junit", at("no/such/folder.xml")], /ENOENT/],
    ];
    for (const [words, message] of cases) {
      const { status, err } = await leolink("compare", ...words);
      expect([status, err]).toEqual([2, expect.stringMatching(message)]);
    }
  });
});

describe("leolink baseline", () => {
  const dir = () => ["--dir", at("baseline"), "--quiet", "--workers", "1"];
  const file = () => at("baseline/tr38821-sc6.json");

  it("makes a baseline, checks it, and keeps its overrides when it is updated", async () => {
    // Worker threads need the compiled program.
    const program = new BuiltProgram();
    onTestFinished(() => program.dispose());
    const baseline = (...words: string[]) => program.run(["baseline", ...words, ...dir()]);
    const quick = ["--set", "run.fidelity=abstracted", "--set", "time.duration=1 s"];
    const traffic = ["--set", "mac.traffic.source={ poisson: { rate: 20 Mbps } }"];
    const made = await baseline("update", studyCase6, ...quick, ...traffic);
    expect([made.status, made.err], made.err).toEqual([0, `${file()}: written\n`]);
    const text = readFileSync(file(), "utf8");
    expect(JSON.parse(text)).toMatchObject({ schema: "leolink-baseline/1", replications: 5, seed: 1 });
    const again = await baseline("update");
    expect([again.status, again.err]).toEqual([0, `${file()}: the same\n`]);
    expect(again.out).toContain("no figure moved; 48 exact and 21 random figures");
    const checked = await baseline("check", "--junit", at("baseline.xml"));
    expect(checked.status, checked.out).toBe(0);
    expect(isWellFormed(readFileSync(at("baseline.xml"), "utf8"))).toBe(true);
    expect(readFileSync(file(), "utf8")).toBe(text);
    expect(readdirSync(at("baseline"))).toEqual(["tr38821-sc6.json"]);
  });

  it("fails where a figure moved, keeps tolerances, and shows the difference when it is updated", async () => {
    const budget = ["--set", "run.fidelity=budget", "--tolerance", "cn_dB=0.1 dB"];
    expect((await leolink("baseline", "update", studyCase6, ...dir(), ...budget)).status).toBe(0);
    const text = readFileSync(file(), "utf8");
    expect(JSON.parse(text).tolerances).toEqual(["cn_dB=0.1 dB"]);
    const cn_dB: number = JSON.parse(text).figures.cn_dB;
    const moved = (by_dB: number) => text.replace(`"cn_dB": ${cn_dB}`, `"cn_dB": ${cn_dB + by_dB}`);
    writeFileSync(file(), moved(0.05));
    expect((await leolink("baseline", "check", ...dir())).status).toBe(0);
    writeFileSync(file(), moved(0.2));
    const found = await leolink("baseline", "check", ...dir());
    expect([found.status, found.out]).toEqual([1, expect.stringMatching(/cn_dB .* -0.2000 .* worse/)]);
    const updated = await leolink("baseline", "update", ...dir());
    expect([updated.status, updated.out]).toEqual([0, expect.stringMatching(/cn_dB .* -0.2000 .* worse/)]);
    expect(readFileSync(file(), "utf8")).toBe(text);
  });

  it("ends with 2 on bad input and leaves the folder as it was", async () => {
    const cases: [string[], RegExp][] = [
      [["sideways"], /--action: expected update or check, found sideways/],
      [["check", "--set", "run.seed=2"], /--set: belongs to update/],
      [["check", at("absent.yaml")], /absent.yaml has no baseline yet .*absent.json\); leolink baseline update/],
      [["update", at("absent.yaml")], /no such file \(.*absent.yaml\)/],
      [["update", studyCase6, "--set", "link.carier=20 GHz"], /carier/],
    ];
    const before = readFileSync(file(), "utf8");
    for (const [words, message] of cases) {
      const { status, err } = await leolink("baseline", ...words, ...dir());
      expect([status, err]).toEqual([2, expect.stringMatching(message)]);
    }
    const none = await leolink("baseline", "check", "--dir", at("nowhere"));
    expect([none.status, none.err]).toEqual([2, expect.stringMatching(/expected baselines, found none .*nowhere/)]);
    expect(existsSync(at("nowhere"))).toBe(false);
    expect(readFileSync(file(), "utf8")).toBe(before);
  });
});

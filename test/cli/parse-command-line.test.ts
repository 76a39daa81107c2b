import { describe, expect, it } from "vitest";
import type { Command } from "../../src/cli/command.js";
import { helpText } from "../../src/cli/help.js";
import { parseCommandLine } from "../../src/cli/parse-command-line.js";
import { LeolinkError } from "../../src/leolink-error.js";

const link: Command = {
  usage: "link <scenario>",
  describe: "Links",
  positionals: { scenario: "A scenario" },
  options: {
    seed: { kind: "text", describe: "Seed", value: "N" },
    set: { kind: "list", describe: "Override" },
    force: { kind: "flag", describe: "Replace" },
    x: { kind: "text", describe: "Axis", value: "COLUMN" },
  },
  examples: [["leolink link a.yaml", "links a"]],
  execute: async () => 0,
};
const many: Command = { ...link, usage: "many <files..>", positionals: { files: "Files" }, options: {} };

function parsed(...words: string[]) {
  const line = parseCommandLine(words, [link, many]);
  if (line.kind !== "command") throw new Error(`expected a command, found ${line.kind}`);
  return line;
}

function refusal(...words: string[]): string {
  try {
    parsed(...words);
  } catch (error) {
    if (error instanceof LeolinkError) return error.message;
    throw error;
  }
  throw new Error("expected the command line to be refused");
}

describe("a command line", () => {
  it("gives every value as the text it was typed as", () => {
    const { command, args } = parsed("link", "0123", "--seed", "007", "--force");
    expect(command).toBe(link);
    expect([args.text("scenario"), args.text("seed"), args.flag("force")]).toEqual(["0123", "007", true]);
  });

  it("takes one value for each --set and leaves the positional arguments alone", () => {
    const { args } = parsed("link", "--set", "a.b=1 dB", "--set=c.d=-2", "x.yaml");
    expect(args.list("set")).toEqual(["a.b=1 dB", "c.d=-2"]);
    expect(args.text("scenario")).toBe("x.yaml");
  });

  it("takes a negative quantity as a value", async () => {
    expect(parsed("link", "x", "--seed", "-3 dB").args.text("seed")).toBe("-3 dB");
    expect(parsed("link", "x", "--seed", "-3").args.text("seed")).toBe("-3");
  });

  it("takes an option of one letter with one dash or two", () => {
    expect(parsed("link", "a.yaml", "--x", "time_s").args.text("x")).toBe("time_s");
    expect(parsed("link", "a.yaml", "-x", "time_s").args.text("x")).toBe("time_s");
  });

  it("takes any number of files", async () => {
    expect(parsed("many", "a", "1.50", "b/").args.list("files")).toEqual(["a", "1.50", "b/"]);
  });

  it.each([
    [["lnk"], "unknown command lnk; did you mean link?"],
    [["quark"], "unknown command quark; known commands: link, many"],
    [["--json"], "expected a command; commands: link, many"],
    [["link", "x", "--sed", "1"], "unknown option --sed; did you mean --seed?"],
    [["link", "x", "--set.a", "1"], "unknown option --set.a; did you mean --set?"],
    [["link", "x", "--force=yes"], "--force: expected no value, found yes"],
    [["link", "x", "-z"], "unknown option -z; known options: --seed, --set, --force, --x, --help"],
    [["link", "x", "--no-force"], "unknown option --no-force; did you mean --force?"],
    [["link", "x", "y"], "unexpected argument y; usage: leolink link <scenario>"],
    [["link"], "missing argument <scenario>; usage: leolink link <scenario>"],
    [["link", "x", "--seed"], "--seed: expected a value, found none"],
  ])("that is wrong is refused with what is right: %j", (words, message) => {
    expect(refusal(...words)).toBe(message);
  });

  it("reports every unknown option at once", async () => {
    expect(refusal("link", "x", "--a1", "--b2").split("\n")).toHaveLength(2);
  });

  it("asks for the help of a command, of the program, or for the version", () => {
    const kinds = [["link", "--help"], ["--help"], ["link", "x", "-h"], ["--version"]].map((words) =>
      parseCommandLine(words, [link, many]),
    );
    expect(kinds).toEqual([
      { kind: "help", command: link },
      { kind: "help", command: undefined },
      { kind: "help", command: link },
      { kind: "version" },
    ]);
  });

  it("has help with options, values, examples and exit statuses", async () => {
    const ofCommand = await helpText([link, many], link, 80);
    for (const part of ["leolink link <scenario>", "--seed", "[N]", "leolink link a.yaml", "links a"]) {
      expect(ofCommand).toContain(part);
    }
    const ofProgram = await helpText([link, many], undefined, 80);
    for (const part of ["link <scenario>", "many <files..>", "130 interrupted"]) expect(ofProgram).toContain(part);
  });
});

describe("an option's value", () => {
  it.each([
    ["abc", "--seed: expected a whole number from 0 to 10, found abc"],
    ["1.5", "--seed: expected a whole number from 0 to 10, found 1.5"],
    ["1e1", "--seed: expected a whole number from 0 to 10, found 1e1"],
    ["NaN", "--seed: expected a whole number from 0 to 10, found NaN"],
    ["11", "--seed: expected a whole number from 0 to 10, found 11"],
    ["-1", "--seed: expected a whole number from 0 to 10, found -1"],
    [" ", "--seed: expected a value, found an empty one"],
  ])("that is no whole number in range is refused: %j", (value, message) => {
    const { args } = parsed("link", "x", "--seed", value);
    expect(() => args.wholeNumber("seed", 0, 10)).toThrow(message);
  });

  it("given twice is refused", () => {
    const { args } = parsed("link", "x", "--seed", "1", "--seed", "2");
    expect(() => args.wholeNumber("seed", 0, 10)).toThrow("--seed: expected it once, found it 2 times");
  });

  it("of a choice is one of its words", () => {
    const { args } = parsed("link", "x", "--seed", "ka");
    expect(args.choice("seed", ["ka", "s"])).toBe("ka");
    expect(() => args.choice("seed", ["s", "c"])).toThrow("--seed: expected s or c, found ka");
  });
});

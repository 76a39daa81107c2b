import { describe, expect, it } from "vitest";
import { LineCounter } from "yaml";
import { readYaml, type YamlFault } from "../../src/scenario/yaml-text.js";

function faultsOf(text: string): readonly YamlFault[] {
  const read = readYaml(text, new LineCounter());
  return "faults" in read ? read.faults : [];
}

/** Texts that cost a parser far more than their length, all within the size that is allowed. */
const hostile: readonly [string, string][] = [
  ["a million opened brackets", "[".repeat(999_999)],
  ["ten thousand brackets, closed again", "[".repeat(10_000) + "]".repeat(10_000)],
  ["nested mappings in braces", "{a:".repeat(300_000)],
  ["lists in lists on one line", "- ".repeat(400_000)],
  ["keys of keys", "? ".repeat(400_000)],
  ["a mapping nested by indentation", Array.from({ length: 1000 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join("")],
  ["eighty thousand keys", Array.from({ length: 80_000 }, (_, index) => `k${index}: 0\n`).join("")],
  ["a list of half a million numbers", `a: [${"0,".repeat(400_000)}]`],
  ["two hundred thousand documents", "---\n".repeat(200_000)],
  ["two hundred thousand aliases", `a: &a b\nc: [${"*a, ".repeat(200_000)}]`],
  ["a hundred thousand anchors", "- &a b\n".repeat(100_000)],
];

describe("the YAML of a scenario", () => {
  it.each(hostile)("that holds %s is refused with one place to look at", (_, text) => {
    const faults = faultsOf(text);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults[0].message).toMatch(/^expected (?:nesting of at most 40 levels|a scenario of at most 50000 words)/);
    expect(faults[0].offset).toBeGreaterThanOrEqual(0);
  });

  it("is refused beyond a megabyte before it is looked at", () => {
    expect(faultsOf("x".repeat(1_000_001))).toEqual([
      { message: "expected a scenario of at most 1000000 characters, found 1000001" },
    ]);
  });

  it("counts brackets in texts and comments as text", () => {
    const brackets = "[".repeat(100);
    expect(faultsOf(`a: "${brackets}"\nb: x${brackets} # ${brackets}\nc: |\n  - - ${brackets}\n`)).toEqual([]);
    expect(faultsOf(Array.from({ length: 100 }, () => "- - x\n").join(""))).toEqual([]);
  });

  it("names the place of the token where nesting becomes too deep", () => {
    const before = "title: a scenario\nsite: ";
    expect(faultsOf(before + "[".repeat(50))).toEqual([
      { message: "expected nesting of at most 40 levels", offset: before.length + 40 },
    ]);
  });

  it.each([
    ["a second document", "a: 1\n---\nb: 2\n", /one document/],
    ["the same key twice", "a: 1\na: 2\n", /each key once/],
    ["a directive for YAML 1.1, in which yes is true", "%YAML 1.1\n---\na: yes\n", /no directive/],
    ["a tag", "a: !!str 5\n", /without a tag, found !!str/],
    ["a tag nobody knows", "a: !foo 5\n", /without a tag, found !foo/],
    ["an alias of itself", "a: &a [*a]\n", /no alias inside its own anchor, found \*a/],
    ["an alias without anchor", "a: *b\n", /an anchor before its alias, found \*b/],
    [
      "aliases that multiply each other",
      `a: &a [${"1,".repeat(9)}1]\n${[..."bcd"].map((name, i) => `${name}: &${name} [${`*${"abc"[i]},`.repeat(9)}1]`).join("\n")}`,
      /multiply each other/,
    ],
    ["a number as key", "1: a\n", /a word as key, found 1/],
    ["an object's prototype as key", "a: {__proto__: b}\n", /a word as key/],
  ])("does not hold %s", (_, text, message) => {
    const faults = faultsOf(text);
    expect(faults[0]?.message).toMatch(message);
    expect(faults[0].offset).toBeDefined();
  });

  it("has no number whose value is not the one that is read at sight", () => {
    expect(faultsOf("seed: 0123\n")).toEqual([
      {
        message: "expected a decimal number, found 0123, which YAML reads as 123",
        offset: 6,
        hint: 'write 123, or "0123" for a text',
      },
    ]);
    expect(faultsOf("seed: 0x1F\n")).toHaveLength(1);
    expect(faultsOf("seed: 0o17\n")).toHaveLength(1);
    for (const plain of ["0", "-0.5", "0.25", "10", "1e3", '"0123"', "0123 Hz"]) {
      expect(faultsOf(`a: ${plain}\n`), plain).toEqual([]);
    }
  });

  it("may use anchors and aliases within reason", () => {
    const read = readYaml("a: &same {x: 1}\nb: *same\n", new LineCounter());
    expect("document" in read && read.document.toJS()).toEqual({ a: { x: 1 }, b: { x: 1 } });
  });
});

import { describe, expect, it } from "vitest";
import { LeolinkError } from "../../src/leolink-error.js";
import { mappingOf, namedMapping } from "../../src/scenario/code-text.js";

describe("a code on the command line", () => {
  it("is a name, and keys with numbers, words, lists and mappings", () => {
    expect(namedMapping("<code>", "nr-ldpc:informationBits=8448,rate=1/2,redundancyVersions=0+2+3+1")).toEqual({
      name: "nr-ldpc",
      values: { informationBits: 8448, rate: "1/2", redundancyVersions: [0, 2, 3, 1] },
    });
    expect(mappingOf("--decoder", "checkRule.kind=minSum, quantisation.llrScale=1e+1,stop=none,isFast=true")).toEqual({
      checkRule: { kind: "minSum" },
      quantisation: { llrScale: 10 },
      stop: "none",
      isFast: true,
    });
    expect(namedMapping("<code>", "uncoded")).toEqual({ name: "uncoded", values: {} });
  });

  it.each([
    ["a=1,a=2", "expected it once"],
    ["a=1,a.b=2", "expected no value at a itself"],
    ["a", "expected key=value"],
    ["=1", "expected key=value"],
    ["a=", "expected key=value"],
    ["a=1,,b=2", "expected key=value"],
    ["__proto__.x=1", "expected key=value"],
    ["a.constructor=1", "unknown key"],
    [`a=${"x".repeat(3000)}`, "at most 2000 characters"],
  ])("refuses %s and says what was expected", (text, message) => {
    expect(() => mappingOf("--decoder", text)).toThrow(LeolinkError);
    expect(() => mappingOf("--decoder", text)).toThrow(message);
  });
});

import { expect, test } from "vitest";
import { fnv1a64, streamKey } from "../../src/random/stream-key.js";

// FNV test vectors of RFC 9923 (draft-eastlake-fnv), appendix; 64-bit FNV-1a.
test.each([
  ["", 0xcbf29ce484222325n],
  ["a", 0xaf63dc4c8601ec8cn],
  ["foobar", 0x85944171f73967e8n],
])("the 64-bit FNV-1a hash of '%s' is the published one", (text, hash) => {
  expect(fnv1a64(text)).toBe(hash);
});

test("seeds and names that differ in one bit have unrelated keys", () => {
  const keys = new Set<string>();
  for (let seed = 0; seed < 200; seed++) {
    for (const name of ["mac.arrivals", "mac.arrivalt", "mac.packetSize"]) {
      const { key0, key1 } = streamKey(seed, name);
      keys.add(`${key0} ${key1}`);
    }
  }
  expect(keys.size).toBe(600);
});

test.each([-1, 0.5, Number.NaN, 2 ** 53])("the seed %d is refused", (seed) => {
  expect(() => streamKey(seed, "x")).toThrow(RangeError);
});

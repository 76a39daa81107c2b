import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { goldenPayload, ldpcRateMatchedBits } from "../../src/fec/nr-ldpc-rate-matched.js";
import type { NrModulationOrder, NrRedundancyVersion } from "../../src/fec/nr-ldpc-rate-matching.js";

/** SHA-256 of the bits, packed most significant bit first. */
function sha256(bits: Uint8Array): string {
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  bits.forEach((bit, i) => {
    bytes[i >> 3] |= bit << (7 - (i & 7));
  });
  return createHash("sha256").update(bytes).digest("hex");
}

/** Base graph, Zc, K', E, redundancy version, modulation order, SHA-256. */
type Row = readonly [1 | 2, number, number, number, NrRedundancyVersion, NrModulationOrder, string];

/** Computed apart from this program, parity checks met: rows of the case nr-ldpc-rate-matched. */
const rows: readonly Row[] = [
  [1, 384, 8448, 16896, 0, 2, "66d6442c368b82c9ea31e0e4e0ff55fd199361f2413a9e730d7ba97b294cc3f9"],
  [1, 384, 8448, 70400, 1, 8, "27dca3d7f57c0e9eee48dfddaeaa4bcdbabfd5039e6c7dad93a297abb9ca0bf3"],
  [1, 384, 8000, 10668, 3, 6, "c1f05d509be0e54bc36051a384ef2f172c0d340c3ee64c9a8b089620a003378a"],
  [1, 352, 7600, 23032, 2, 4, "a7115ad2ca21563850aeba60c1a70c3c8c2b2ebe132979e2c58b586c38ceacfa"],
  [1, 208, 4400, 36664, 1, 8, "ec65415661027958114740a9214b01a85f56e080efd75480c88095931eca9c14"],
  [1, 36, 760, 1014, 3, 6, "f6c02be73a6fc461aabcc2b6e6da00d9c0da8836092241a79ffc3627452f0036"],
  [1, 15, 300, 908, 2, 4, "1d6ad12aacba86cd9c189bebe256bff73409ff73aee34a04c52f472b60419333"],
  [2, 384, 3840, 32000, 1, 8, "b94d45b82a30388ddb0ee2ba55a80beeb5e4bf965942f98e93e0e6350c5451b6"],
  [2, 240, 2300, 3066, 3, 6, "f01564573dddfd64c2101684feda8d02e3606611242f0c49c9b26f41cb63beee"],
  [2, 52, 520, 1576, 2, 4, "f2b06c0263c54dfe546ecb1b50857dfc1747887d6aa90cbab98bde4ec51196e8"],
  [2, 26, 230, 1920, 1, 8, "557b0808c6be65cdf7f49528503cc73c77f22bf1f2ea33ac0d13eeedff84d6a8"],
  [2, 6, 40, 120, 2, 4, "deefb3c12cb93da7c12b41632fdb21aeb0cda68e1c161e781fb69e865f7d838e"],
  [1, 7, 150, 1248, 1, 8, "07795a8f54cf08c5b6ccc67bdb32f63cd5020ada01a9b53699fd3043e6161e77"],
  [2, 88, 800, 1068, 3, 6, "c81c0d5469ff7840dc67b146be3f7af907562e279db16d6e7cf368a8176fa01b"],
  [1, 104, 2288, 6932, 2, 4, "bf4b6eabe2c3b7fc9f4d9a7f338b342ff1929a4ff70d250a819f8cbf60ebc967"],
];

describe("rate-matched code blocks", () => {
  for (const [baseGraph, liftingSize, payloadBits, bits, redundancyVersion, modulationOrder, hash] of rows) {
    it(`BG${baseGraph} Z=${liftingSize} K'=${payloadBits} E=${bits} RV ${redundancyVersion} has its golden hash`, () => {
      const block = { baseGraph, liftingSize, payloadBits };
      expect(sha256(ldpcRateMatchedBits(block, { bits, redundancyVersion, modulationOrder }))).toBe(hash);
    });
  }

  it("take another payload, of the right length only", () => {
    const block = { baseGraph: 2 as const, liftingSize: 6, payloadBits: 40 };
    const sent = { bits: 120, redundancyVersion: 2 as const, modulationOrder: 4 as const };
    expect(ldpcRateMatchedBits(block, sent, new Uint8Array(40))).toEqual(new Uint8Array(120));
    expect(() => ldpcRateMatchedBits(block, sent, new Uint8Array(41))).toThrow(/payload: expected 40 .* found 41/);
    expect([...goldenPayload(8)]).toEqual([0, 1, 1, 0, 1, 1, 0, 0]);
  });
});

import { describe, expect, it } from "vitest";
import { polarTransform } from "../../kernels/polar/polar-transform.js";
import { nrPolarCode } from "../../src/fec/nr-polar.js";
import type { NrPolarSpec } from "../../src/fec/nr-polar-chain.js";
import { NrPolarCodeword } from "../../src/fec/nr-polar-codeword.js";

function bitsOfHex(hex: string, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (Number.parseInt(hex[i >> 2], 16) >> (3 - (i & 3))) & 1);
}

/** Coded bits that tests of py3gpp 0.3 expect of nrPolarEncode: K = 100 (ten zeros, then ones), N = 512. */
const motherWords = {
  plain:
    "6dacfcbc0f7080810552022b0ee7177fb61ebe97819797ff211fbfff7ffffffe" +
    "92530343f08f7f7efaadfdd4f118e88049e141687e686800dee0400080000001",
  interleaved:
    "5c62cd729e1e11ef4b1c4c65e009f99187d08f5910f906916f51f1b191111110" +
    "4d73dc638f0f00fe5a0d5d74f118e88096c19e4801e817807e40e0a080000001",
};

/** PBCH bits that py3gpp's test of nrBCH expects: 24 zeros, frame 10, second half frame, cell 321, 8 SSBs. */
const broadcastWord =
  "9311d1900fd84d304d590fb1d1f9937893eea0ddd16fe25c0f273c144da67e95" +
  "4dcf7efc0f4e3c7dd106e2359387a0b4a022e2a33ceb7e037e6a3c82e2caa04b" +
  "9311d1900fd84d304d590fb1d1f9937893eea0ddd16fe25c0f273c144da67e95" +
  "4dcf7efc0f4e3c7dd106e235";

/** Random information bits that all of the test vectors of tienviitta/polar-3gpp-matlab begin with. */
const information = "ca76f71d6b25637fa8cfebf7ad297b92304";

/** Those vectors: `dl/tv0`, `dl/tv2`, `dl/tv3`, `tv1`, `tv2`. Shortening, repetition and puncturing, CRC24C and CRC11. */
const chains: [string, NrPolarSpec, number, string, string][] = [
  [
    "DCI of 12 bits in 48, shortened",
    { family: "nr-polar", kind: "downlinkControl", payloadBits: 12, codedBits: 48, rnti: 0x6f71 },
    12,
    "ca7",
    "32028f6d9f5c",
  ],
  [
    "DCI of 65 bits in 268, repeated",
    { family: "nr-polar", kind: "downlinkControl", payloadBits: 65, codedBits: 268, rnti: 0x519f },
    65,
    "ca76f71d6b25637f8",
    "85d2a79aac6830617ea2b09c6080f2e25d4236d9cbe803d0a601b87a4378ec4d85d",
  ],
  [
    "DCI of 140 bits in 384, punctured",
    { family: "nr-polar", kind: "downlinkControl", payloadBits: 140, codedBits: 384, rnti: 0x93b6 },
    140,
    information,
    "c10b48db2cf2ca2bfe27a0df1d852c744bae3d7e27293ef0ff095ef1622aacdb6b1f79e60e69e1baed34723d0f47929b",
  ],
  [
    "UCI of 65 bits in 184, punctured",
    { family: "nr-polar", kind: "uplinkControl", payloadBits: 65, codedBits: 184 },
    65,
    "ca76f71d6b25637fa",
    "8015ec75c797948c16cc31f565bec193cd90ba60ae3caf",
  ],
  [
    "UCI of 134 bits in 267, repeated",
    { family: "nr-polar", kind: "uplinkControl", payloadBits: 134, codedBits: 267 },
    134,
    information,
    "36a4ba77b2f93cdc10e2ad15e5502bb6b8a64239295e9bd2b0c8bccb2fa39e4f154",
  ],
];

describe("published vectors of NR polar codes", () => {
  it.each([
    ["without", false, motherWords.plain],
    ["with", true, motherWords.interleaved],
  ] as const)("mother code word of K = 100, N = 512, %s information interleaver", (_, interleaved, expected) => {
    const block = { bits: 100, codedBits: 512, largestExponent: 9, parityBits: 0, leastWeightParityBits: 0 } as const;
    const codeword = new NrPolarCodeword(block, { information: interleaved, codedBits: false });
    const word = new Uint8Array(512);
    for (let k = 10; k < 100; k++) word[codeword.places[k]] = 1;
    polarTransform(word);
    expect(word).toEqual(bitsOfHex(expected, 512));
  });

  it.each(chains)("%s", (_, spec, length, hex, expected) => {
    const code = nrPolarCode(spec);
    const coded = new Uint8Array(code.codedBits);
    code.encode(bitsOfHex(hex, length), coded);
    expect(coded).toEqual(bitsOfHex(expected, code.codedBits));
  });

  it("a broadcast word is accepted by its CRC and encodes to itself", () => {
    const code = nrPolarCode({ family: "nr-polar", kind: "broadcast" });
    const word = bitsOfHex(broadcastWord, 864);
    const payload = new Uint8Array(32);
    const decoder = code.decoder({ decoder: "scl", listSize: 8, arithmetic: "int8" });
    expect(
      decoder.decode(
        Float32Array.from(word, (bit) => 4 - 8 * bit),
        payload,
      ),
    ).toBe(true);
    const coded = new Uint8Array(864);
    code.encode(payload, coded);
    expect(coded).toEqual(word);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { polarTransform } from "../../../kernels/polar/polar-transform.js";

describe("polar transform", () => {
  it("output bit i is the sum of the input bits whose index has all ones of i: the Kronecker power in closed form", () => {
    for (const length of [1, 2, 8, 64]) {
      for (let j = 0; j < length; j++) {
        const unit = new Uint8Array(length);
        unit[j] = 1;
        polarTransform(unit);
        expect([...unit]).toEqual(Array.from({ length }, (_, i) => ((i & ~j) === 0 ? 1 : 0)));
      }
    }
  });

  it("is its own inverse", () => {
    fc.assert(
      fc.property(fc.uint8Array({ min: 0, max: 1, minLength: 256, maxLength: 256 }), (bits) => {
        const twice = bits.slice();
        polarTransform(twice);
        polarTransform(twice);
        expect(twice).toEqual(bits);
      }),
      { numRuns: 30, seed: 1 },
    );
  });
});

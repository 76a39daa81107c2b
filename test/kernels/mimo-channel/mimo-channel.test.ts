import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mimoChannel, mostGains } from "../../../kernels/mimo-channel/mimo-channel.js";
import { mimoChannelSimd } from "../../../kernels/mimo-channel/mimo-channel-simd.js";

const forms = [
  ["reference", mimoChannel],
  ["simd", mimoChannelSimd],
] as const;

describe.each(forms)("the channel between several ports, %s", (_, form) => {
  it("is the complex product of each element's own matrix and vector", () => {
    const made = form({ receivePorts: 2, transmitPorts: 2, elements: 2 });
    // Element 0: H = [1 + 2j, -3j; 4, -1 + j], x = [2 - j, 5j]: y = [(1 + 2j)(2 - j) + 15, 4 (2 - j) + (-1 + j) 5j].
    // Element 1: H = [0, 1; j, 0], x = [3, 2 + j]: y = [2 + j, 3j].
    made.gainRe.set([1, 0, 0, 1, 4, 0, -1, 0]);
    made.gainIm.set([2, 0, -3, 0, 0, 1, 1, 0]);
    made.sentRe.set([2, 3, 0, 2]);
    made.sentIm.set([-1, 0, 5, 1]);
    made.apply();
    expect([...made.receivedRe]).toEqual([19, 2, 3, 0]);
    expect([...made.receivedIm]).toEqual([3, 1, -9, 3]);
  });

  it("that turns a port's phase from element to element does so to each element alone", () => {
    const shapes = fc.record({ ports: fc.integer({ min: 1, max: 9 }), elements: fc.integer({ min: 0, max: 80 }) });
    fc.assert(
      fc.property(shapes, ({ ports, elements }) => {
        const made = form({ receivePorts: ports, transmitPorts: ports, elements });
        // H_i = j^i I.
        const turns = [
          [1, 0],
          [0, 1],
          [-1, 0],
          [0, -1],
        ];
        for (let port = 0; port < ports; port++) {
          for (let i = 0; i < elements; i++) {
            const at = (port * ports + port) * elements + i;
            [made.gainRe[at], made.gainIm[at]] = turns[i % 4];
          }
        }
        made.sentRe.set(made.sentRe.map((_value, index) => index + 1));
        made.sentIm.set(made.sentIm.map((_value, index) => -2 * index));
        made.apply();
        for (let at = 0; at < ports * elements; at++) {
          const [re, im] = turns[(at % elements) % 4];
          expect(made.receivedRe[at]).toBe(re * (at + 1) + im * 2 * at);
          expect(made.receivedIm[at] === im * (at + 1) - re * 2 * at).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("receives on every port the sum of what is sent", () => {
    const made = form({ receivePorts: 3, transmitPorts: 8, elements: 1029 });
    made.gainRe.fill(1);
    made.sentRe.set(made.sentRe.map((_value, index) => index % 1029));
    made.sentIm.fill(0.5);
    made.apply();
    expect([...made.receivedRe]).toEqual(Array.from({ length: 3 * 1029 }, (_value, index) => 8 * (index % 1029)));
    expect([...made.receivedIm]).toEqual(new Array(3 * 1029).fill(4));
  });

  it("refuses shapes that make no sense", () => {
    const shape = { receivePorts: 2, transmitPorts: 2, elements: 12 };
    expect(() => form({ ...shape, receivePorts: 0 })).toThrow(
      "mimoChannel: receivePorts: expected a whole number from 1, found 0",
    );
    expect(() => form({ ...shape, transmitPorts: 1.5 })).toThrow("transmitPorts: expected a whole number from 1");
    expect(() => form({ ...shape, elements: Number.NaN })).toThrow(
      "elements: expected a whole number from 0, found NaN",
    );
    expect(() => form({ ...shape, elements: mostGains })).toThrow("expected at most 67108864 gains, found 268435456");
  });
});

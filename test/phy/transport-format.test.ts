import fc from "fast-check";
import { expect, test } from "vitest";
import { type DvbS2xModcod, dvbS2xModcods, modcodByName } from "../../src/phy/dvb-s2x.js";
import { dvbFormat } from "../../src/phy/pl-frame.js";
import { efficientFormats, formatRate_bps } from "../../src/phy/transport-format.js";

test("the formats worth using rise in threshold and in rate, and each other one is beaten by one of them", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...dvbS2xModcods], { minLength: 1 }), fc.boolean(), (modcods, pilots) => {
      const formats = modcods.map((modcod) => dvbFormat(modcod, 1e7, pilots));
      const used = efficientFormats(formats);
      for (let i = 1; i < used.length; i++) {
        expect(formats[used[i]].threshold_dB).toBeGreaterThan(formats[used[i - 1]].threshold_dB);
        expect(formatRate_bps(formats[used[i]])).toBeGreaterThan(formatRate_bps(formats[used[i - 1]]));
      }
      formats.forEach((format, index) => {
        const isAsGood = (other: number) =>
          formats[other].threshold_dB <= format.threshold_dB &&
          formatRate_bps(formats[other]) >= formatRate_bps(format);
        expect(used.includes(index) || used.some(isAsGood)).toBe(true);
      });
    }),
    { seed: 1, numRuns: 50 },
  );
});

test("8PSK 9/10 is of no use beside 16APSK 3/4, which carries more at a lower threshold", () => {
  const formats = ["8PSK 9/10", "16APSK 3/4"].map((name) => dvbFormat(modcodByName(name) as DvbS2xModcod, 1e7, true));
  expect(efficientFormats(formats)).toEqual([1]);
});

import { expect, it } from "vitest";
import {
  delayProfileCorrelation,
  jakesCorrelation,
  mixedCorrelation,
  rectangularDopplerCorrelation,
} from "../../src/channel/channel-correlation.js";
import { TappedDelayLine } from "../../src/channel/tapped-delay-line.js";
import { RandomStream } from "../../src/random/random-stream.js";
import { multipathGridChannel } from "../../src/receiver/grid-channel.js";
import { amplitudeOf, frontEnd, link, run, transmitter } from "./nr-link-fixture.js";

// A line of sight 60 % of the power, two Rayleigh taps behind it; a user at 20 Hz of Doppler shift.
const delay_s = [0, 0.3e-6, 1e-6];
const power = [0.6, 0.3, 0.1];
const doppler_Hz = 20;

it("errs over a tapped delay line as its statistics say, and less than straight lines", () => {
  const errors = (["wiener", "linear"] as const).map((kind) => {
    let [measured, expected] = [0, 0];
    for (let draw = 0; draw < 30; draw++) {
      const taps = { delay_s: Float64Array.from(delay_s), power: Float64Array.from(power), hasLineOfSight: true };
      const channel = new TappedDelayLine(
        { taps, maximumDoppler_Hz: doppler_Hz, lineOfSightDoppler_Hz: 0 },
        new RandomStream(2, "test.multipath-estimation", draw),
      );
      const of = link({
        transmitters: [
          transmitter({
            channel: multipathGridChannel(channel, { subcarriers: 120, spacing_Hz: 15_000, first_Hz: -900_000 }),
            amplitude: amplitudeOf(15),
            statistics: {
              frequency: delayProfileCorrelation(delay_s, power),
              time: mixedCorrelation([
                { power: power[0], correlation: rectangularDopplerCorrelation(0, 0) },
                { power: power[1] + power[2], correlation: jakesCorrelation(doppler_Hz) },
              ]),
            },
          }),
        ],
        frontEnd: { ...frontEnd, estimation: { kind } },
        measuresChannelError: true,
      });
      const [sums] = run(of, 4);
      measured += sums.channelError / 30;
      expected += sums.errorVariance / 30;
    }
    return { measured, expected };
  });
  // 120 slots, of some independent errors each.
  expect(errors[0].measured / errors[0].expected).toBeGreaterThan(0.8);
  expect(errors[0].measured / errors[0].expected).toBeLessThan(1.2);
  expect(errors[0].measured).toBeLessThan(0.5 * errors[1].measured);
});

import { describe, expect, it } from "vitest";
import { rectangularDelayCorrelation } from "../../src/channel/channel-correlation.js";
import {
  amplitudeOf,
  decoder,
  flat,
  frontEnd,
  link,
  one,
  rayleigh,
  receiver,
  run,
  shared,
  transmitter,
} from "./nr-link-fixture.js";

const uplink = {
  direction: "uplink",
  allocation: { firstBlock: 0, blocks: 10, firstSymbol: 0, symbols: 14, mapping: "A" },
} as const;

describe("NrSlotLink", () => {
  it("gives the same for the same seed, replication and slot, whatever was sent before", () => {
    const settings = { transmitters: [transmitter({ amplitude: amplitudeOf(-1.5) })] };
    const [a, b] = [link(settings), link(settings)];
    const first = { ...a.send(7, 0)[0] };
    b.send(3, 0);
    expect({ ...b.send(7, 0)[0] }).toEqual(first);
    expect({ ...link({ ...settings, replication: 1 }).send(7, 0)[0] }).not.toEqual(first);
  });

  it("gives the same blocks by the reference forms as by SIMD", () => {
    const fates = (["simd", "reference"] as const).map((backend) => {
      const of = link({
        transmitters: [transmitter({ sharedChannel: shared({ blocks: 4 }), amplitude: amplitudeOf(-1.5) })],
        receiver: { ...receiver, backend },
        frontEnd: { ...frontEnd, estimation: { kind: "estimatedWiener", delayProfile: "rectangular" } },
      });
      return Array.from({ length: 6 }, (_, slot) => ({ ...of.send(slot, 0)[0] }));
    });
    fates[0].forEach((fate, slot) => {
      const other = fates[1][slot];
      expect([fate.isLost, fate.bitErrors, fate.codedBitErrors]).toEqual([
        other.isLost,
        other.bitErrors,
        other.codedBitErrors,
      ]);
      expect(fate.evm).toBeCloseTo(other.evm, 4);
    });
  });

  it("loses nothing at high SNR: layers 1 to 4, both DM-RS types, PT-RS, DFT-s-OFDM", () => {
    const dmrs = { length: 1, additionalPositions: 1, cdmGroupsWithoutData: 2, scramblingIdentity: 3 } as const;
    const ports = [0, 1, 2, 3];
    const cases = [
      ...[1, 2, 3, 4].map((layers) => shared({ layers, dmrs: { ...dmrs, type: 1, ports: ports.slice(0, layers) } })),
      shared({ layers: 2, dmrs: { ...dmrs, type: 2, ports: [0, 1] } }),
      shared({ layers: 2, dmrs: { ...dmrs, length: 2, type: 1, ports: [0, 4] } }),
      shared({ numerology: 3, ptrs: { timeDensity: 1, frequencyDensity: 2 } }),
      shared({ ...uplink, transformPrecoding: true, dmrs: { ...dmrs, type: 1, ports: [0] } }),
    ];
    for (const sharedChannel of cases) {
      const of = link({
        transmitters: [
          transmitter({
            sharedChannel,
            channel: rayleigh(4, sharedChannel.layers, "high", true),
            amplitude: amplitudeOf(30),
          }),
        ],
        frontEnd: {
          ...frontEnd,
          noise: "estimated",
          estimation: { kind: "estimatedWiener", delayProfile: "rectangular" },
          ...(sharedChannel.layout.ptrs && { commonPhase: "ptrs" as const }),
        },
      });
      const [{ lost, bitErrors }] = run(of, 4);
      expect([String(sharedChannel), lost, bitErrors]).toEqual([String(sharedChannel), 0, 0]);
    }
  });

  it("takes two code words on 8 layers", () => {
    const sharedChannel = shared({
      layers: 8,
      mcs: [4, 12],
      dmrs: {
        type: 1,
        length: 2,
        additionalPositions: 1,
        ports: [0, 1, 2, 3, 4, 5, 6, 7],
        cdmGroupsWithoutData: 2,
        scramblingIdentity: 3,
      },
    });
    const of = link({
      transmitters: [
        transmitter({ sharedChannel, channel: rayleigh(16, 8, "eight", true), amplitude: amplitudeOf(30) }),
      ],
    });
    const [fate] = of.send(0, 0);
    expect([fate.words, fate.lostWords, fate.bitErrors]).toEqual([2, 0, 0]);
  });

  it("makes a snapshot with the channel's estimate near the truth", () => {
    const of = link({
      transmitters: [transmitter({ channel: flat([[[0.6, -0.8]]]), amplitude: 10 })],
      frontEnd: { ...frontEnd, estimation: { kind: "linear" } },
    });
    of.send(0, 0);
    const { constellation, channel, llrs, evm } = of.snapshot();
    expect(constellation.re.length).toBeGreaterThan(500);
    expect(channel?.truthRe[0]).toBeCloseTo(6, 5);
    expect(Math.abs((channel?.estimateRe[5] ?? 0) - 6)).toBeLessThan(3);
    expect(evm).toBeGreaterThan(0.08);
    expect(llrs.zeros.reduce((a, b) => a + b) + llrs.ones.reduce((a, b) => a + b)).toBe(shared().codedBits);
  });

  it("refuses transmitters on different resource blocks, and wanted ones with different data elements", () => {
    const other = shared({ blocks: 12 });
    expect(() => link({ transmitters: [transmitter(), transmitter({ name: "b", sharedChannel: other })] })).toThrow(
      /resource blocks/,
    );
    const dmrs = { ...shared().settings.dmrs, additionalPositions: 0 } as const;
    expect(() =>
      link({ transmitters: [transmitter(), transmitter({ name: "b", sharedChannel: shared({ dmrs }) })] }),
    ).toThrow(/share all data elements/);
  });
});

describe("DFT-s-OFDM on a flat channel", () => {
  it("has the bit error rate and SINR of OFDM", () => {
    const rates = [false, true].map((transformPrecoding) => {
      const sharedChannel = shared({ ...uplink, mcs: 10, transformPrecoding });
      const of = link({
        transmitters: [transmitter({ sharedChannel, amplitude: amplitudeOf(11), channel: flat([[[0.8, 0.6]]]) })],
        decoder: { ...decoder, iterations: 1 },
      });
      const [{ codedBitErrors, sinr }] = run(of, 60);
      return { errors: codedBitErrors, bits: 60 * sharedChannel.codedBits, sinr };
    });
    const [ofdm, spread] = rates.map(({ errors, bits }) => errors / bits);
    // 4 standard errors of the difference; two bits of a symbol may fail together.
    expect(rates[0].errors).toBeGreaterThan(500);
    expect(Math.abs(ofdm - spread)).toBeLessThan(4 * Math.sqrt((4 * ofdm) / rates[0].bits));
    expect(rates[1].sinr).toBeCloseTo(rates[0].sinr, 3);
  });
});

describe("coded NR slots over AWGN with known channel", () => {
  // results/baseline/nr-ldpc-thresholds.json: Es/N0 at 10 % block errors, sum-product, 50 iterations.
  const sumProduct = {
    arithmetic: "float32",
    schedule: "layered",
    checkRule: { kind: "sumProduct" },
    iterations: 50,
    stop: "parity",
  } as const;

  it.each([
    // MCS 4 of table 1 with 8448 bits: -2.172 dB; 500 bits: -1.864. A block of 3104 to 3368 bits lies between.
    { mcs: 4, blocks: 37, low_dB: -2.172, high_dB: -1.864 },
    { mcs: 12, blocks: 16, low_dB: 4.697, high_dB: 5.025 },
  ])("go from lost to held within 0.35 dB around the thresholds of MCS $mcs", ({ mcs, blocks, low_dB, high_dB }) => {
    const sharedChannel = shared({ blocks, mcs });
    expect(sharedChannel.transportBlockBits).toBeGreaterThan(3000);
    expect(sharedChannel.transportBlockBits).toBeLessThan(4500);
    const lossAt = (snr_dB: number) =>
      run(
        link({
          transmitters: [transmitter({ sharedChannel, amplitude: amplitudeOf(snr_dB) })],
          receiver: { ...receiver, demapping: "exact" },
          decoder: sumProduct,
        }),
        40,
      )[0].lost / 40;
    expect(lossAt(low_dB - 0.35)).toBeGreaterThan(0.3);
    expect(lossAt(high_dB + 0.1)).toBeLessThan(0.25);
  });
});

describe("estimation in NR slots", () => {
  it("errs as the estimator says, with statistics known", () => {
    for (const dmrs of [shared().settings.dmrs, { ...shared().settings.dmrs, ports: [1] }]) {
      for (const snr_dB of [0, 20]) {
        const of = link({
          transmitters: [
            transmitter({
              sharedChannel: shared({ dmrs }),
              channel: rayleigh(2, 1, `estimation-${snr_dB}`, true),
              amplitude: amplitudeOf(snr_dB),
              statistics: { frequency: rectangularDelayCorrelation(0, 0), time: () => ({ re: 1, im: 0 }) },
            }),
          ],
          frontEnd: { ...frontEnd, estimation: { kind: "wiener" } },
          measuresChannelError: true,
        });
        const [{ channelError, errorVariance }] = run(of, 150);
        // Two branches and 150 slots of one to a few independent errors each.
        expect(Math.abs(channelError / errorVariance - 1)).toBeLessThan(0.2);
      }
    }
  });

  it("has straight lines' noise: as computed from the weights", () => {
    const of = link({
      transmitters: [transmitter({ channel: one, amplitude: 1 })],
      frontEnd: { ...frontEnd, estimation: { kind: "linear" } },
      measuresChannelError: true,
    });
    const [{ channelError, errorVariance }] = run(of, 100);
    expect(channelError / errorVariance).toBeGreaterThan(0.96);
    expect(channelError / errorVariance).toBeLessThan(1.04);
  });

  it("estimates the noise variance without bias", () => {
    for (const snr_dB of [0, 15, 25]) {
      const of = link({
        transmitters: [
          transmitter({
            sharedChannel: shared({ layers: 2 }),
            channel: flat([
              [
                [1, 0],
                [0, 1],
              ],
            ]),
            amplitude: amplitudeOf(snr_dB),
          }),
        ],
        frontEnd: {
          ...frontEnd,
          noise: "estimated",
          estimation: { kind: "estimatedWiener", delayProfile: "rectangular" },
        },
      });
      const variances = Array.from({ length: 60 }, (_, slot) => {
        of.send(slot, 0);
        return of.frontEnd.block.noiseVariance;
      });
      const mean = variances.reduce((a, b) => a + b) / 60;
      expect(Math.abs(mean - 1)).toBeLessThan(0.03);
    }
  });
});

import { Bench } from "tinybench";
import { philox4x32, philoxBlockWords } from "../dist/kernels/philox/philox4x32.js";
import { ThresholdFrameError } from "../dist/src/abstraction/threshold-frame-error.js";
import { simulateMac } from "../dist/src/mac/simulate-mac.js";
import { dvbS2xModcods } from "../dist/src/phy/dvb-s2x.js";
import { slantPathModel } from "../dist/src/propagation/slant-path.js";

const philoxBlocks = 4096;
const packetRate_bps = 100e6;
const packet_bit = 12_000;
const steps = 11;
const elevations = 700;
const step_s = 1;

/** Median rates of the hot loops, by tinybench on one thread. */
export async function kernelRates() {
  const bench = new Bench({ time: 1000, warmupTime: 300 });
  const words = new Uint32Array(philoxBlocks * philoxBlockWords);
  const result = mac();
  const packets = result.offeredPackets;
  const slantPath = austin();
  const tasks = [
    {
      name: "Philox4x32-10",
      work: philoxBlocks * philoxBlockWords,
      unit: "words/s",
      run: () => philox4x32(words, 0, 0, 1, 2, 3, 4),
    },
    { name: "abstracted MAC, 100 Mbps in 1500-byte packets", work: packets, unit: "packets/s", run: mac },
    { name: "P.618-14 total at one elevation", work: elevations, unit: "elevations/s", run: () => rising(slantPath) },
  ];
  for (const { name, run } of tasks) bench.add(name, run);
  await bench.run();
  return Object.fromEntries(
    tasks.map(({ name, work, unit }) => [name, { rate: (work * 1e3) / bench.getTask(name).result.latency.p50, unit }]),
  );
}

/** A link that stands still at 12 dB, 80 Mbaud, with adaptation and ARQ. */
function mac() {
  return simulateMac(
    {
      step_s,
      esn0_dB: new Float64Array(steps).fill(12),
      delay_s: new Float64Array(steps).fill(0.004),
      visible: new Uint8Array(steps).fill(1),
    },
    {
      modcods: dvbS2xModcods,
      symbolRate_Hz: 80e6,
      pilots: true,
      frameErrorModel: new ThresholdFrameError(dvbS2xModcods),
    },
    {
      traffic: {
        source: { kind: "constantBitRate", rate_bps: packetRate_bps },
        packetSize: { kind: "fixed", size_bit: packet_bit },
      },
      queue: { capacity_bit: 32e6, discipline: { kind: "dropTail" } },
      adaptation: {
        mode: { kind: "acm" },
        margin_dB: 0.5,
        hysteresis_dB: 0.3,
        processingDelay_s: 0.02,
        reportInterval_s: 0.1,
        estimationError_dB: 0.2,
      },
      arq: { kind: "selectiveRepeat", maxRetransmissions: 2, feedbackDelay_s: 0.005 },
      processingDelay_s: 0.002,
    },
    { seed: 1, replication: 0 },
  );
}

/** Ka band over Austin, Texas, as scenarios/ka-user-downlink.yaml. */
function austin() {
  return slantPathModel({
    frequency_GHz: 19.7,
    tilt_deg: 45,
    site: { latitude_deg: 30.2672, altitude_km: 0.15 },
    climate: {
      rainRate001_mmh: 51.5,
      rainHeight_km: 4.42,
      temperature_K: 293.2,
      pressure_hPa: 1013.25,
      vapourDensity_gm3: 20.6,
      cloudLiquidWater_kgm2: 0.436,
      wetRefractivity: 81.2,
    },
    antenna: { diameter_m: 0.3, efficiency: 0.6 },
    models: { gas: "p676Annex2", rain: "p618", cloud: "p840", scintillation: "p618" },
    condition: { kind: "availability", availability_pct: 99 },
  });
}

function rising(slantPath) {
  let sum_dB = 0;
  for (let step = 0; step < elevations; step++) sum_dB += slantPath.at(20 + step * 0.1).total_dB;
  return sum_dB;
}

const packetRate_bps = 100e6;
const packet_bit = 12_000;
const steps = 11;
const elevations = 700;
const step_s = 1;

/** They leave garbage, and its collector's cycles last tens of milliseconds. */
const timeFactor = 4;

/** Hot loops that are no kernels. */
export async function modelBenchmarks(definitions, library) {
  const { dvbS2xModcods } = await definitions.load("src/phy/dvb-s2x.js");
  return [
    { id: "model abstracted link, 100 Mbps in 1500-byte packets", unit: "packet", timeFactor, prepare: mac },
    { id: "model P.618-14 total at one elevation", unit: "elevation", timeFactor, prepare: attenuation },
  ];

  /** A link that stands still at 12 dB, 80 Mbaud, with adaptation and ARQ. */
  async function mac() {
    const { simulateMac } = await library.load("src/mac/simulate-mac.js");
    const { ThresholdFrameError } = await library.load("src/abstraction/threshold-frame-error.js");
    const link = {
      modcods: dvbS2xModcods,
      symbolRate_Hz: 80e6,
      pilots: true,
      frameErrorModel: new ThresholdFrameError(dvbS2xModcods),
    };
    const run = () => simulateMac(standing(), link, mac100Mbps(), { seed: 1, replication: 0 });
    return { work: run().offeredPackets, run };
  }

  /** Ka band over Austin, Texas, as scenarios/ka-user-downlink.yaml. */
  async function attenuation() {
    const { slantPathModel } = await library.load("src/propagation/slant-path.js");
    const slantPath = slantPathModel(austin());
    const run = () => {
      let sum_dB = 0;
      for (let step = 0; step < elevations; step++) sum_dB += slantPath.at(20 + step * 0.1).total_dB;
      return sum_dB;
    };
    return { work: elevations, run };
  }
}

function standing() {
  return {
    step_s,
    esn0_dB: new Float64Array(steps).fill(12),
    delay_s: new Float64Array(steps).fill(0.004),
    visible: new Uint8Array(steps).fill(1),
  };
}

function mac100Mbps() {
  return {
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
  };
}

function austin() {
  return {
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
  };
}

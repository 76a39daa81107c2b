import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadScenario } from "../../src/scenario/load-scenario.js";
import { run } from "../../src/sim/run.js";

const file = join(import.meta.dirname, "../../scenarios/tr38821-sc6.yaml");

/** The parameters of scenarios/s-band-vehicle-lms.yaml, with others in the good state. */
function lms(good: object): string {
  const state = {
    logMean: 3.0639,
    logDeviation: 1.698,
    minimumLength: "10 m",
    levelMean: "-1.8225 dB",
    levelDeviation: "1.1317 dB",
    g1: -0.4643,
    g2: 0.3334,
    h1: -0.0481,
    h2: -14.745,
    correlationDistance: "1.791 m",
  };
  return JSON.stringify({
    model: "lms-two-state",
    userSpeed: "50 km/h",
    good: { ...state, ...good },
    bad: state,
    f1: 0.0744,
    f2: "2.1423 m",
  });
}

async function runWith(...overrides: string[]) {
  const { scenario, text } = loadScenario({ text: readFileSync(file, "utf8"), file: "sc6.yaml", overrides });
  return run(scenario, { scenarioText: text });
}

const rayleigh = "channel={model: rician, kFactor: -40 dB, userSpeed: 30 km/h}";
const short = ["run.fidelity=abstracted", "run.replications={minimum: 3, maximum: 3}", "time.duration=2 s"];

describe("a run with a fading channel", () => {
  it("finds the quantiles of Rayleigh fading, and the outage that they make of the link's margin", async () => {
    const { kpi, fading, culmination } = await runWith(
      rayleigh,
      "time.duration=60 s",
      "run.replications={minimum: 6, maximum: 6}",
    );
    // -ln(0.9) and -ln(0.99).
    expect(Math.abs(kpi.fadingP10_dB.value + 9.773)).toBeLessThan(0.4);
    expect(Math.abs(kpi.fadingP1_dB.value + 19.978)).toBeLessThan(1);
    expect(Math.abs(kpi.fadingMean_dB.value)).toBeLessThan(0.15);
    const esn0_dB = culmination.total.find(({ key }) => key === "esn0_dB")!.value;
    const lowest_dB = Math.min(...culmination.margins.map(({ threshold_dB }) => threshold_dB));
    const outage = -Math.expm1(-(10 ** ((lowest_dB - esn0_dB) / 10)));
    expect(kpi.fadingOutage.low).toBeLessThan(outage);
    expect(kpi.fadingOutage.high).toBeGreaterThan(outage);
    expect(fading?.gain_dB.length).toBe(60);
  });

  it("costs throughput, more with less line of sight, and nothing with awgn", async () => {
    const throughput = async (...overrides: string[]) =>
      (await runWith(...short, ...overrides)).kpi.throughput_Mbps.value;
    const none = await throughput();
    expect(await throughput("channel={model: awgn}")).toBe(none);
    const strong = await throughput("channel={model: rician, kFactor: 15 dB, userSpeed: 3 km/h}");
    const weak = await throughput("channel={model: rician, kFactor: 0 dB, userSpeed: 3 km/h}");
    expect(strong).toBeLessThan(none);
    expect(weak).toBeLessThan(strong);
  });

  it("draws another realisation in each replication, the same for the same seed", async () => {
    const one = await runWith(...short, rayleigh);
    expect((await runWith(...short, rayleigh)).kpi).toEqual(one.kpi);
    expect(one.kpi.throughput_Mbps.high).toBeGreaterThan(one.kpi.throughput_Mbps.low);
    expect((await runWith(...short, rayleigh, "run.seed=2")).kpi.throughput_Mbps).not.toEqual(one.kpi.throughput_Mbps);
  });

  it.each([
    ["channel={model: ntn-tdl-c, delaySpread: 10 ns, userSpeed: 3 km/h}"],
    ["channel={model: ntn-cdl-d, delaySpread: 50 ns, userSpeed: 3 km/h, bearing: 45 deg}"],
    ["channel={model: ntn-cdl-c, surroundings: urban, userSpeed: 3 km/h, bearing: 45 deg}"],
    ["channel={model: ntn-tdl-d, surroundings: rural, elevation: 30 deg, userSpeed: 3 km/h}"],
    [
      "channel={model: tr38811, surroundings: urban, userSpeed: 3 km/h, heading: 0 deg, lineOfSightDistance: 50 m, decorrelationAngle: 10 deg}",
    ],
    ["channel={model: ntn-tdla100-200}"],
    ["channel={model: shadowed-rician, shadowing: frequentHeavy, correlationDistance: 5 m, userSpeed: 5 m/s}"],
    [
      "channel={model: loo, mean: -3 dB, deviation: 2 dB, multipath: -15 dB, correlationDistance: 3 m, userSpeed: 5 m/s}",
    ],
  ])("runs with %s", async (channel) => {
    const { kpi } = await runWith(...short, channel);
    expect(kpi.throughput_Mbps.value).toBeGreaterThan(0);
    expect(kpi.fadingP1_dB.value).toBeLessThan(kpi.fadingP10_dB.value);
  });

  it("has figures for a record in which nothing is received for a while", async () => {
    const profile = ["time_s,path,excessDelay_s,gain_dB,doppler_Hz", "0,0,0,0,0", "1,0,0,0,0", "1.001,0,0,-inf,0"];
    const { scenario, text } = loadScenario({
      text: readFileSync(file, "utf8"),
      file: "sc6.yaml",
      overrides: [...short, "channel={model: recorded, file: tunnel.csv}"],
      readFile: () => profile.join("\n"),
    });
    const { kpi } = await run(scenario, { scenarioText: text });
    expect(kpi.fadingP1_dB.value).toBe(-100);
    // Half of the time at 0 dB, half without a signal.
    expect(Math.abs(kpi.fadingOutage.value - 0.5)).toBeLessThan(0.05);
    expect(Math.abs(kpi.fadingMean_dB.value + 3.01)).toBeLessThan(0.3);
  });

  it.each([
    ["channel={model: nakagami}", "expected a mapping with model"],
    ["channel={model: rician, kFactor: 3 dB}", "channel.userSpeed"],
    ["channel={model: ntn-tdl-a, delaySpread: -1 ns, userSpeed: 1 m/s}", "delaySpread"],
    ["channel={model: ntn-tdl-b, delaySpread: 1 ns, kFactor: 3 dB, userSpeed: 1 m/s}", "no line of sight"],
    ["channel={model: ntn-tdl-a, userSpeed: 1 m/s}", "expected a delaySpread or surroundings"],
    ["channel={model: ntn-tdl-a, surroundings: urban, userSpeed: 1 m/s}", "elevation at which the medians"],
    [
      "channel={model: ntn-tdl-a, delaySpread: 1 ns, surroundings: urban, userSpeed: 1 m/s}",
      "none beside a delaySpread",
    ],
    [
      "channel={model: tr38811, surroundings: rural, userSpeed: 1 m/s, heading: 0 deg, lineOfSightDistance: 9 m, decorrelationAngle: 9 deg}",
      "expected a distance for rural surroundings",
    ],
    ["channel={model: tr38811, surroundings: village, userSpeed: 1 m/s, heading: 0 deg}", "surroundings"],
    ["channel={model: recorded, file: none.csv}", "cannot be read here"],
    [`channel=${lms({ minimumLength: "100 km" })}`, "at least 1 % of the stays"],
    [`channel=${lms({ logDeviation: 0, minimumLength: "21.5 m" })}`, "at least 1 % of the stays"],
    [`channel=${lms({ logMean: -10 })}`, "expected a number from 0"],
    [`channel=${lms({ correlationDistance: "1 um" })}`, "correlationDistance"],
    ["channel={model: shadowed-rician, shadowing: light, correlationDistance: 5 m, userSpeed: 5 m/s}", "shadowing"],
  ])("refuses %s", (channel, message) => {
    const text = readFileSync(file, "utf8");
    expect(() => loadScenario({ text, file: "sc6.yaml", overrides: [channel] })).toThrow();
    try {
      loadScenario({ text, file: "sc6.yaml", overrides: [channel] });
    } catch (error) {
      expect(JSON.stringify((error as { problems: unknown }).problems)).toContain(message);
    }
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LeolinkError } from "../../src/leolink-error.js";
import { loadScenario } from "../../src/scenario/load-scenario.js";
import { budgetAt } from "../../src/sim/budget-at.js";
import { LinkModel } from "../../src/sim/link-model.js";
import { run } from "../../src/sim/run.js";

const scenarios = join(import.meta.dirname, "../../scenarios");
const text = readFileSync(join(scenarios, "tr38821-sc6.yaml"), "utf8");

function loaded(...overrides: string[]) {
  return loadScenario({ text, file: "sc6.yaml", overrides }).scenario;
}

/** Totals of the budget of study case 6 with sources: 400 MHz, roll-off 0.05, no implementation loss. */
function totals(...sources: string[]): Record<string, number> {
  const overrides = sources.length > 0 ? [`interference=[${sources.join(", ")}]`] : [];
  const { budget } = budgetAt(loaded(...overrides));
  return Object.fromEntries(budget.total.map(({ key, value }) => [key, value]));
}

const linear = (value_dB: number) => 10 ** (value_dB / 10);
const esi0_dB = (with_: Record<string, number>) => -10 * Math.log10(linear(-with_.esn0_dB) - linear(-totals().esn0_dB));

describe("sources of interference in a run", () => {
  it("a jamming tone in the middle harms by J/S alone, at the band's edge half as much", () => {
    expect(esi0_dB(totals("{kind: jammer, name: j, level: -10 dB, spectrum: {tone: {}}}"))).toBeCloseTo(10, 6);
    // Half the symbol rate, 400 MHz / 1.05 / 2, away.
    const edge = "{kind: jammer, name: j, level: -10 dB, spectrum: {tone: {offset: 190476190.476 Hz}}}";
    expect(esi0_dB(totals(edge))).toBeCloseTo(10 + 10 * Math.log10(2), 4);
  });

  it("a jamming band as wide as the carrier is white noise, present for its duty cycle", () => {
    const band = "{kind: jammer, name: j, level: -10 dB, dutyCycle: 0.25, spectrum: {band: {bandwidth: 400 MHz}}}";
    const found = totals(band);
    // C/I of 10 dB over a quarter of the time: 16.02 dB, in the same bandwidth as C/N.
    expect(found.ci_dB).toBeCloseTo(10 - 10 * Math.log10(0.25), 3);
  });

  it("two equal sources harm 3 dB more than one", () => {
    const tone = (name: string) => `{kind: jammer, name: ${name}, level: -15 dB, spectrum: {tone: {}}}`;
    expect(totals(tone("a")).ci_dB - totals(tone("a"), tone("b")).ci_dB).toBeCloseTo(10 * Math.log10(2), 9);
  });

  it("a neighbour that fills its own channel leaves what its mask lets out", () => {
    const neighbour =
      "{kind: adjacentChannel, name: n, level: 0 dB, spectrum: {mask: {offset: 400 MHz, bandwidth: 400 MHz, points: [{offset: 200 MHz, level: -30 dB}, {offset: 900 MHz, level: -30 dB}]}}}";
    // The mask's density is 30 dB below the neighbour's, which is the wanted one's: C/I of 30 dB in the band, but for the tenth of a
    // channel in which the receiver's skirt (1.05 x symbol rate wide) meets the neighbour itself: none, both are 400 MHz apart.
    expect(totals(neighbour).ci_dB).toBeCloseTo(30, 2);
  });

  it("the other polarisation comes through as the antennas' discriminations add", () => {
    const found = totals("{kind: crossPolar, name: x, satelliteXpd: 30 dB, terminalXpd: 25 dB}");
    // 10^-3 + 10^-2.5 of an equal carrier, whose share is 1 - 0.05 / 4.
    const expected_dB = -10 * Math.log10((1e-3 + 10 ** -2.5) * (1 - 0.05 / 4));
    expect(esi0_dB(found)).toBeCloseTo(expected_dB, 4);
  });

  it("intermodulation is the NPR at the amplifier's back-off", () => {
    const amplifier = "satellite.transmitter={saturatedPower: -6 dBW, outputBackOff: 3 dB, feederLoss: 0 dB}";
    const points =
      "interference=[{kind: intermodulation, name: i, points: [{outputBackOff: 2 dB, npr: 14 dB}, {outputBackOff: 4 dB, npr: 20 dB}]}]";
    const { budget } = budgetAt(loaded(amplifier, points));
    expect(budget.total.find(({ key }) => key === "ci_dB")?.value).toBeCloseTo(17, 9);
  });

  it("a terrestrial transmitter is received through the side lobes, by free space", () => {
    const dish = "terminal.antenna={circularAperture: {diameter: 0.6 m, efficiency: 60 %}, mount: tracking}";
    const source =
      "interference=[{kind: terrestrial, name: t, eirp: 10 dBW, azimuth: 0 deg, elevation: 25 deg, path: {distance: 20 km}, spectrum: {band: {bandwidth: 400 MHz}}}]";
    const scenario = loaded(dish, source);
    const model = new LinkModel(scenario);
    const { user } = model.stateAt(model.span.start_ms).signal!;
    // By hand: 5 deg off axis, sin(5 deg) pi D f / c = 10.9599; J1 of scipy: -0.170413.
    const relative_dB = 20 * Math.log10((2 * 0.17041352) / 10.9598958);
    const loss_dB = 20 * Math.log10((4 * Math.PI * 20e3 * 20e9) / 299_792_458);
    const gain_dBi = 10 * Math.log10(0.6 * ((Math.PI * 0.6 * 20e9) / 299_792_458) ** 2) + relative_dB;
    expect(Math.abs(user.carrier_dBW - user.ci_dB - (10 - loss_dB + gain_dBi))).toBeLessThan(0.02);
  });

  it("other satellites of the shell interfere from where they stand", async () => {
    const shell = readFileSync(join(scenarios, "c-band-fr1.yaml"), "utf8");
    const overrides = [
      "orbit.shell.satellitesPerPlane=40",
      "run.fidelity=budget",
      "terminal.antenna={circularAperture: {diameter: 1 m, efficiency: 60 %}, mount: tracking}",
      "interference=[{kind: satellites, name: own shell, constellation: ownShell, eirp: 48.8 dBW, spectrum: {band: {bandwidth: 30 MHz}}}]",
    ];
    const { scenario } = loadScenario({ text: shell, file: "c.yaml", overrides });
    const { timeline } = await run(scenario, { scenarioText: "" });
    const [{ name, ci_dB }] = timeline.sources;
    expect(name).toBe("own shell");
    // Satellites 9 deg apart in the orbit, 3 to 40 deg in the sky: through side lobes, but not into the main lobe.
    const seen = Array.from(ci_dB).filter(Number.isFinite);
    expect(seen.length).toBeGreaterThan(100);
    expect(Math.min(...seen)).toBeGreaterThan(15);
    expect(Math.max(...seen)).toBeLessThan(90);
    // With another one in the same place the sources add up.
    const twice = overrides.map((each) =>
      each.replace(
        "interference=[",
        "interference=[{kind: jammer, name: j, level: -20 dB, spectrum: {band: {bandwidth: 30 MHz}}}, ",
      ),
    );
    const both = await run(loadScenario({ text: shell, file: "c.yaml", overrides: twice }).scenario, {
      scenarioText: "",
    });
    const step = ci_dB.findIndex(Number.isFinite);
    const sum = linear(-ci_dB[step]) + linear(-20) + linear(-15);
    expect(both.timeline.ci_dB[step]).toBeCloseTo(-10 * Math.log10(sum), 2);
  });

  it.each([
    ["{kind: noise}", "expected a mapping with kind"],
    ["{kind: jammer, name: j, level: 10, spectrum: {tone: {}}}", "interference"],
    [
      "{kind: jammer, name: j, level: 1 dB, spectrum: {tone: {}}}, {kind: jammer, name: j!, level: 1 dB, spectrum: {tone: {}}}",
      "a name of its own",
    ],
    [
      "{kind: satellites, name: s, constellation: ownShell, eirp: 1 dBW, spectrum: {tone: {}}}",
      "fixed geometry has no time",
    ],
    [
      "{kind: adjacentChannel, name: a, level: 0 dB, spectrum: {mask: {bandwidth: 10 MHz, points: [{offset: 2 MHz, level: -3 dB}]}}}",
      "rise from half",
    ],
    [
      "{kind: intermodulation, name: i, points: [{outputBackOff: 1 dB, npr: 10 dB}, {outputBackOff: 2 dB, npr: 12 dB}]}",
      "without a back-off",
    ],
  ])("refuses %s", (source, message) => {
    try {
      loaded(`interference=[${source}]`);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(LeolinkError);
      expect(JSON.stringify((error as LeolinkError).problems)).toContain(message);
    }
  });
});

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { s465Gain_dBi } from "../../src/antenna/itu-s465.js";
import { geostationaryState } from "../../src/geometry/geostationary.js";
import { lookAngles } from "../../src/geometry/look-angles.js";
import { groundPoint } from "../../src/geometry/wgs84.js";
import { angleBetween_deg } from "../../src/interference/ground-gain.js";
import { loadScenario } from "../../src/scenario/load-scenario.js";
import { epfdRun } from "../../src/sim/epfd-run.js";
import { LinkModel } from "../../src/sim/link-model.js";
import { leolink } from "./test-io.js";

const file = join(import.meta.dirname, "..", "..", "scenarios", "ka-gso-protection.yaml");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "leolink-epfd-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function scenarioWith(...overrides: string[]) {
  return loadScenario({ text: readFileSync(file, "utf8"), file: "gso.yaml", overrides }).scenario;
}

describe("leolink epfd", () => {
  it("meets the shipped limits by avoiding the arc, and breaks them otherwise with exit status 1", async () => {
    const out = join(folder, "met");
    const met = await leolink("epfd", file, "--out", out, "--json");
    expect(met.status).toBe(0);
    expect(JSON.parse(met.out)).toMatchObject({ direction: "down", isMet: true });
    for (const name of ["epfd.json", "epfd.parquet", "manifest.json", "report.html", "scenario.yaml"]) {
      expect(existsSync(join(out, name))).toBe(true);
    }
    const broken = await leolink(
      ...["epfd", file, "--out", join(folder, "broken"), "--set", "gsoProtection.arcAvoidance=0 deg"],
    );
    expect(broken.status).toBe(1);
    expect(broken.out).toContain("exceeded");
  });

  it("is the hand-made figure of a step: EIRP density, spreading, and the mask at the angle", () => {
    const scenario = scenarioWith("gsoProtection.arcAvoidance=0 deg");
    const { epfd_dBWm2, start_ms } = epfdRun(scenario, "");
    const model = new LinkModel(scenario);
    const place = groundPoint(scenario.site);
    const gso = lookAngles(place, geostationaryState(-99.2));
    for (const step of [0, 100, 200]) {
      const { view, signal } = model.stateAt(start_ms + step * 1e3);
      const angle_deg = angleBetween_deg(gso, view);
      const dish = { kind: "ituS465", gain_dBi: 44.4, diameter_m: 1 } as const;
      const expected =
        signal!.user.eirp_dBW +
        10 * Math.log10(40e3 / model.symbolRate_Hz) -
        10 * Math.log10(4 * Math.PI * view.slantRange_m ** 2) +
        s465Gain_dBi(dish, 19.7e9, angle_deg) -
        44.4;
      expect(epfd_dBWm2[step]).toBeCloseTo(expected, 9);
    }
  });

  it("falls silent near the arc", () => {
    const { arcAngle_deg, sends, epfd_dBWm2 } = epfdRun(scenarioWith(), "");
    for (const [step, angle_deg] of arcAngle_deg.entries()) {
      expect(sends[step]).toBe(angle_deg < 10 ? 0 : 1);
      expect(Number.isFinite(epfd_dBWm2[step])).toBe(angle_deg >= 10);
    }
    expect(sends.includes(0)).toBe(true);
  });

  it("counts a terminal's side lobes at the geostationary satellite on the uplink", () => {
    const up = join(import.meta.dirname, "..", "..", "scenarios", "ka-user-uplink.yaml");
    const protection =
      "gsoProtection={longitude: -99.2 deg, victim: {satellite: {antenna: {fixedGain: {gain: 30 dBi}}, latitude: 30 deg, longitude: -98 deg, terminals: 2}}, referenceBandwidth: 40 kHz, mask: [{epfd: -150 dBW/m2, time: 100 %}]}";
    const { scenario } = loadScenario({ text: readFileSync(up, "utf8"), file: "up.yaml", overrides: [protection] });
    const one = loadScenario({
      text: readFileSync(up, "utf8"),
      file: "up.yaml",
      overrides: [protection, "gsoProtection.victim.satellite.terminals=1"],
    });
    const [two, single] = [epfdRun(scenario, ""), epfdRun(one.scenario, "")];
    expect(two.epfd_dBWm2[10] - single.epfd_dBWm2[10]).toBeCloseTo(10 * Math.log10(2), 9);
    // EIRP density over 4 pi (36,600 km)^2 = 162.3 dB: the axis would give about -190, the side lobes less.
    expect(Math.max(...two.epfd_dBWm2)).toBeLessThan(-160);
  });

  it.each([
    [
      "gsoProtection.victim={satellite: {antenna: {fixedGain: {gain: 30 dBi}}, latitude: 0 deg, longitude: 0 deg}}",
      "expected an earthStation",
    ],
    ["gsoProtection.longitude=80 deg", "below the horizon"],
    ["gsoProtection.mask=[]", "at least one limit"],
    ["gsoProtection.otherSatellitesEirp=0 dBW", "those of a shell"],
    ["gsoProtection.mask=[{epfd: -170 dB, time: 90 %}]", "dBW/m2"],
  ])("refuses %s", async (override, message) => {
    const out = join(folder, "refused");
    const { status, err } = await leolink("epfd", file, "--set", override, "--out", out);
    expect(status).toBe(2);
    expect(err).toContain(message);
    expect(existsSync(out)).toBe(false);
  });

  it("refuses a scenario that protects nobody", async () => {
    const other = join(import.meta.dirname, "..", "..", "scenarios", "ka-user-downlink.yaml");
    const { status, err } = await leolink("epfd", other);
    expect(status).toBe(2);
    expect(err).toContain("expected a section gsoProtection");
  });
});

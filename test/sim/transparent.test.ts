import { describe, expect, it } from "vitest";
import type { Scenario } from "../../src/scenario/scenario.js";
import { budgetAt } from "../../src/sim/budget-at.js";
import { fixedScenario } from "./scenario-fixture.js";

const { satellite, terminal, site, link } = fixedScenario;

function transparent(gatewayEirp_dBW: number): Scenario {
  return {
    ...fixedScenario,
    link: {
      ...link,
      payload: {
        kind: "transparent",
        feeder: {
          carrier_Hz: 30e9,
          polarisation: link.polarisation,
          interference: link.interference,
          gatewaySite: site,
          gateway: { antenna: terminal.antenna, transmitter: { kind: "eirp", eirp_dBW: gatewayEirp_dBW } },
          satellite: { antenna: satellite.antenna, receiver: { kind: "gOverT", gOverT_dBK: 13 } },
        },
      },
    },
  };
}

describe("a transparent payload", () => {
  it("combines both hops as a repeater of constant output power, and adds their delays", () => {
    const { budget } = budgetAt(transparent(40));
    expect(budget.hops.map(({ name }) => name)).toEqual(["feeder link", "user link"]);
    const [up_dB, down_dB] = budget.hops.map(
      ({ items }) => items.find(({ key }) => key === "cn_dB")?.value ?? Number.NaN,
    );
    const total = (key: string) => budget.total.find((item) => item.key === key)?.value ?? Number.NaN;
    const [u, d] = [10 ** (up_dB / 10), 10 ** (down_dB / 10)];
    expect(total("cn_dB")).toBeCloseTo(10 * Math.log10((u * d) / (1 + u + d)), 9);
    // Two hops of 1075.1 km at 600 km and 30 deg.
    expect(total("delay_ms")).toBeCloseTo((2 * 1075.1e3) / 299_792.458, 2);
  });

  it("is as good as its downlink where the gateway is strong", () => {
    const single = budgetAt(fixedScenario).budget.total.find(({ key }) => key === "cn_dB")?.value ?? Number.NaN;
    const strong = budgetAt(transparent(100)).budget.total.find(({ key }) => key === "cn_dB")?.value ?? Number.NaN;
    expect(strong).toBeCloseTo(single, 3);
  });
});

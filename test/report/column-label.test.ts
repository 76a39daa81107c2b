import { describe, expect, it } from "vitest";
import { columnLabel, isErrorRate, titleOf } from "../../src/report/column-label.js";

describe("a column's label", () => {
  it.each([
    ["throughput_Mbps", "Delivered throughput (Mbit/s)"],
    ["latencyP95_ms", "Latency, 95th percentile (ms)"],
    ["cn0_dBHz", "C/N0 (dBHz)"],
    ["cnir_dB", "C/(N+I) (dB)"],
    ["gOverT_dBK", "G/T (dB/K)"],
    ["esn0_dB", "Es/N0 (dB)"],
    ["bler", "BLER"],
    ["slantRange_m", "Slant range (m)"],
    ["dopplerRate_Hzs", "Doppler rate (Hz/s)"],
    ["latencyParts_queueing_s", "Latency parts, queueing (s)"],
    ["time_s", "Time (s)"],
    ["time_utc", "Time (UTC)"],
    ["idealModcod", "Ideal MODCOD"],
    ["packetLossOverflow", "Packet loss by queue overflow (%)"],
    ["replications", "Replications"],
    // An end that is no unit is a word.
    ["lossRatio_outage", "Loss ratio, outage"],
    // ms is metres a second after a rate of range, and milliseconds elsewhere.
    ["rangeRate_ms", "Range rate (m/s)"],
    ["jitter_ms", "Jitter (ms)"],
  ])("of %s is %s", (name, title) => {
    expect(titleOf(columnLabel(name))).toBe(title);
  });

  it("of a sweep's axis is the end of its path, as far as it is needed, with the user's own unit", () => {
    const axes = [
      { path: "orbit.fixed.elevation", column: "orbit_fixed_elevation_deg", unit: "deg" },
      { path: "site.rainRate", column: "site_rainRate_mmh", unit: "mm/h" },
      { path: "link.tx.power", column: "link_tx_power_dBW", unit: "dBW" },
      { path: "link.rx.power", column: "link_rx_power_dBW", unit: "dBW" },
      { path: "seed", column: "seed" },
    ];
    expect(axes.map(({ column }) => titleOf(columnLabel(column, axes)))).toEqual([
      "Elevation (deg)",
      "Rain rate (mm/h)",
      "Tx, power (dBW)",
      "Rx, power (dBW)",
      "Seed",
    ]);
  });

  it("is a per cent where the figure is a share", () => {
    expect(columnLabel("availability")).toMatchObject({ unit: "%", factor: 100 });
  });
});

it.each([
  ["bler", true],
  ["ber", true],
  ["frameErrorRate", true],
  ["packetLossOutage", true],
  ["lossRatio_overflow", true],
  ["availability", false],
  ["atmosphericLoss_dB", false],
  ["rangeRate_ms", false],
  ["number", false],
])("%s is an error rate: %s", (name, expected) => {
  expect(isErrorRate(name)).toBe(expected);
});

import { describe, expect, it } from "vitest";
import { windowsText } from "../../src/report/bit-true-section.js";
import { htmlReport } from "../../src/report/html-report.js";
import { snapshotPlots } from "../../src/report/plot-link-snapshot.js";
import { bitTrueFixture, snapshotFixture } from "./bit-true-fixture.js";

describe("the plots of a link's snapshot", () => {
  const plots = snapshotPlots(snapshotFixture());

  it("are constellation, LLRs, channel estimate and SINR by stage, with numbers for those who see no picture", () => {
    expect(plots.map(({ id }) => id)).toEqual(["constellation", "llr-histogram", "channel-estimate", "sinr-stages"]);
    for (const { summary, table, traces, layout, id } of plots) {
      expect(summary).toMatch(/\d.*\.$/);
      expect(table.rows.length).toBeGreaterThan(0);
      expect(table.rows.length).toBeLessThanOrEqual(70);
      for (const row of table.rows) expect(row.length).toBe(table.columns.length);
      for (const trace of traces) expect((trace.x as readonly unknown[]).length).toBeLessThanOrEqual(2000);
      for (const [key, axis] of Object.entries(layout)) {
        const { title, tickmode } = axis as { title?: { text: string }; tickmode?: string };
        if (/^[xy]axis/.test(key) && tickmode !== "array") expect(title?.text, `${id} ${key}`).toMatch(/\(.+\)$/);
      }
    }
  });

  it("leave out what a link does not have", () => {
    const { channel: _channel, stages: _stages, ...rest } = snapshotFixture();
    expect(snapshotPlots(rest).map(({ id }) => id)).toEqual(["constellation", "llr-histogram"]);
  });

  it("stand in the report of a bit-true run, which says what its windows are", () => {
    const result = bitTrueFixture();
    const page = htmlReport(result, "");
    for (const { id } of plots) expect(page).toContain(`"id":"${id}"`);
    const text = windowsText(result.bitTrue!);
    expect(text).toContain("16 windows a replication, 80 ms in all");
    expect(text).toContain("implementation loss of 1 dB is not taken");
    expect(page).toContain("Between the windows the fates of frames are drawn from error curves");
  });
});

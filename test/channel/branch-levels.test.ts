import { expect, it } from "vitest";
import { rowPorts } from "../../src/channel/antenna-row.js";
import { withBranchLevels } from "../../src/channel/branch-levels.js";
import { fadingChannel } from "../../src/channel/fading-channel.js";
import { pathSeries, pathState } from "../../src/channel/multipath-channel.js";

const row = (count: number) => ({ count, spacing: 0.5, correlation: 0 });
const channel = () =>
  fadingChannel({ kind: "awgn" }, 2e9, { seed: 1, number: 0 }, undefined, rowPorts(row(2), 20, row(2), 0))!;

it("branches keep phases and take their levels, moment by moment and in series", () => {
  const made = withBranchLevels(channel(), [0, -6.0206]);
  const [state, series] = [pathState(made), pathSeries(made, 3)];
  made.at(1, state);
  made.series(Float64Array.of(0, 1, 2), series);
  // [receive][transmit]: half the amplitude at the second branch.
  const sizes = Array.from(state.gainRe, (re, i) => Math.hypot(re, state.gainIm[i]));
  for (const [i, expected] of [1, 1, 0.5, 0.5].entries()) expect(sizes[i]).toBeCloseTo(expected, 5);
  for (let pair = 0; pair < 4; pair++) expect(series.gainRe[pair * 3 + 1]).toBeCloseTo(state.gainRe[pair], 5);
});

it("needs a level for each branch", () => {
  expect(() => withBranchLevels(channel(), [0])).toThrow("a level for each of 2 ports, found 1");
});

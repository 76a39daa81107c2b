import { pathState } from "../channel/multipath-channel.js";
import { longestExcess_s } from "../channel/symbol-taps.js";
import { LeolinkError, type Warning } from "../leolink-error.js";
import { NrNumerology } from "../phy/nr-numerology.js";
import { nrNumerology } from "../scenario/nr-link.js";
import type { Scenario } from "../scenario/scenario.js";
import type { FrameLinkCounts } from "./frame-link-counts.js";
import { linkWaveform } from "./link-waveform.js";
import { type MacJob, realisationOf } from "./mac-job.js";
import { nrSlotLink } from "./nr-frames.js";
import type { LinkTimeline } from "./run-result.js";

/** Moments at which the delays of a realisation are looked at. */
const looks = 64;

/**
 * What the reader of a bit-true run must know.
 *
 * @throws LeolinkError (`input`) for a channel whose delays are longer than the frames' equaliser follows
 */
export function bitTrueChecks(job: MacJob, scenario: Scenario, timeline: LinkTimeline): Warning[] {
  checkDelays(job, scenario, timeline);
  checkNrLink(job, scenario);
  const seen = timeline.visible.reduce((sum, one) => sum + one, 0);
  if (seen === timeline.length) return [];
  const share_pct = (100 * seen) / timeline.length;
  return [
    {
      source: "bit-true windows",
      message: `the satellite is in sight for ${share_pct.toFixed(1)} % of the run: packet loss and latency are those of that time; throughput is the whole run's`,
    },
  ];
}

/** What only a receiver of NR that is made can say, e.g. that its DM-RS are too few for a covariance. */
function checkNrLink({ bitTrue, seed }: MacJob, { title }: Scenario): void {
  if (bitTrue?.frames.kind !== "nr") return;
  try {
    nrSlotLink(bitTrue.frames, 0, { seed, replication: 0 });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new LeolinkError("input", [
      { message: error.message.replace(/^\w+: /, ""), location: { file: title, path: "receiver.nr" } },
    ]);
  }
}

function checkDelays(job: MacJob, { run: { replications }, title }: Scenario, timeline: LinkTimeline): void {
  // Surroundings that are drawn have few late echoes; a profile's delays are what the user chose.
  if (job.channel?.spec.kind === "largeScale") return;
  const { most_s, what } = longestDelay(job);
  for (let replication = 0; replication < replications.minimum; replication++) {
    const channel = realisationOf(job, replication);
    if (!channel || channel.pathCount < 2) return;
    const state = pathState(channel);
    for (let look = 0; look < looks; look++) {
      channel.at((look / looks) * timeline.length * timeline.step_s, state);
      const found_s = state.excessDelay_s.reduce((most, delay_s) => Math.max(most, delay_s), 0);
      if (found_s <= most_s) continue;
      throw new LeolinkError("input", [
        {
          message: `expected excess delays up to ${(most_s * 1e9).toFixed(0)} ns, ${what}, found ${(found_s * 1e9).toFixed(0)} ns`,
          location: { file: title, path: "channel" },
          hint: "a smaller delaySpread, or another symbol rate or subcarrier spacing",
        },
      ]);
    }
  }
}

/** Excess delay that a receiver stands. */
function longestDelay({ waveform, link }: MacJob): { readonly most_s: number; readonly what: string } {
  if (waveform.kind === "nr") {
    const numerology = new NrNumerology(nrNumerology(waveform.subcarrierSpacing_Hz), waveform.cyclicPrefix);
    return { most_s: numerology.cyclicPrefix_s(0, 1), what: `the cyclic prefix of ${numerology}` };
  }
  const { symbolRate_Hz } = linkWaveform(waveform, link).filter;
  const rate = (symbolRate_Hz / 1e6).toPrecision(4);
  return { most_s: longestExcess_s(symbolRate_Hz), what: `which the equaliser of frames follows at ${rate} MBd` };
}

/** What the frames met that their receiver cannot follow. */
export function lateEchoes({ frames, lateFrames }: FrameLinkCounts, symbolRate_Hz: number): Warning[] {
  if (lateFrames === 0) return [];
  const longest_us = longestExcess_s(symbolRate_Hz) * 1e6;
  return [
    {
      source: "bit-true channel",
      message: `${lateFrames} of ${frames} frames had echoes later than the ${longest_us.toPrecision(3)} us that the equaliser follows: they count as noise`,
    },
  ];
}

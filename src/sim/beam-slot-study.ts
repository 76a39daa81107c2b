import { RandomStream } from "../random/random-stream.js";
import type { Beams } from "../scenario/beams.js";
import type { NrReceiver } from "../scenario/nr-receiver.js";
import type { NrWaveform } from "../scenario/nr-waveform.js";
import type { Scenario } from "../scenario/scenario.js";
import type { Estimate } from "../statistics/estimate.js";
import { meanEstimate } from "../statistics/mean-estimate.js";
import { beamLayout } from "./beam-layout.js";
import { BeamSlots, type UserSlots } from "./beam-slots.js";
import { type BeamStudyOptions, droppedUsers } from "./beam-study.js";
import { PrecodingStudy } from "./precoding-study.js";
import { bounded, type Occurrence, ratioEstimate } from "./ratio-estimate.js";
import { reuseGroup } from "./reuse-group.js";
import type { Figures } from "./run-result.js";
import type { ServedGroup } from "./served-group.js";
import type { SkyView } from "./sky.js";
import { userSnr } from "./user-snr.js";

const confidence = 0.95;

/** Users under the beams that were really sent transport blocks. */
export interface BeamSlotStudy {
  readonly users: readonly UserSlots[];
  readonly figures: Figures;
}

/**
 * Sends slots of NR to groups of a scenario's users, one a beam: with precoding in its groups, without it one group a drop.
 * Drop n is a pure function of the scenario, its seed and n, but for the numbers of its slots.
 *
 * O(drops x groups x users^2) signals through a channel, and as many blocks decoded as there are users.
 */
export async function beamSlotStudy(
  scenario: Scenario,
  beams: Beams,
  { waveform, receiver }: { readonly waveform: NrWaveform; readonly receiver: NrReceiver },
  view: SkyView,
  { onProgress = () => {}, signal }: BeamStudyOptions = {},
): Promise<BeamSlotStudy> {
  const layout = beamLayout(scenario, beams, view);
  const snr = userSnr(scenario, layout.beams.frame.altitude_m);
  const innerBeams = layout.beams.isInner.reduce((sum, isInner) => sum + isInner, 0);
  const precoding = beams.precoding && new PrecodingStudy(scenario, beams.precoding, layout, snr);
  const stream = new RandomStream(scenario.run.seed, "beams.users");
  const slots = new BeamSlots(scenario, waveform, receiver);
  const users: UserSlots[] = [];
  const { drops, perBeam } = beams.users;
  for (let drop = 0; drop < drops; drop++) {
    stream.reset(drop);
    const dropped = droppedUsers(scenario, layout, perBeam * innerBeams, stream);
    const groups: readonly ServedGroup[] = precoding
      ? precoding.addDrop(drop, dropped)
      : [reuseGroup(scenario, layout, snr, drop, dropped, beams.crossPolarIsolation_dB)];
    for (const [index, group] of groups.entries()) {
      // The thread breathes between groups: timers, signals, drawing.
      await new Promise((resolve) => setTimeout(resolve, 0));
      signal?.throwIfAborted();
      onProgress((drop + index / groups.length) / drops, `slots of drop ${drop + 1} of ${drops}`);
      users.push(...slots.serve(group, beams.slotsPerGroup));
    }
  }
  return { users, figures: slotFigures(users, scenario, beams, innerBeams, slots.slot_s) };
}

/** What the beams carried of all users' blocks that arrived, with the spread between drops. */
function slotFigures(
  users: readonly UserSlots[],
  { link }: Scenario,
  { reuse, users: { drops }, slotsPerGroup }: Beams,
  innerBeams: number,
  slot_s: number,
): Figures {
  const byDrop = Array.from({ length: drops }, (_, drop) => users.filter((user) => user.drop === drop));
  const rates_bps = byDrop.map((own) => {
    const groups = new Set(own.map(({ group }) => group)).size;
    const delivered_bit = own.reduce((sum, user) => sum + user.delivered_bit, 0);
    return groups === 0 ? 0 : delivered_bit / (groups * slotsPerGroup * slot_s) / innerBeams;
  });
  const mean = (values: readonly number[]): Estimate =>
    bounded(meanEstimate(values, confidence), 0, Number.POSITIVE_INFINITY);
  const sent = byDrop.map((own) => own.filter(({ format }) => format >= 0));
  const errors = sent.map(
    (own): Occurrence => ({
      events: own.reduce((sum, { lostSlots }) => sum + lostSlots, 0),
      trials: own.reduce((sum, { slots }) => sum + slots, 0),
    }),
  );
  return {
    beamGoodput_Mbps: mean(rates_bps.map((rate_bps) => rate_bps / 1e6)),
    beamGoodput_bpsHz: mean(rates_bps.map((rate_bps) => rate_bps / link.bandwidth_Hz / reuse.frequencies)),
    userBlockErrorRate: ratioEstimate(errors, confidence),
    servedUsers: bounded(
      meanEstimate(
        byDrop.map((own, drop) => (own.length > 0 ? sent[drop].length / own.length : 0)),
        confidence,
      ),
      0,
      1,
    ),
  };
}

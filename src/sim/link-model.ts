import type { Hop, HopState } from "../budget/hop.js";
import type { HopGeometry } from "../budget/hop-path.js";
import { hopItems } from "../budget/items.js";
import type { BudgetItem, HopBudget, LinkBudget, ModcodMargin } from "../budget/link-budget.js";
import type { SourceRatio } from "../budget/source-ratio.js";
import { totalItems } from "../budget/total-items.js";
import { transponderRatio_dB } from "../budget/transponder.js";
import { combinedRatio_dB, dB } from "../decibel.js";
import type { InterferenceModel } from "../interference/interference-model.js";
import type { Warning } from "../leolink-error.js";
import { formatRate_bps, type TransportFormat } from "../phy/transport-format.js";
import type { Scenario, Site } from "../scenario/scenario.js";
import { formatWord } from "../scenario/waveform-formats.js";
import { BeamInterference } from "./beam-interference.js";
import { coChannelSources } from "./co-channel.js";
import { elementAgeWarnings } from "./element-age.js";
import { userInterference } from "./interference-hop.js";
import { LinkImpairments } from "./link-impairments.js";
import type { LinkState, SignalState } from "./link-state.js";
import { linkWaveform } from "./link-waveform.js";
import { type RunSpan, runSpan } from "./run-span.js";
import { scenarioHops } from "./scenario-hops.js";
import { type Sky, type SkyView, skyOf } from "./sky.js";

/** A pass starts where its search found it, within a millisecond: this much below the minimum still counts. */
const elevationTolerance_deg = 1e-3;

/** A scenario's link as a function of time: geometry, both hops, C/N and what the waveform makes of it. */
export class LinkModel {
  readonly sky: Sky;
  readonly span: RunSpan;
  readonly symbolRate_Hz: number;
  readonly formats: readonly TransportFormat[];
  readonly #scenario: Scenario;
  readonly #user: Hop;
  readonly #feeder?: { readonly hop: Hop; readonly site: Site };
  readonly #interference?: InterferenceModel;
  readonly #beams?: BeamInterference;
  readonly #coChannel: readonly SourceRatio[];
  readonly #rates_bps: readonly number[];
  readonly #impairments?: LinkImpairments;
  /** Formats from the highest rate down; the one of the lowest threshold. */
  readonly #byRate: readonly number[];
  readonly #lowest: number;
  readonly #warnings = new Map<string, Warning>();

  /** @throws LeolinkError (`input`) where the scenario has no pass, or its orbit no state */
  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.sky = skyOf(scenario.orbit);
    this.span = runSpan(scenario, this.sky);
    const { user, feeder } = scenarioHops(scenario);
    this.#user = user;
    this.#feeder = feeder;
    this.#interference = userInterference(scenario, user);
    this.#beams = scenario.beams && new BeamInterference(scenario, scenario.beams);
    this.#coChannel = coChannelSources(scenario);
    const { formats, filter } = linkWaveform(scenario.waveform, scenario.link);
    this.symbolRate_Hz = filter.symbolRate_Hz;
    this.formats = formats;
    for (const warning of elementAgeWarnings(scenario, spanEnd_ms(this.span))) this.#warn(warning);
    const rates_bps = formats.map((format) => format.deliveredShare * formatRate_bps(format));
    this.#rates_bps = rates_bps;
    const indices = Array.from(formats.keys());
    this.#byRate = indices.toSorted((a, b) => rates_bps[b] - rates_bps[a]);
    this.#lowest = indices.reduce((low, i) => (formats[i].threshold_dB < formats[low].threshold_dB ? i : low), 0);
    const names = formats.map(({ name }) => name);
    const { impairments } = scenario;
    this.#impairments = impairments && new LinkImpairments(scenario, impairments, this.symbolRate_Hz, names);
  }

  /** What the models had to say of their validity so far; of warnings that differ in numbers only the first. */
  get warnings(): readonly Warning[] {
    return [...this.#warnings.values()];
  }

  stateAt(time_ms: number): LinkState {
    if (time_ms > spanEnd_ms(this.span)) {
      for (const warning of elementAgeWarnings(this.#scenario, time_ms)) this.#warn(warning);
    }
    const { sky, span } = this;
    const { site } = this.#scenario;
    const satellite = span.satellite ?? sky.highest(time_ms, site);
    return this.#state(time_ms, sky.view(satellite, time_ms, site));
  }

  /** The itemised budget of a state in sight. */
  budgetOf({ time_ms, view, signal }: LinkState): LinkBudget {
    if (!signal) throw new RangeError("LinkModel: no budget of a link out of sight");
    const feeder = this.#feeder && signal.feeder ? [hopBudget(this.#feeder.hop, signal.feeder)] : [];
    const hops = [...feeder, hopBudget(this.#user, signal.user)];
    return {
      ...(this.sky.ephemerides.length > 0 ? { time_ms } : {}),
      elevation_deg: view.elevation_deg,
      hops,
      total: this.#totalItems(signal),
      margins: this.formats.map(
        ({ name, threshold_dB }): ModcodMargin => ({
          modcod: name,
          threshold_dB,
          margin_dB: signal.esn0_dB - threshold_dB,
        }),
      ),
    };
  }

  #totalItems(signal: SignalState): BudgetItem[] {
    const { waveform, link } = this.#scenario;
    return totalItems({
      hops: signal.feeder ? [signal.feeder, signal.user] : [signal.user],
      cn0_dBHz: signal.cn0_dBHz,
      cn_dB: signal.cn_dB,
      ci_dB: signal.ci_dB,
      cnir_dB: signal.cnir_dB,
      esn0_dB: signal.esn0_dB,
      bandwidth_Hz: link.bandwidth_Hz,
      symbolRate_Hz: this.symbolRate_Hz,
      implementationLoss_dB: waveform.implementationLoss_dB,
      impairments: signal.impairments,
      format: this.formats[signal.modcod],
      formatWord: formatWord(waveform),
      rate_bps: signal.rate_bps,
      delay_s: signal.delay_s,
    });
  }

  #state(time_ms: number, view: SkyView): LinkState {
    const { site } = this.#scenario;
    if (!isAbove(view, site)) return { time_ms, view };
    const plain = this.#hopState(this.#user, view);
    if (!plain) return { time_ms, view };
    const user = this.#withInterference(plain, time_ms, view);
    if (!this.#feeder) return { time_ms, view, signal: this.#signal(user, view.delay_s, user) };

    const { hop, site: gatewaySite } = this.#feeder;
    const feederView = this.sky.view(view.satellite, time_ms, gatewaySite);
    const feeder = isAbove(feederView, gatewaySite) ? this.#hopState(hop, feederView) : undefined;
    if (!feeder) return { time_ms, view };
    const [up, down] = this.#scenario.link.direction === "downlink" ? [feeder, user] : [user, feeder];
    const bandwidth_dBHz = dB(this.#scenario.link.bandwidth_Hz);
    const cn_dB = transponderRatio_dB(up.cn_dB, down.cn_dB);
    const both = {
      cn_dB,
      cn0_dBHz: cn_dB + bandwidth_dBHz,
      ci_dB: combinedRatio_dB(up.ci_dB, down.ci_dB),
      cnir_dB: transponderRatio_dB(up.cnir_dB, down.cnir_dB),
    };
    return { time_ms, view, signal: { ...this.#signal(user, view.delay_s + feederView.delay_s, both), feeder } };
  }

  #hopState(hop: Hop, geometry: HopGeometry): HopState | undefined {
    const state = hop.at(geometry);
    for (const warning of state?.warnings ?? []) this.#warn(warning);
    return state;
  }

  #withInterference(state: HopState, time_ms: number, view: SkyView): HopState {
    for (const warning of this.#interference?.warnings(state) ?? []) this.#warn(warning);
    const sources = [
      ...(this.#beams ? [this.#beams.at(view)] : []),
      ...(this.#interference?.at(time_ms, view.satellite, state) ?? []),
      ...this.#coChannel,
    ];
    return sources.length > 0 ? this.#user.withSources(state, sources) : state;
  }

  #warn(warning: Warning): void {
    const key = `${warning.source}: ${warning.message.replaceAll(/[-\d.]+/g, "#")}`;
    if (!this.#warnings.has(key)) this.#warnings.set(key, warning);
  }

  #signal(
    user: HopState,
    delay_s: number,
    { cn0_dBHz, cn_dB, ci_dB, cnir_dB }: Pick<HopState, "cn0_dBHz" | "cn_dB" | "ci_dB" | "cnir_dB">,
  ): SignalState {
    const { link, waveform } = this.#scenario;
    const ideal_dB = cnir_dB + dB(link.bandwidth_Hz / this.symbolRate_Hz) - waveform.implementationLoss_dB;
    const best = this.#bestModcod(ideal_dB);
    const { esn0_dB, modcod, impairments } = this.#impaired(ideal_dB, best);
    const rate_bps = modcod < 0 ? 0 : this.#rates_bps[modcod];
    return { user, delay_s, cn0_dBHz, cn_dB, ci_dB, cnir_dB, esn0_dB, modcod, rate_bps, impairments };
  }

  /**
   * Es/(N0+I0) with the impairments' distortions, which differ from constellation to constellation: those of the MODCOD that ideal
   * adaptation then uses, or of the lowest where it has none.
   */
  #impaired(ideal_dB: number, best: number): Pick<SignalState, "esn0_dB" | "modcod" | "impairments"> {
    const model = this.#impairments;
    if (!model) return { esn0_dB: ideal_dB, modcod: best, impairments: [] };
    const usable = this.#byRate.filter((index) => this.formats[index].threshold_dB <= ideal_dB);
    for (const index of usable) {
      const impairments = model.ratios(index, ideal_dB);
      const esn0_dB = model.impaired_dB(impairments, ideal_dB);
      if (esn0_dB >= this.formats[index].threshold_dB) return { esn0_dB, modcod: index, impairments };
    }
    const impairments = model.ratios(this.#lowest, ideal_dB);
    return { esn0_dB: model.impaired_dB(impairments, ideal_dB), modcod: -1, impairments };
  }

  /** Ideal adaptation: the MODCOD of the highest rate whose threshold is met; -1 for none. */
  #bestModcod(esn0_dB: number): number {
    let best = -1;
    for (let index = 0; index < this.formats.length; index++) {
      const isUsable = this.formats[index].threshold_dB <= esn0_dB;
      if (isUsable && (best < 0 || this.#rates_bps[index] > this.#rates_bps[best])) best = index;
    }
    return best;
  }
}

function isAbove(view: SkyView, site: Site): boolean {
  return view.elevation_deg >= site.minimumElevation_deg - elevationTolerance_deg;
}

function spanEnd_ms({ start_ms, step_s, length }: RunSpan): number {
  return start_ms + length * step_s * 1e3;
}

function hopBudget({ parameters }: Hop, state: HopState): HopBudget {
  return { name: parameters.name, elevation_deg: state.geometry.elevation_deg, items: hopItems(parameters, state) };
}

import type { LinkBudget } from "../budget/link-budget.js";
import { formatNames, formatWord } from "../scenario/waveform-formats.js";
import type { Figures, RunResult } from "../sim/run-result.js";
import { figureLabel, knownFigures, unitText } from "./figure-labels.js";
import { intervalTexts, quantityText, significantText } from "./number-text.js";

/** A key figure as texts; `low` and `high` only where there is an interval. */
export interface KeyFigure {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly value: string;
  readonly low?: string;
  readonly high?: string;
}

/** The figures of `kpi` in reading order: the known ones first, then what else there is. */
export function keyFigures({ kpi }: Pick<RunResult, "kpi">): KeyFigure[] {
  const keys = [
    ...knownFigures.filter((key) => key in kpi),
    ...Object.keys(kpi).filter((key) => !knownFigures.includes(key)),
  ];
  return keys.map((key) => keyFigure(kpi, key)).filter((figure) => figure !== undefined);
}

/** One figure by name, undefined where the run has none. */
export function keyFigure(figures: Figures, key: string): KeyFigure | undefined {
  const estimate = figures[key];
  if (!estimate) return undefined;
  const { label, unit, factor } = figureLabel(key);
  const value = estimate.value * factor;
  const low = estimate.low * factor;
  const high = estimate.high * factor;
  if (!(high > low))
    return { key, label, unit, value: unit === "%" ? significantText(value, 4) : quantityText(value, unit) };
  return { key, label, unit, ...intervalTexts(value, low, high) };
}

/** The confidence that the figures' intervals share, as a percentage; undefined where none has one. */
export function confidence_pct({ kpi }: Pick<RunResult, "kpi">): number | undefined {
  const found = Object.values(kpi).find(({ low, high }) => high > low);
  return found && Number((found.confidence * 100).toPrecision(6));
}

/** A figure of the link at culmination and at the edge of the pass. */
export interface LinkFigure {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly culmination: string;
  readonly edge: string;
}

/** Whether both itemised budgets are the same moment, as for a fixed geometry. */
export function isOneMoment({ culmination, edge }: RunResult): boolean {
  return culmination.time_ms === edge.time_ms && culmination.elevation_deg === edge.elevation_deg;
}

/** Elevation, the ideal MODCOD, and the combined results of the budget, at both moments. */
export function linkFigures(result: RunResult): LinkFigure[] {
  const { culmination, edge } = result;
  const word = formatWord(result.scenario.waveform);
  const keys = [...new Set([...culmination.total, ...edge.total].map(({ key }) => key))];
  const totals = keys.map((key) => {
    const [a, b] = [culmination, edge].map(({ total }) => total.find((item) => item.key === key));
    const { label, unit } = (a ?? b)!;
    const text = (value: number | undefined) => (value === undefined ? "-" : quantityText(value, unit));
    return {
      key,
      label: key === "margin_dB" ? `Margin of that ${word}` : label,
      unit: unitText(unit),
      culmination: text(a?.value),
      edge: text(b?.value),
    };
  });
  const elevation = {
    key: "elevation_deg",
    label: "Elevation",
    unit: "deg",
    culmination: quantityText(culmination.elevation_deg, "deg"),
    edge: quantityText(edge.elevation_deg, "deg"),
  };
  const modcod = {
    key: "idealModcod",
    label: `${word}, ideal adaptation`,
    unit: "",
    culmination: idealModcod(result, culmination),
    edge: idealModcod(result, edge),
  };
  return [elevation, modcod, ...totals];
}

/** The MODCOD of ideal adaptation at the time step of a budget. */
function idealModcod({ timeline, scenario }: RunResult, { time_ms }: LinkBudget): string {
  const step = time_ms === undefined ? 0 : Math.round((time_ms - timeline.start_ms) / 1e3 / timeline.step_s);
  const clamped = Math.min(timeline.length - 1, Math.max(0, step));
  return formatNames(scenario.waveform)[timeline.modcod[clamped]] ?? "none";
}

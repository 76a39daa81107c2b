import type { BudgetItem, HopBudget } from "../budget/link-budget.js";
import { boltzmann_dBWKHz } from "../physics.js";

/** One bar of a budget's waterfall. */
export interface BudgetStep {
  readonly label: string;
  /** How much the level changes, signed; of a subtotal, the level itself. */
  readonly value_dB: number;
  /** Level after the step. */
  readonly level_dB: number;
  readonly unit: string;
  readonly isTotal: boolean;
}

/** Less than this is rounding, not a term. */
const negligible_dB = 0.005;

/**
 * A hop's budget as a running sum: levels and gains add, losses subtract, then -10 log10(k), the bandwidth and the
 * interference lead to C/N0, C/N and C/(N+I). Terms of zero are left out. Where the items do not add up to a result
 * they name, the rest stands as a step of its own: a reader must see that something is missing.
 */
export function budgetSteps({ items }: HopBudget): BudgetStep[] {
  const steps: BudgetStep[] = [];
  let level_dB = 0;
  const move = (label: string, value_dB: number, unit = "dB") => {
    if (!(Math.abs(value_dB) >= negligible_dB)) return;
    level_dB += value_dB;
    steps.push({ label, value_dB, level_dB, unit, isTotal: false });
  };
  const arriveAt = ({ label, value, unit }: BudgetItem) => {
    move("Not itemised", value - level_dB);
    level_dB = value;
    steps.push({ label, value_dB: value, level_dB, unit, isTotal: true });
  };
  for (const item of items) {
    const { key, label, role, value, unit } = item;
    if (!Number.isFinite(value)) continue;
    if (role === "level" || role === "gain") move(label, value, unit);
    else if (role === "loss") move(label, -value, unit);
    else if (role === "result") {
      if (key === "cn0_dBHz") move("−10 log10(k)", -boltzmann_dBWKHz, "dB");
      else if (key === "cn_dB") move("Noise bandwidth", value - level_dB, "dB");
      else if (key === "cnir_dB") move("Interference", value - level_dB, "dB");
      else if (key === "ci_dB") continue;
      if (key === "cnir_dB" && steps.at(-1)?.isTotal) continue;
      arriveAt(item);
    }
  }
  return steps;
}

import type { BudgetItem, LinkBudget } from "../budget/link-budget.js";
import { unitText } from "./figure-labels.js";
import { quantityText } from "./number-text.js";
import { alignedLines, bold, dim, type TerminalStyle, type TextColumn, wrappedLines } from "./terminal-text.js";
import { utcText } from "./time-plot.js";

const signs: Readonly<Record<BudgetItem["role"], string>> = {
  level: "+",
  gain: "+",
  loss: "-",
  result: "=",
  information: " ",
};

const itemColumns: readonly TextColumn[] = [
  { align: "left" },
  { align: "left", gives: true },
  { align: "right" },
  { align: "left" },
];
const marginColumns: readonly TextColumn[] = [
  { align: "left", gives: true },
  { align: "right" },
  { align: "right" },
  { align: "left" },
];

/**
 * An itemised link budget for a terminal: sign, term, value and unit in line, formula and source beneath each.
 *
 * @param isExplained  the inputs of each term too
 */
export function budgetTable(budget: LinkBudget, isExplained: boolean, style: TerminalStyle = {}): string {
  const { hops, total, margins, elevation_deg, time_ms } = budget;
  const { width = 80 } = style;
  const groups = [
    ...hops.map(({ name, items }) => ({ name, items })),
    { name: hops.length > 1 ? "both hops" : "link and waveform", items: total },
  ];
  const aligned = alignedLines(
    itemColumns,
    groups.flatMap(({ items }) => items.map(cells)),
    width,
  );
  let line = 0;
  const moment = `${time_ms === undefined ? "" : `${utcText(time_ms)}, `}elevation ${quantityText(elevation_deg, "deg")} deg`;
  const lines = [bold(moment, style)];
  for (const { name, items } of groups) {
    lines.push("", bold(name, style));
    for (const item of items) {
      const text = aligned[line++];
      lines.push(item.role === "result" ? bold(text, style) : text);
      lines.push(...wrappedLines(origin(item), width, "     ").map((each) => dim(each, style)));
      if (isExplained) lines.push(...inputLines(item, width));
    }
  }
  if (margins.length > 0) lines.push("", ...marginLines(budget, width, style));
  return lines.join("\n");
}

function cells({ role, label, value, unit }: BudgetItem): string[] {
  return [signs[role], label, quantityText(value, unit), unitText(unit)];
}

function origin({ formula, source }: BudgetItem): string {
  return [...new Set([formula, source])].filter((text) => text !== "").join("; ");
}

function inputLines({ inputs }: BudgetItem, width: number): string[] {
  return inputs.flatMap(({ name, value, unit }) => {
    const text = typeof value === "number" ? quantityText(value, unit) : value;
    return wrappedLines(`${name} = ${text}${unit ? ` ${unitText(unit)}` : ""}`, width, "       ");
  });
}

function marginLines({ margins }: LinkBudget, width: number, style: TerminalStyle): string[] {
  const [head, ...lines] = alignedLines(
    marginColumns,
    [
      ["MODCOD", "threshold", "margin", ""],
      ...margins.map(({ modcod, threshold_dB, margin_dB }) => [
        modcod,
        quantityText(threshold_dB, "dB"),
        quantityText(margin_dB, "dB"),
        "dB",
      ]),
    ],
    width,
  );
  return [bold(head, style), ...lines];
}

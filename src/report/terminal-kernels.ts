import type { GpuSearch } from "../../kernels/gpu/gpu-adapter.js";
import type { FormSurvey, KernelSurvey } from "../../kernels/survey.js";
import { fixedText } from "./number-text.js";
import { alignedLines, bold, dim, type TerminalStyle, type TextColumn, wrappedLines } from "./terminal-text.js";

/** What this machine has for kernels: a line a backend, longer ones wrapped. */
export function backendLines(hasSimd: boolean, gpu: GpuSearch, style: TerminalStyle = {}): string {
  const { width = 80 } = style;
  const software = gpu.adapter?.isSoftware ? ", a program on the CPU: for tests" : "";
  const rows: [string, boolean, string][] = [
    ["reference", true, "plain TypeScript"],
    ["simd", hasSimd, "AssemblyScript, compiled to WebAssembly SIMD"],
    ["gpu", gpu.adapter !== undefined, gpu.adapter ? `${gpu.adapter.name}${software}` : gpu.reason],
  ];
  return rows
    .flatMap(([backend, isThere, text]) => {
      const head = `${backend.padEnd(11)}${isThere ? "yes" : "no "}  `;
      const [first, ...others] = wrappedLines(text, width, " ".repeat(head.length));
      return [head + first.slice(head.length), ...others];
    })
    .join("\n");
}

const columns: readonly TextColumn[] = [
  { align: "left", gives: true },
  { align: "left" },
  { align: "right" },
  { align: "left" },
  { align: "right" },
];

/** Every kernel with its forms: speed, as a multiple of the reference's, and which one is used. */
export function kernelTable(surveys: readonly KernelSurvey[], style: TerminalStyle = {}): string {
  const { width = 80 } = style;
  const head = ["Kernel", "Form", "Speed", "", "x reference"];
  const rows = surveys.flatMap((survey) =>
    survey.forms.map((form, index) => {
      const name = index === 0 ? survey.name : "";
      const isChosen = survey.chosen?.backend === form.backend;
      return [name, `${isChosen ? "*" : " "} ${form.backend}`, ...speedCells(form, survey.unit)];
    }),
  );
  const [first, ...lines] = alignedLines(columns, [head, ...rows], width);
  const legend = dim("* used on this machine", style);
  return [bold(first, style), ...lines, "", legend].join("\n");
}

function speedCells({ obstacle, measured, ratio }: FormSurvey, unit: string): [string, string, string] {
  if (obstacle !== undefined) return ["-", "not on this machine", ""];
  if (measured === undefined) return ["-", "not measured", ""];
  return [engineering(measured.rate), `${unit}/s`, ratio === undefined ? "" : ratioText(ratio)];
}

/** Three digits and a decimal prefix. */
function engineering(rate: number): string {
  const steps: [number, string][] = [
    [1e9, " G"],
    [1e6, " M"],
    [1e3, " k"],
  ];
  const [scale, prefix] = steps.find(([size]) => rate >= size) ?? [1, ""];
  const value = rate / scale;
  return fixedText(value, value >= 100 ? 0 : value >= 10 ? 1 : 2) + prefix;
}

function ratioText(ratio: number): string {
  return fixedText(ratio, ratio >= 100 ? 0 : ratio >= 10 ? 1 : 2);
}

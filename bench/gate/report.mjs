import { tableLines, timeText } from "../measuring/table.mjs";
import { speedRule } from "./speed-gate.mjs";

export function isSlower({ findings }) {
  return findings.some(({ verdict }) => verdict === "slower");
}

/** What the gate found, as a table and a sentence. */
export function gateLines(found, ref) {
  const rows = found.findings.map(({ name, unit, verdict, ratio, pairs, before_ns, after_ns }) => [
    name,
    timeText(before_ns),
    timeText(after_ns),
    `/ ${unit}`,
    ratio.value.toFixed(3),
    `${ratio.low.toFixed(3)} to ${ratio.high.toFixed(3)}`,
    String(pairs.length),
    verdict,
  ]);
  const head = ["benchmark", ref, "now", "", "ratio", `${speedRule.confidence * 100} % interval`, "pairs", ""];
  const missing = found.missing.map(
    ({ id, build, reason }) =>
      `not compared: ${id}: missing in ${build === "before" ? ref : "this checkout"}: ${reason}`,
  );
  return [...tableLines([head, ...rows], (column) => [0, 3, 7].includes(column)), ...missing, "", sentence(found)];
}

function sentence(found) {
  const count = (verdict) => found.findings.filter((finding) => finding.verdict === verdict).length;
  const limit = `slower by more than ${Math.round((speedRule.limit - 1) * 100)} %`;
  const open = count("undecided") > 0 ? `; ${count("undecided")} could not be decided` : "";
  return isSlower(found)
    ? `${count("slower")} of ${found.findings.length} benchmarks ${limit}, with ${speedRule.confidence * 100} % confidence${open}`
    : `no benchmark of ${found.findings.length} is shown to be ${limit}${open}`;
}

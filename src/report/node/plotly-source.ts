import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Where plotly.js-dist's program stands in this installation. */
export function plotlyPath(): string {
  return fileURLToPath(import.meta.resolve("plotly.js-dist"));
}

/** The program that `htmlReport` puts into its page. */
export function plotlySource(): string {
  return readFileSync(plotlyPath(), "utf8");
}

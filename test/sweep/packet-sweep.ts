import { readFileSync } from "node:fs";
import { join } from "node:path";

const studyCase6 = join(import.meta.dirname, "..", "..", "scenarios", "tr38821-sc6.yaml");

/** Points of `packetSweep`. */
export const packetPoints = 41;
const elevations = "10deg:90deg:2deg";

/** Packets over a link that stands still, at 41 elevations or others: a tenth of a second of work or more each. */
export function packetSweep(folder: string, name: string, more: readonly string[], axis = elevations): string[] {
  const values = [
    "run.fidelity=abstracted",
    "run.replications={ minimum: 4, maximum: 4 }",
    "mac.traffic.source={ poisson: { rate: 50 Mbps } }",
    "time.duration=10 s",
  ];
  const set = values.flatMap((value) => ["--set", value]);
  const places = ["--out", join(folder, name), "--store", join(folder, `${name}-points`)];
  return ["sweep", studyCase6, `--axis=orbit.fixed.elevation=${axis}`, ...set, ...places, ...more];
}

/** The table of a sweep, byte for byte. */
export function tableOf(folder: string, name: string): string {
  return readFileSync(join(folder, name, "points.parquet")).toString("base64");
}

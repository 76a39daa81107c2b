import { z } from "zod";
import type { PatternFile } from "../antenna/antenna-pattern.js";
import { quantity, record, text, word } from "./form.js";

/** The keys of a pattern that stands in a file; the loader reads it. */
export function patternFileSchema(description: string) {
  return record(
    {
      file: text("Path of the file, relative to the scenario.", 500),
      format: word(
        ["csv", "graspCut"],
        "csv: columns theta_deg, phi_deg, gain_dBi and, where known, phase_deg and crossGain_dBi; graspCut: a far field of TICRA's GRASP. Default: by the file's ending, .csv or .cut.",
      ).optional(),
      coPolar: word(
        ["first", "second"],
        "Which component of a GRASP file is co-polar (ICOMP 1: x, y; 2: right-, left-hand; 3: co, cross). Default: first.",
      ).prefault("first"),
      peakGain: quantity(
        "gain_dBi",
        "To what the highest co-polar gain is scaled. As in the file if left out: of a GRASP file |E|^2 is then the gain.",
        { minimum: -30, maximum: 90 },
      ).optional(),
    },
    description,
  ).transform(({ file, format, coPolar, peakGain }, context): PatternFile => {
    const known = format ?? formatOf(file);
    if (known === undefined) {
      context.addIssue({
        code: "custom",
        path: ["format"],
        message: `expected a format, csv or graspCut: the ending of ${JSON.stringify(file.slice(0, 60))} says none`,
      });
      return z.NEVER;
    }
    return { file, format: known, coPolar, ...(peakGain !== undefined && { peakGain_dBi: peakGain }) };
  });
}

function formatOf(file: string): PatternFile["format"] | undefined {
  if (/\.csv$/i.test(file)) return "csv";
  return /\.cut$/i.test(file) ? "graspCut" : undefined;
}

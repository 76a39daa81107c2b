import type { AntennaPattern, PatternFile } from "../antenna/antenna-pattern.js";
import { patternFromGraspCut } from "../antenna/grasp-cut.js";
import { patternFromCsv } from "../antenna/pattern-csv.js";
import type { PatternTable } from "../antenna/pattern-table.js";
import type { Station } from "../budget/station.js";
import { LeolinkError, type Problem } from "../leolink-error.js";
import type { ScenarioParts } from "./partial-scenario.js";
import type { ScenarioDocument, ScenarioPath } from "./scenario-document.js";

type ReadFile = ((path: string) => string) | undefined;

/** The parts of a scenario with the pattern files that they name read in; a station whose file is wrong is left out. */
export function withPatternFiles<Parts extends Pick<ScenarioParts, "satellite" | "terminal" | "link">>(
  parts: Parts,
  document: ScenarioDocument,
  readFile: ReadFile,
): { readonly parts: Parts; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const read = (station: Station | undefined, path: ScenarioPath): Station | undefined => {
    if (!station) return undefined;
    try {
      const pattern = readPattern(station.antenna.pattern, readFile);
      return pattern === station.antenna.pattern ? station : { ...station, antenna: { ...station.antenna, pattern } };
    } catch (error) {
      if (!(error instanceof LeolinkError)) throw error;
      const location = document.locationOf([...path, "antenna", ...filePath(station.antenna.pattern)]);
      problems.push(...error.problems.map((problem) => placed(problem, location)));
      return undefined;
    }
  };
  const { satellite, terminal, link } = parts;
  const payload = link?.payload;
  const place = ["link", "payload", "transparent"];
  const gateway = payload?.kind === "transparent" ? read(payload.feeder.gateway, [...place, "gateway"]) : undefined;
  const feeder = payload?.kind === "transparent" ? read(payload.feeder.satellite, [...place, "satellite"]) : undefined;
  return {
    problems,
    parts: {
      ...parts,
      satellite: read(satellite, ["satellite"]),
      terminal: read(terminal, ["terminal"]),
      link:
        payload?.kind !== "transparent"
          ? link
          : gateway && feeder
            ? { ...link, payload: { ...payload, feeder: { ...payload.feeder, gateway, satellite: feeder } } }
            : undefined,
    },
  };
}

/** A pattern with its file read; one that names none is the same object. */
function readPattern(pattern: AntennaPattern, readFile: ReadFile): AntennaPattern {
  if (pattern.kind === "imported") return { ...pattern, table: readTable(pattern, readFile) };
  if (pattern.kind !== "planarArray" || !pattern.elementPattern) return pattern;
  const table = readTable(pattern.elementPattern, readFile);
  return {
    ...pattern,
    elementGain_dBi: table.at(0, 0).co_dBi,
    elementExponent: 0,
    elementPattern: { ...pattern.elementPattern, table },
  };
}

function readTable({ file, format, coPolar, peakGain_dBi }: PatternFile, readFile: ReadFile): PatternTable {
  if (!readFile) throw new LeolinkError("input", [{ message: "a pattern file cannot be read here" }]);
  const text = readFile(file);
  return format === "csv"
    ? patternFromCsv(text, file, peakGain_dBi)
    : patternFromGraspCut(text, file, coPolar, peakGain_dBi);
}

/** What is wrong in the file stands there; what is wrong with the file stands where the scenario names it. */
function placed({ message, location, hint }: Problem, named: Problem["location"]): Problem {
  const isInside = location?.line !== undefined;
  const text = location !== undefined && !isInside ? `${location.file}: ${message}` : message;
  return { message: text, location: isInside ? location : named, ...(hint && { hint }) };
}

function filePath(pattern: AntennaPattern): string[] {
  return pattern.kind === "imported" ? ["imported", "file"] : [pattern.kind, "elementPattern", "file"];
}

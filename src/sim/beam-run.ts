import { LeolinkError, type Warning } from "../leolink-error.js";
import type { Beams } from "../scenario/beams.js";
import type { Scenario } from "../scenario/scenario.js";
import { beamFigures } from "./beam-figures.js";
import { type BeamStudy, type BeamStudyOptions, beamStudy } from "./beam-study.js";
import { type Moment, momentView } from "./budget-at.js";
import type { Figures } from "./run-result.js";
import type { SkyView } from "./sky.js";

/** What `leolink geometry` found of a scenario's beams. */
export interface BeamRun {
  readonly scenario: Scenario;
  readonly scenarioText: string;
  readonly beams: Beams;
  /** Where the satellite stands over the site. */
  readonly view: SkyView;
  /** Unix time, absent for a fixed geometry. */
  readonly time_ms?: number;
  readonly study: BeamStudy;
  readonly kpi: Figures;
  readonly warnings: readonly Warning[];
}

/**
 * Users under a scenario's beams at one moment; without a moment, where the satellite stands highest.
 *
 * @throws LeolinkError (`input`) for a scenario without beams, or a satellite out of sight then
 */
export function beamRun(
  scenario: Scenario,
  scenarioText: string,
  moment: Moment | undefined,
  options: BeamStudyOptions = {},
): BeamRun {
  const { beams } = scenario;
  if (!beams) {
    throw new LeolinkError("input", [
      {
        message: "expected a section beams: the scenario has one link and no beam layout",
        location: { file: scenario.title, path: "beams" },
        hint: "scenarios/tr38821-sc6-beams.yaml has one",
      },
    ]);
  }
  const { view, time_ms, warnings } = momentView(scenario, moment);
  const study = beamStudy(scenario, beams, view, options);
  const kpi = beamFigures(study, scenario, beams);
  return { scenario, scenarioText, beams, view, time_ms, study, kpi, warnings: [...warnings, ...study.warnings] };
}

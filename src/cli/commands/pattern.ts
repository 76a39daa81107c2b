import { join } from "node:path";
import type { ArrayDirection } from "../../antenna/array-direction.js";
import type { PatternStudyOptions } from "../../antenna/pattern-study.js";
import { polarisationLoss_dB } from "../../antenna/polarisation-loss.js";
import type { Antenna, Polarisation } from "../../budget/station.js";
import type { FinishedPattern } from "../../results/pattern-folder.js";
import { parseQuantity } from "../../scenario/quantity.js";
import type { Scenario } from "../../scenario/scenario.js";
import type { CliIo } from "../cli-io.js";
import { type Command, jsonOption, setOption } from "../command.js";
import { type CommandArguments, wrongOption } from "../command-arguments.js";
import { cpuTime_s } from "../cpu-time.js";
import { exitStatus } from "../exit-status.js";
import { optionQuantity } from "../option-quantity.js";

const ends = ["terminal", "satellite", "gateway", "feeder"] as const;
type End = (typeof ends)[number];

export const patternCommand: Command = {
  usage: "pattern <scenario>",
  describe: "Plot an antenna's pattern and print its key figures: gain, beamwidths, side lobes, squint, directivity",
  details:
    "Gains are those that the link budget uses; theta counts from boresight (an array's broadside), phi around it from the axis\n" +
    "along which an array's columns are counted. The mean gain over the sphere tells whether a pattern can be: it is the\n" +
    "efficiency, the part of the accepted power that is radiated.",
  positionals: { scenario: "Scenario file (YAML)" },
  options: {
    end: {
      kind: "text",
      value: ends.join("|"),
      describe: "Whose antenna; feeder is the satellite's on the feeder link; terminal if left out",
    },
    steer: {
      kind: "text",
      value: "THETA,PHI",
      describe: "To where an array's beam is steered, e.g. '40 deg,90 deg'; broadside if left out",
    },
    frequency: {
      kind: "text",
      value: "FREQUENCY",
      describe: "At which the pattern is looked at; the carrier if left out",
    },
    phi: {
      kind: "list",
      value: "ANGLE",
      describe: "A cut through boresight besides those at 0 and 90 deg (may be repeated)",
    },
    span: {
      kind: "text",
      value: "ANGLE",
      describe: "How far cuts and samples reach; by the pattern and its beamwidth if left out",
    },
    step: { kind: "text", value: "ANGLE", describe: "Step of cuts and samples; a tenth of the beamwidth if left out" },
    "phi-step": { kind: "text", value: "ANGLE", describe: "Step of phi in pattern.parquet; 5 deg if left out" },
    set: setOption,
    out: {
      kind: "text",
      value: "DIR",
      describe: "Folder of the results; results/pattern-<scenario>-<end>-<time> if left out",
    },
    force: { kind: "flag", describe: "Replace the folder if it holds an earlier run" },
    json: jsonOption,
  },
  examples: [
    ["leolink pattern scenarios/ka-user-downlink.yaml --steer '50 deg,30 deg'", "the terminal's array, steered"],
    ["leolink pattern scenarios/ka-user-downlink.yaml --end satellite --span '10 deg'", "the satellite's beam"],
    [
      "leolink pattern scenarios/ka-user-downlink.yaml --set 'terminal.antenna.planarArray.beamformer={architecture: analog, phaseBits: 4}' --steer '50 deg,0 deg' --frequency '20.2 GHz'",
      "quantised phase shifters, 500 MHz beside the carrier",
    ],
  ],
  execute,
};

/** Cuts longer than this are a mistake of step or span. */
const mostSteps = 20_000;

async function execute(args: CommandArguments, io: CliIo): Promise<number> {
  const [{ openScenario, noteWarnings }, { patternStudy, studyExtent }, folders, { checkRunFolder }] =
    await Promise.all([
      import("../open-scenario.js"),
      import("../../antenna/pattern-study.js"),
      import("../../results/folder-name.js"),
      import("../../results/atomic-folder.js"),
    ]);
  const started_ms = Date.now();
  const start_s = performance.now() / 1e3;
  const force = args.flag("force");
  const { scenario, text: scenarioText } = await openScenario(args, io);
  const end = args.choice("end", ends) ?? "terminal";
  const { antenna, carrier_Hz, polarisation } = antennaOf(scenario, end);
  const options = studyOptions(args, antenna, carrier_Hz, polarisation);
  const stem = folders.fileStem(args.requiredText("scenario"));
  const folder = args.text("out") ?? folders.freeRunFolder("results", `pattern-${stem}-${end}`, started_ms);
  checkRunFolder(folder, force);
  io.signal.throwIfAborted();
  const { span_deg, step_deg } = studyExtent(antenna.pattern, options);
  if (!(span_deg / step_deg <= mostSteps)) {
    const found = `${Math.round(span_deg / step_deg)} of ${step_deg} deg to ${span_deg} deg`;
    throw wrongOption(
      "step",
      `expected cuts of at most ${mostSteps} steps on each side, found ${found}`,
      "reduce --span too",
    );
  }
  const study = patternStudy(antenna.pattern, options);
  const subject = { title: scenario.title, end, scenarioText };
  const wallTime_s = performance.now() / 1e3 - start_s;
  const finished = await reported(subject, study, { started_ms, wallTime_s, cpuTime_s: cpuTime_s(), workers: 1 });
  const { writePatternFolder, patternJson } = await import("../../results/pattern-folder.js");
  writePatternFolder(folder, finished, { force });
  const report = join(folder, "report.html");
  if (args.flag("json")) {
    io.print(JSON.stringify({ folder, report, ...Object(patternJson(subject, study)) }, null, 2));
    return exitStatus.done;
  }
  const [{ patternTable }, { wrappedLines }] = await Promise.all([
    import("../../report/terminal-pattern.js"),
    import("../../report/terminal-text.js"),
  ]);
  io.print(
    [...wrappedLines(`${scenario.title}: ${end}, ${antenna.pattern.kind}`, io.style.width ?? 80, ""), ""].join("\n"),
  );
  io.print(patternTable(study, io.style));
  noteWarnings(study.warnings, io);
  io.print(`\nreport: ${report}`);
  return exitStatus.done;
}

function antennaOf(
  { link, satellite, terminal }: Scenario,
  end: End,
): { readonly antenna: Antenna; readonly carrier_Hz: number; readonly polarisation: Polarisation } {
  if (end === "terminal" || end === "satellite") {
    return { ...link, antenna: (end === "terminal" ? terminal : satellite).antenna };
  }
  const { payload } = link;
  if (payload.kind === "regenerative") {
    throw wrongOption(
      "end",
      `expected terminal or satellite: the payload is regenerative and has no feeder link, found ${end}`,
    );
  }
  const { feeder } = payload;
  return { ...feeder, antenna: (end === "gateway" ? feeder.gateway : feeder.satellite).antenna };
}

function studyOptions(
  args: CommandArguments,
  antenna: Antenna,
  carrier_Hz: number,
  polarisation: Polarisation,
): PatternStudyOptions {
  const beam = steered(args);
  if (antenna.pattern.kind !== "planarArray" && beam.theta_deg !== 0) {
    throw wrongOption("steer", `expected an array, whose beam can be steered, found ${antenna.pattern.kind}`);
  }
  return {
    carrier_Hz,
    frequency_Hz: optionQuantity(args, "frequency", "frequency_Hz", { above: 0, maximum: 1e12 }) ?? carrier_Hz,
    beam,
    xpd_dB: axialRatioXpd_dB(antenna, polarisation),
    phi_deg: args.list("phi").map((text) => angleOf("phi", text, -360, 360)),
    span_deg: optionQuantity(args, "span", "angle_deg", { above: 0, maximum: 180 }),
    step_deg: optionQuantity(args, "step", "angle_deg", { minimum: 1e-4, maximum: 30 }),
    phiStep_deg: optionQuantity(args, "phi-step", "angle_deg", { minimum: 0.1, maximum: 360 }) ?? 5,
  };
}

function steered(args: CommandArguments): ArrayDirection {
  const text = args.text("steer");
  if (text === undefined) return { theta_deg: 0, phi_deg: 0 };
  const parts = text.split(",");
  if (parts.length !== 2) throw wrongOption("steer", `expected theta,phi such as '40 deg,90 deg', found ${text}`);
  return { theta_deg: angleOf("steer", parts[0], 0, 90), phi_deg: angleOf("steer", parts[1], -360, 360) };
}

/** An angle of a list; degrees if without unit. */
function angleOf(name: string, text: string, minimum: number, maximum: number): number {
  const found = parseQuantity(/[\d.]\s*$/.test(text) ? `${text} deg` : text, "angle_deg");
  if (!("value" in found)) throw wrongOption(name, found.message, found.hint);
  if (found.value >= minimum && found.value <= maximum) return found.value;
  throw wrongOption(name, `expected an angle from ${minimum} to ${maximum} deg, found ${text.trim()}`);
}

/**
 * What the axial ratio of a circularly polarised antenna says of its cross-polar part; none is known of a linear one.
 */
function axialRatioXpd_dB({ polarisation, axialRatio_dB }: Antenna, link: Polarisation): number {
  const isLinear = polarisation === "linear" || (polarisation === "matched" && link.kind === "linear");
  if (isLinear) return Number.POSITIVE_INFINITY;
  const antenna = { axialRatio_dB, sense: "right" } as const;
  const received = (sense: "right" | "left") => polarisationLoss_dB({ axialRatio_dB: 0, sense }, antenna, 0);
  return received("left") - received("right");
}

async function reported(
  subject: FinishedPattern["subject"],
  study: FinishedPattern["study"],
  circumstances: { started_ms: number; wallTime_s: number; cpuTime_s: number; workers: number },
): Promise<FinishedPattern> {
  const [{ making }, { patternReport }, { plotlySource }] = await Promise.all([
    import("../../results/manifest.js"),
    import("../../report/pattern-report.js"),
    import("../../report/node/plotly-source.js"),
  ]);
  const made = making(circumstances);
  return { subject, study, making: made, reportHtml: patternReport(subject, study, plotlySource(), made) };
}

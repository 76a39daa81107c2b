import { speedOfLight_ms } from "../../physics.js";
import type { SatellitePass } from "../../sim/run-span.js";
import type { CliIo } from "../cli-io.js";
import { type Command, jsonOption, setOption } from "../command.js";
import type { CommandArguments } from "../command-arguments.js";
import { exitStatus } from "../exit-status.js";
import { optionQuantity } from "../option-quantity.js";

export const passesCommand: Command = {
  usage: "passes <scenario>",
  describe: "List the passes over the site: rise, culmination, set, duration, highest elevation, largest Doppler shift",
  positionals: { scenario: "Scenario file (YAML)" },
  options: {
    window: { kind: "text", value: "TIME", describe: "Length of time from the scenario's start; '24 h' if left out" },
    "min-elevation": { kind: "text", value: "ANGLE", describe: "Lowest elevation; the site's own if left out" },
    set: setOption,
    json: jsonOption,
  },
  examples: [
    ["leolink passes scenarios/ka-user-downlink.yaml", "the next 24 hours"],
    ["leolink passes link.yaml --window '7 d' --min-elevation '35 deg'", "a week of high passes"],
  ],
  execute,
};

const defaultWindow_s = 86_400;
/** Longer than any element set is good for. */
const longestWindow_s = 366 * 86_400;

async function execute(args: CommandArguments, io: CliIo): Promise<number> {
  const [{ openScenario, noteWarnings }, { scenarioPasses }, { elementAgeWarnings }] = await Promise.all([
    import("../open-scenario.js"),
    import("../../sim/scenario-passes.js"),
    import("../../sim/element-age.js"),
  ]);
  const window_s = optionQuantity(args, "window", "time_s", { above: 0, maximum: longestWindow_s }) ?? defaultWindow_s;
  const minimum_deg = optionQuantity(args, "min-elevation", "angle_deg", { minimum: 0, maximum: 90 });
  const { scenario } = await openScenario(args, io);
  noteWarnings(elementAgeWarnings(scenario, scenario.time.start_ms + window_s * 1e3), io);
  const found = scenarioPasses(scenario, window_s, minimum_deg);
  const { carrier_Hz } = scenario.link;
  const minimumElevation_deg = minimum_deg ?? scenario.site.minimumElevation_deg;
  if (args.flag("json")) {
    io.print(passesJson(found, { window_s, minimumElevation_deg, carrier_Hz }));
    return exitStatus.done;
  }
  const { passTable } = await import("../../report/terminal-passes.js");
  io.print(
    `above ${minimumElevation_deg} deg, ${window_s / 3600} h from ${new Date(scenario.time.start_ms).toISOString()}`,
  );
  io.print(passTable(found, carrier_Hz, io.style));
  return exitStatus.done;
}

interface Window {
  readonly window_s: number;
  readonly minimumElevation_deg: number;
  readonly carrier_Hz: number;
}

function passesJson(found: readonly SatellitePass[], window: Window): string {
  const passes = found.map(({ rise_ms, culmination_ms, set_ms, maxRangeRate_ms, ...pass }) => ({
    rise: new Date(rise_ms).toISOString(),
    culmination: new Date(culmination_ms).toISOString(),
    set: new Date(set_ms).toISOString(),
    ...pass,
    maxRangeRate_ms,
    maxDoppler_Hz: maxDoppler_Hz(maxRangeRate_ms, window.carrier_Hz),
  }));
  return JSON.stringify({ ...window, passes }, null, 2);
}

/** Largest |Doppler shift| of a pass, to first order in v / c. */
function maxDoppler_Hz(maxRangeRate_ms: number, carrier_Hz: number): number {
  return (maxRangeRate_ms / speedOfLight_ms) * carrier_Hz;
}

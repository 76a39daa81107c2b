import type { CliIo } from "../cli-io.js";
import { codeDetails, codedLinkOptions, levelOption, openCodedLink } from "../coded-link-options.js";
import { type Command, jsonOption } from "../command.js";
import { type CommandArguments, wrongOption } from "../command-arguments.js";
import { exitStatus } from "../exit-status.js";

export const vectorsCommand: Command = {
  usage: "vectors <code>",
  describe: "Write golden vectors of a code: what an implementation in hardware can be held to",
  details:
    `${codeDetails}\n\n` +
    "Every signal is written as .hex (a frame a line), .json and .raw (little-endian); manifest.json says what each is.\n" +
    "Signals: information, coded, llrs (float32), llr-counts (in the decoder's number format), decided, verdict; with\n" +
    "--messages also the inner values of an LDPC or turbo decoder after each iteration.",
  positionals: { code: "Code with its parameters, e.g. nr-ldpc:informationBits=100,codedBits=300" },
  options: {
    ...codedLinkOptions,
    out: { kind: "text", value: "DIR", describe: "Folder to write", isRequired: true },
    frames: { kind: "text", value: "N", describe: "Frames; 4 if left out" },
    esn0: { kind: "text", value: "DB", describe: "Es/N0 in dB; or --probability with --channel bsc or erasure" },
    probability: { kind: "text", value: "P", describe: "Crossover or erasure probability" },
    messages: { kind: "flag", describe: "Also the decoder's inner values after each iteration" },
    force: { kind: "flag", describe: "Replace the folder if it holds earlier vectors" },
    json: jsonOption,
  },
  examples: [
    [
      "leolink vectors nr-ldpc:informationBits=100,codedBits=300 --decoder arithmetic=int8 --esn0 2 --messages --out v",
      "an LDPC decoder in 8 bits with its messages",
    ],
    ["leolink vectors dvb-s2:frame=short,rate=1/2 --esn0 1.2 --frames 2 --out v", "a FECFRAME"],
  ],
  execute,
};

/** Everything is in memory before it is written. */
const mostValues = 20_000_000;

async function execute(args: CommandArguments, io: CliIo): Promise<number> {
  const folder = args.requiredText("out");
  const force = args.flag("force");
  const frames = args.wholeNumber("frames", 1, 1_000_000) ?? 4;
  const { link, code } = await openCodedLink(args);
  const level = levelOption(args, link);
  const [{ tracedFamilies }, { goldenVectors }, { vectorFiles }, { checkRunFolder, writeFolder }] = await Promise.all([
    import("../../fec/code-family.js"),
    import("../../sim/golden-vectors.js"),
    import("../../results/vector-folder.js"),
    import("../../results/atomic-folder.js"),
  ]);
  if (frames * code.codedBits > mostValues) {
    throw wrongOption("frames", `expected at most ${mostValues} coded bits in all, found ${frames * code.codedBits}`);
  }
  checkRunFolder(folder, force);
  const isTraced = args.flag("messages");
  if (isTraced && !tracedFamilies.includes(link.code.family)) {
    throw wrongOption("messages", `expected one of ${tracedFamilies.join(", ")}, found ${link.code.family}`);
  }
  const vectors = goldenVectors(link, level, frames, isTraced);
  io.signal.throwIfAborted();
  const files = vectorFiles(vectors);
  writeFolder(folder, files, { force });
  const names = vectors.signals.map(({ name }) => name);
  if (args.flag("json")) {
    io.print(JSON.stringify({ folder, code: vectors.code, decoder: vectors.decoder, frames, signals: names }, null, 2));
  } else {
    const shown = names.length > 12 ? [...names.slice(0, 12), `and ${names.length - 12} more`] : names;
    io.print(
      `${vectors.code.name}: ${frames} frame${frames === 1 ? "" : "s"}\n${shown.join(", ")}\n\nvectors: ${folder}`,
    );
  }
  return exitStatus.done;
}

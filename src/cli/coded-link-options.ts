import type { DecodedCode } from "../fec/code-family.js";
import { inUsersWords } from "../leolink-error.js";
import type { Demapping } from "../phy/symbol-link.js";
import type { CodedLinkSpec } from "../sim/coded-link-spec.js";
import type { CommandOption } from "./command.js";
import { type CommandArguments, wrongOption } from "./command-arguments.js";

/** Options of every command that sends frames of a code over a channel. */
export const codedLinkOptions: Readonly<Record<string, CommandOption>> = {
  decoder: {
    kind: "text",
    value: "KEY=VALUE,...",
    describe: "Decoder's settings; `leolink codes <family>` lists them",
  },
  modulation: {
    kind: "text",
    value: "NAME",
    describe: "BPSK, QPSK, 16QAM to 1024QAM, or a DVB-S2X constellation; QPSK, or what the code implies, if left out",
  },
  demapping: { kind: "text", value: "exact|max-log", describe: "How LLRs are made; exact if left out" },
  channel: {
    kind: "text",
    value: "KIND",
    describe: "awgn, rayleigh[:blockSymbols=N], rician:k_dB=K[,blockSymbols=N], bsc or erasure; awgn if left out",
  },
  seed: { kind: "text", value: "N", describe: "Of all random streams, a whole number; 1 if left out" },
};

/** For a command's help. */
export const codeDetails =
  "A code is a family with parameters, family:key=value,key=value; `leolink codes` lists the families and\n" +
  "`leolink codes <family>` the keys of one. A plus joins a list (redundancyVersions=0+2), a dot opens a\n" +
  "mapping (quantisation.llrBits=5).";

/** The link that the options describe, and its code, opened. */
export async function openCodedLink(
  args: CommandArguments,
): Promise<{ readonly link: CodedLinkSpec; readonly code: DecodedCode }> {
  const [{ openCode }, { SymbolLink }, { namedChannel, namedCode }] = await Promise.all([
    import("../fec/code-family.js"),
    import("../phy/symbol-link.js"),
    import("../scenario/named-code.js"),
  ]);
  const { code: job, modulation: implied } = namedCode(args.requiredText("code"), args.text("decoder") ?? "");
  const link: CodedLinkSpec = {
    code: job,
    modulation: args.text("modulation") ?? implied,
    demapping: args.choice<Demapping>("demapping", ["exact", "max-log"]) ?? "exact",
    channel: namedChannel(args.text("channel") ?? "awgn"),
    seed: args.wholeNumber("seed", 0, Number.MAX_SAFE_INTEGER) ?? 1,
  };
  const code = inUsersWords(() => openCode(job));
  // The modulation's name and what it asks of the code are checked before any work is started.
  inUsersWords(() => new SymbolLink({ ...link, codedBits: code.codedBits }));
  return { link, code };
}

/** A level that an option gives. */
export function levelOption(args: CommandArguments, { channel }: CodedLinkSpec): number {
  const isBit = channel.kind === "bsc" || channel.kind === "erasure";
  const [wanted, other] = isBit ? ["probability", "esn0"] : ["esn0", "probability"];
  if (args.text(other) !== undefined) throw wrongOption(other, `expected --${wanted} with the channel ${channel.kind}`);
  const level = isBit ? args.number(wanted, 0, 1) : args.number(wanted, -60, 100);
  if (level === undefined) throw wrongOption(wanted, "expected a value, found none");
  return level;
}

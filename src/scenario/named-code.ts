import type { z } from "zod";
import type { CodeAndDecoder } from "../fec/code-family.js";
import { inUsersWords, LeolinkError, type Problem } from "../leolink-error.js";
import { nearestName } from "../nearest-name.js";
import type { ChannelSpec } from "../phy/channel-spec.js";
import { mappingOf, namedMapping } from "./code-text.js";
import { channelSchema } from "./schema-channel.js";
import { codeFamilies } from "./schema-code.js";
import { decoderSchema } from "./schema-code-form.js";

/**
 * The code and decoder that two short texts name, and the modulation that goes with them.
 *
 * @param code     `family:key=value,...`
 * @param decoder  `key=value,...`; empty for the family's defaults
 * @throws LeolinkError (`input`) with everything wrong in them
 */
export function namedCode(
  code: string,
  decoder: string,
): { readonly code: CodeAndDecoder; readonly modulation: string } {
  const { name, values } = namedMapping("<code>", code);
  if (!Object.hasOwn(codeFamilies, name)) {
    const known = Object.keys(codeFamilies);
    const nearest = nearestName(name, known);
    const hint = nearest ? `did you mean ${nearest}?` : `known: ${known.join(", ")}`;
    throw new LeolinkError("input", [
      { message: `<code>: expected a code family, found ${JSON.stringify(name)}`, hint },
    ]);
  }
  const family = codeFamilies[name];
  const spec = inUsersWords(() => parsed(family.code, values, `<code> ${name}`));
  const settings = parsed(decoderSchema(family, spec), mappingOf("--decoder", decoder), "--decoder");
  // The table pairs each family's schemas.
  const job = { family: spec.family, code: spec, decoder: settings } as CodeAndDecoder;
  return { code: job, modulation: family.modulation?.(spec, values) ?? "QPSK" };
}

/** The channel that a short text names, e.g. `rician:k_dB=10,blockSymbols=100`. */
export function namedChannel(text: string): ChannelSpec {
  const { name, values } = namedMapping("--channel", text);
  return parsed(channelSchema, { kind: name, ...values }, "--channel");
}

function parsed<Value>(schema: z.ZodType<Value>, values: unknown, owner: string): Value {
  const result = schema.safeParse(values);
  if (result.success) return result.data;
  throw new LeolinkError(
    "input",
    result.error.issues.flatMap((issue) => issueProblems(issue, owner)),
  );
}

function issueProblems(issue: z.core.$ZodIssue, owner: string): Problem[] {
  const place = [owner, ...issue.path.map(String)].join(": ");
  if (issue.code !== "unrecognized_keys") return [{ message: `${place}: ${issue.message}` }];
  const known = JSON.parse(issue.message) as string[];
  return issue.keys.map((key) => {
    const nearest = nearestName(key, known);
    return {
      message: `${place}: unknown key ${key}`,
      hint: nearest ? `did you mean ${nearest}?` : `known: ${known.join(", ")}`,
    };
  });
}

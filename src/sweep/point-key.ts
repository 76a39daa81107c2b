import { createHash } from "node:crypto";
import { asText, type PlainJson, plainJson } from "../results/plain-json.js";
import type { Scenario } from "../scenario/scenario.js";

/** Bytes of a key. */
const keyBytes = 16;

/**
 * The name of a point's result: a hash of the resolved scenario and of the version of the model. Scenarios that resolve
 * to the same values (`0.02 THz` and `20 GHz`) share it; the title and the sweep they stand in do not count.
 *
 * @returns 32 hexadecimal digits
 */
export function pointKey({ title, sweep, ...determining }: Scenario, modelVersion: string): string {
  const text = canonicalText(plainJson(determining, asText));
  return createHash("sha256")
    .update(`${modelVersion}\n${text}`)
    .digest("hex")
    .slice(0, 2 * keyBytes);
}

/** JSON whose members stand in alphabetical order. */
function canonicalText(value: PlainJson): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = value as { readonly [name: string]: PlainJson };
  const names = Object.keys(members).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalText(members[name])}`).join(",")}}`;
}

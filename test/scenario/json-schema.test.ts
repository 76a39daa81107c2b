import { describe, expect, it } from "vitest";
import { scenarioJsonSchema } from "../../src/scenario/json-schema.js";

interface SchemaNode {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly SchemaNode[];
  readonly items?: SchemaNode;
  readonly pattern?: string;
  readonly additionalProperties?: boolean;
}

const schema = scenarioJsonSchema() as SchemaNode & { $schema: string };

function undescribed(node: SchemaNode, path: string): string[] {
  const inner = Object.entries(node.properties ?? {}).flatMap(([key, part]) => [
    ...(part.description ? [] : [`${path}.${key}`]),
    ...undescribed(part, `${path}.${key}`),
  ]);
  return [...inner, ...(node.anyOf ?? []).flatMap((part) => undescribed(part, path))];
}

describe("the JSON Schema for editors", () => {
  it("is draft 2020-12, closed, and asks for every part of a scenario", () => {
    expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(schema.additionalProperties).toBe(false);
    expect(schema.required).toEqual([
      "title",
      "orbit",
      "time",
      "site",
      "link",
      "satellite",
      "terminal",
      "propagation",
      "waveform",
      "mac",
      "run",
    ]);
  });

  it("describes every key", () => {
    expect(undescribed(schema, "")).toEqual([]);
  });

  it("knows a quantity by its unit", () => {
    const pattern = new RegExp(schema.properties?.link.properties?.carrier.pattern ?? "^$");
    expect(pattern.test("19.7 GHz")).toBe(true);
    expect(pattern.test("19.7")).toBe(false);
    expect(pattern.test("19.7 dB")).toBe(false);
  });
});

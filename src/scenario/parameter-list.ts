import { z } from "zod";

/** One thing that a user may write. */
export interface Parameter {
  /** Dotted where it stands in a mapping. */
  readonly key: string;
  /** What it may be, e.g. `1 to 384`, `float32|int16|int8`; empty where the description says it. */
  readonly values: string;
  readonly describe: string;
  readonly isRequired: boolean;
}

interface JsonSchema {
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

/** The parameters of a schema of plain values, one after another; alternatives are told apart by their constants. */
export function parameterList(schema: z.ZodType): Parameter[] {
  return listOf(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema, "", true);
}

function listOf(schema: JsonSchema, prefix: string, isRequired: boolean): Parameter[] {
  const choices = schema.oneOf ?? (schema.anyOf?.some(({ properties }) => properties) ? schema.anyOf : undefined);
  if (choices && prefix === "") {
    // Keys that several alternatives share are told once.
    const all = choices.flatMap((choice) => listOf(choice, prefix, isRequired));
    return all.filter(
      ({ key, values }, index) => all.findIndex((each) => each.key === key && each.values === values) === index,
    );
  }
  const { properties, required = [] } = schema;
  if (!properties) return [];
  return Object.entries(properties).flatMap(([key, member]): Parameter[] => {
    const path = `${prefix}${key}`;
    if (member.properties) return listOf(member, `${path}.`, false);
    const describe = [
      member.description ?? "",
      member.default === undefined ? "" : `Default: ${defaultText(member.default)}.`,
    ];
    return [
      {
        key: path,
        values: valuesText(member),
        describe: describe.filter(Boolean).join(" "),
        isRequired: isRequired && required.includes(key) && member.default === undefined,
      },
    ];
  });
}

function valuesText(schema: JsonSchema): string {
  if (schema.const !== undefined) return String(schema.const);
  if (schema.enum) return schema.enum.join("|");
  if (schema.anyOf?.every((each) => each.const !== undefined)) return schema.anyOf.map((each) => each.const).join("|");
  const { minimum, maximum, type } = schema;
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`;
  return type === "boolean" ? "true|false" : "";
}

function defaultText(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  return Object.values(value).join(":");
}

import { z } from "zod";
import { plainNumber, record, text, word } from "./form.js";
import { linearRange, logRange } from "./sweep-axis.js";
import { type AxisPart, mostSweepPoints, samplingMethods } from "./sweep-spec.js";

const scalar = z.union([z.string().min(1), z.number(), z.boolean()], {
  error: "expected a text, a number, true or false",
});
const end = z.union([z.string().min(1), z.number()], { error: "expected a number with its unit, e.g. 10 deg" });
const count = (description: string) =>
  plainNumber(description, { minimum: 1, maximum: mostSweepPoints, isWhole: true });

const partShape = {
  path: text("Dotted path of the value that changes, e.g. orbit.fixed.elevation."),
  values: z
    .array(scalar)
    .min(1)
    .max(mostSweepPoints)
    .optional()
    .meta({ description: "The values, one after another." }),
  range: record(
    {
      from: end,
      to: end,
      step: end.optional(),
      points: count("How many, both ends included, instead of a step.").optional(),
    },
    "Evenly spaced values; a sampling needs no step.",
  ).optional(),
  logRange: record(
    { from: end, to: end, points: count("How many, both ends included.").optional() },
    "Values in equal ratios; a sampling needs no number of points.",
  ).optional(),
};

type WrittenPart = z.output<z.ZodObject<typeof partShape>>;

function partOf({ path, values, range, logRange: log }: WrittenPart, context: z.RefinementCtx): AxisPart {
  const given = [values && "values", range && "range", log && "logRange"].filter(Boolean);
  if (given.length !== 1) {
    const found = given.length === 0 ? "none" : given.join(" and ");
    context.addIssue({ code: "custom", message: `expected one of values, range and logRange, found ${found}` });
    return z.NEVER;
  }
  try {
    if (range) {
      return { path, range: linearRange(path, range.from, range.to, { step: range.step, count: range.points }) };
    }
    if (log) return { path, range: logRange(path, log.from, log.to, log.points) };
    return { path, range: { kind: "values", values: values ?? [] } };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    context.addIssue({ code: "custom", message: error.message });
    return z.NEVER;
  }
}

const part = record(partShape, "A value that changes.").transform(partOf);
const axis = record(
  {
    ...partShape,
    path: partShape.path.optional(),
    zip: z.array(part).min(2).max(32).optional().meta({
      description: "Instead of a path: values that change together, first with first, second with second.",
    }),
  },
  "An axis: one value that changes, or several that change together.",
).transform(({ zip, path, ...rest }, context): readonly AxisPart[] => {
  if (zip === undefined && path !== undefined) return [partOf({ path, ...rest }, context)];
  if (zip !== undefined && path === undefined && Object.values(rest).every((value) => value === undefined)) return zip;
  const found = zip === undefined ? "neither" : "zip and more";
  context.addIssue({ code: "custom", message: `expected a path with its values, or zip alone, found ${found}` });
  return z.NEVER;
});

export const sweepSchema = record(
  {
    axes: z.array(axis).min(1).max(32).meta({ description: "What changes." }),
    sampling: record(
      {
        method: word(
          samplingMethods,
          "Every combination, or so many points drawn at random, by Latin hypercube or Sobol.",
        ),
        points: count("How many points; not of a grid.").optional(),
        seed: plainNumber("Of the drawing. Default: 1.", {
          minimum: 0,
          maximum: Number.MAX_SAFE_INTEGER,
          isWhole: true,
        }).prefault(1),
      },
      "How points are put between the axes; a grid if left out.",
    ).prefault({ method: "grid" }),
    replications: count("Each point so many times, with run.seed, run.seed + 1, ... Default: 1.").prefault(1),
  },
  "Parameters that `leolink sweep` changes.",
);

import { z } from "zod";
import { scenarioSchema } from "./schema.js";

/** JSON Schema (draft 2020-12) of what a user may write, for editors; made from the schema that checks it. */
export function scenarioJsonSchema(): object {
  return { title: "leolink scenario", ...z.toJSONSchema(scenarioSchema, { io: "input", target: "draft-2020-12" }) };
}

import type { ValidationModel } from "./validation-model.js";

export type ModelRegistry = ReadonlyMap<string, ValidationModel>;

/**
 * Models by name.
 *
 * @throws RangeError on two models of one name
 */
export function modelRegistry(groups: readonly (readonly ValidationModel[])[]): ModelRegistry {
  const registry = new Map<string, ValidationModel>();
  for (const model of groups.flat()) {
    if (registry.has(model.name)) throw new RangeError(`two validation models are named ${model.name}`);
    registry.set(model.name, model);
  }
  return registry;
}

/**
 * Settings of a shared channel of NR that cannot be, or cannot be together.
 *
 * `setting` is the dotted path of the one to change within the settings (`dmrs.ports`), so that whoever read them from a
 * file can say where it stands; the message starts with it, and says what was expected, what was found and what to change.
 */
export class NrSettingError extends RangeError {
  readonly setting: string;
  /** The message without the path. */
  readonly problem: string;

  constructor(setting: string, problem: string) {
    super(`${setting}: ${problem}`);
    this.name = "NrSettingError";
    this.setting = setting;
    this.problem = problem;
  }
}

/** @throws NrSettingError unless `value` is a whole number from `minimum` to `maximum` */
export function checkNrWhole(setting: string, value: number, minimum: number, maximum: number): void {
  if (!(Number.isInteger(value) && value >= minimum && value <= maximum)) {
    throw new NrSettingError(setting, `expected a whole number from ${minimum} to ${maximum}, found ${value}`);
  }
}

/** @throws NrSettingError unless `value` is one of `allowed` */
export function checkNrChoice<Value extends string | number>(
  setting: string,
  value: Value,
  allowed: readonly Value[],
): void {
  if (!allowed.includes(value)) {
    throw new NrSettingError(setting, `expected ${allowed.join(" or ")}, found ${value}`);
  }
}

/** What JSON can hold. */
export type PlainJson = null | boolean | number | string | readonly PlainJson[] | { readonly [key: string]: PlainJson };

/**
 * A value as plain JSON: typed arrays become arrays, absent members are left out, and a number that JSON has no
 * word for (NaN, Infinity) becomes what `notFinite` says.
 */
export function plainJson(value: unknown, notFinite: (value: number) => null | string): PlainJson {
  if (typeof value === "number") return Number.isFinite(value) ? value : notFinite(value);
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return Array.from(value as Float64Array, (element) => plainJson(element, notFinite));
  }
  if (Array.isArray(value)) return value.map((element) => plainJson(element, notFinite));
  if (typeof value === "object") {
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, member]) =>
        member === undefined ? [] : [[key, plainJson(member, notFinite)] as const],
      ),
    );
  }
  throw new RangeError(`plainJson: expected data, found a ${typeof value}`);
}

/** For figures: what is not finite is no figure. */
export function asNull(): null {
  return null;
}

/** For inputs, which a reader must be able to tell apart: "Infinity", "-Infinity" or "NaN" as text. */
export function asText(value: number): string {
  return String(value);
}

/** As text for a file: two spaces of indent and a final newline. */
export function jsonText(value: PlainJson): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

import { readFileSync } from "node:fs";

/**
 * leolink's own version, from its package.json: beside `src` in a checkout, beside `dist` in an installed package.
 * An installation without it is broken, which is an error of ours.
 */
export function packageVersion(): string {
  for (const above of ["../../package.json", "../../../package.json"]) {
    const version = versionIn(new URL(above, import.meta.url));
    if (version !== undefined) return version;
  }
  throw new RangeError("packageVersion: no package.json of leolink above its own sources");
}

function versionIn(url: URL): string | undefined {
  let text: string;
  try {
    text = readFileSync(url, "utf8");
  } catch {
    return undefined;
  }
  const { name, version } = JSON.parse(text) as { name?: unknown; version?: unknown };
  return name === "leolink" && typeof version === "string" ? version : undefined;
}

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { LeolinkError } from "../../leolink-error.js";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const elsewhere = ["/usr/bin", "/snap/bin", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

/** A Chromium of this machine, by CHROMIUM_PATH or its usual names; undefined where there is none. */
export function chromiumPath(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const { CHROMIUM_PATH, PATH = "" } = environment;
  if (CHROMIUM_PATH) return existsSync(CHROMIUM_PATH) ? CHROMIUM_PATH : undefined;
  const folders = [...PATH.split(delimiter).filter(Boolean), ...elsewhere];
  return [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...elsewhere.slice(2)].find((path) =>
    existsSync(path),
  );
}

/** @throws LeolinkError (`input`) where there is no Chromium */
export function requiredChromium(option: string): string {
  const path = chromiumPath();
  if (path !== undefined) return path;
  const given = process.env.CHROMIUM_PATH;
  throw new LeolinkError("input", [
    {
      message: given
        ? `${option}: expected a Chromium at CHROMIUM_PATH, found nothing at ${given}`
        : `${option}: a picture needs Chromium or Chrome, and none was found`,
      hint: "install one or set CHROMIUM_PATH; the HTML page needs none, and saves each plot as SVG by its button",
    },
  ]);
}

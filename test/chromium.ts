import { type Browser, chromium } from "playwright-core";
import { chromiumPath } from "../src/report/node/chromium.js";

const executablePath = chromiumPath();

const args = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Whether there is a Chromium to test with; says so where there is none, in the name of the test that is skipped. */
export function isChromiumFound(test: string): boolean {
  if (!executablePath) console.warn(`${test}: skipped, no Chromium found; install it or set CHROMIUM_PATH`);
  return executablePath !== undefined;
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath, args });
}

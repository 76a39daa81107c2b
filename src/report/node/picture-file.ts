import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { LeolinkError } from "../../leolink-error.js";
import { type Picture, picturePage } from "../picture-page.js";

const limit_ms = 120_000;
const mostBytes = 512 * 1024 * 1024;

/**
 * Draws plots in a Chromium without a window and gives the picture's bytes.
 *
 * @throws LeolinkError (`input`) when the browser does not start or draws nothing
 */
export async function drawnPicture(picture: Picture, chromium: string, signal: AbortSignal): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), "leolink-picture-"));
  try {
    const page = join(folder, "page.html");
    writeFileSync(page, picturePage(picture));
    const args = [
      "--headless",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // The super-user's Chromium refuses to start inside its sandbox; the page is our own and asks for nothing.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      `--user-data-dir=${join(folder, "profile")}`,
      // The page's clock stands still while it works, and runs ahead while it waits.
      "--virtual-time-budget=60000",
      "--dump-dom",
      pathToFileURL(page).href,
    ];
    const document = await output(chromium, args, signal);
    const [, kind, text] = /<pre id="(picture|failure)">([\s\S]*?)<\/pre>/.exec(document) ?? [];
    if (kind !== "picture") throw refusal(chromium, kind ? unescaped(text).split("\n")[0] : "it drew nothing");
    return picture.format === "svg" ? Buffer.from(unescaped(text)) : Buffer.from(text, "base64");
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

function output(chromium: string, args: readonly string[], signal: AbortSignal): Promise<string> {
  const options = { signal, timeout: limit_ms, maxBuffer: mostBytes, encoding: "utf8", killSignal: "SIGKILL" } as const;
  return new Promise((resolve, reject) => {
    execFile(chromium, args, options, (error, stdout) => {
      if (error === null) resolve(stdout);
      else if (signal.aborted) reject(error);
      else if (error.killed) reject(refusal(chromium, `no picture after ${limit_ms / 1e3} s`));
      else reject(refusal(chromium, error.message.split("\n")[0]));
    });
  });
}

function refusal(chromium: string, words: string): LeolinkError {
  return new LeolinkError("input", [
    {
      message: `the picture could not be drawn: ${words}`,
      location: { file: chromium },
      hint: "the HTML page needs no Chromium",
    },
  ]);
}

function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&nbsp;", "\u00a0").replaceAll("&amp;", "&");
}

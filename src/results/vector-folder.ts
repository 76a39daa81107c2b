import { createHash } from "node:crypto";
import type { GoldenSignal, GoldenVectors } from "../sim/golden-vectors.js";
import type { FolderContents } from "./atomic-folder.js";
import { runFolderSchema } from "./manifest.js";
import { packageVersion } from "./package-version.js";
import { asNull, jsonText, plainJson } from "./plain-json.js";

/**
 * The files of a folder of golden vectors by name. Each signal stands in three files of the same values: `<signal>.hex`
 * (one frame a line; bits packed most significant first and filled with 0 to a whole digit, numbers in two's
 * complement or IEEE 754 with a space between), `<signal>.json`, and `<signal>.raw` (little-endian, one byte a bit,
 * frame after frame). `manifest.json` says what each signal is, which frames it has, its shape and type, and the SHA-256
 * of its raw file.
 */
export function vectorFiles({ link, code, decoder, numberFormat, level, signals }: GoldenVectors): FolderContents {
  const files: Record<string, string | Uint8Array> = {
    "manifest.json": jsonText(
      plainJson(
        {
          schema: runFolderSchema,
          leolink: packageVersion(),
          content: "golden vectors",
          code,
          decoder,
          numberFormat,
          link,
          level,
          byteOrder: "little-endian",
          llrSign: "positive means bit 0",
          signals: signals.map((signal) => ({
            name: signal.name,
            describe: signal.describe,
            type: signal.type,
            shape: [signal.frames.length, signal.frames[0]?.length ?? 0],
            order: "frame by frame",
            frames: signal.frameNumbers ?? signal.frames.map((_, frame) => frame),
            sha256: createHash("sha256").update(rawBytes(signal)).digest("hex"),
          })),
        },
        asNull,
      ),
    ),
  };
  for (const signal of signals) {
    files[`${signal.name}.hex`] = hexText(signal);
    files[`${signal.name}.json`] = jsonFile(signal);
    files[`${signal.name}.raw`] = rawBytes(signal);
  }
  return files;
}

function jsonFile({ name, type, frames }: GoldenSignal): string {
  const rows = frames.map((frame) => `  [${Array.from(frame, (value) => numberText(value)).join(",")}]`);
  return `{"name":${JSON.stringify(name)},"type":${JSON.stringify(type)},"frames":[\n${rows.join(",\n")}\n]}\n`;
}

function numberText(value: number): string {
  return Object.is(value, -0) ? "-0.0" : String(value);
}

function hexText({ type, frames }: GoldenSignal): string {
  return frames.map((frame) => `${type === "bit" ? bitHex(frame) : numberHex(frame)}\n`).join("");
}

function bitHex(bits: ArrayLike<number>): string {
  let text = "";
  for (let i = 0; i < bits.length; i += 4) {
    let digit = 0;
    for (let j = i; j < i + 4; j++) digit = digit * 2 + (bits[j] ?? 0);
    text += digit.toString(16);
  }
  return text;
}

function numberHex(frame: GoldenSignal["frames"][number]): string {
  const bytes = littleEndian(frame);
  const size = frame.BYTES_PER_ELEMENT;
  const words: string[] = [];
  for (let i = 0; i < bytes.length; i += size) {
    words.push(
      Array.from(bytes.subarray(i, i + size))
        .reverse()
        .map((byte) => byte.toString(16).padStart(2, "0"))
        .join(""),
    );
  }
  return words.join(" ");
}

function rawBytes({ frames }: GoldenSignal): Uint8Array {
  const parts = frames.map(littleEndian);
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The bytes of a typed array in little-endian order on any machine. */
function littleEndian(frame: GoldenSignal["frames"][number]): Uint8Array {
  const view = new DataView(new ArrayBuffer(frame.length * frame.BYTES_PER_ELEMENT));
  for (let i = 0; i < frame.length; i++) {
    if (frame instanceof Float32Array) view.setFloat32(4 * i, frame[i], true);
    else if (frame instanceof Int32Array) view.setInt32(4 * i, frame[i], true);
    else if (frame instanceof Int16Array) view.setInt16(2 * i, frame[i], true);
    else view.setInt8(i, frame[i]);
  }
  return new Uint8Array(view.buffer);
}

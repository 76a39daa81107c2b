import {
  closeSync,
  copyFileSync,
  existsSync,
  fdatasyncSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { crc32 } from "node:zlib";
import { diskError } from "../results/disk-error.js";
import type { Estimate } from "../statistics/estimate.js";
import type { PointRecord, PointSample } from "./point-record.js";

const schema = "leolink-points/1";
const newline = 10;
const readAtOnce = 1 << 22;
/** Hexadecimal digits of a checksum, and the blank behind it. */
const sumLength = 9;
/** What a power cut may cost at most. */
const syncEvery_ms = 1000;

/** A record as it stands in a file: numbers for exact figures, `[value, low, high, confidence]` for estimated ones. */
type StoredFigure = number | readonly (number | null)[];
type StoredRecord =
  | {
      readonly key: string;
      readonly names: number;
      readonly figures: readonly StoredFigure[];
      readonly sample?: PointSample;
      readonly warnings?: readonly number[];
    }
  | { readonly key: string; readonly refused: string };

/** A file of the store: lines of checksum and JSON, of which the last may be torn. */
interface Segment {
  readonly file: number;
  readonly nameLists: (readonly string[])[];
  readonly texts: string[];
}

interface Place {
  readonly segment: Segment;
  readonly start: number;
  readonly length: number;
}

/**
 * Finished points of sweeps by key, in a folder that any number of sweeps and processes share: each process appends to
 * a file of its own, so nothing is ever locked or rewritten. A process that dies in the middle of a line leaves a line
 * whose checksum is wrong, which is as if it were not there; what stands before it is kept.
 */
export class PointStore {
  readonly folder: string;
  readonly #places = new Map<string, Place>();
  readonly #segments: Segment[] = [];
  #own: Segment | undefined;
  #ownPath = "";
  #end = 0;
  #lastSync_ms = 0;

  /** @throws LeolinkError (`input`) where the folder cannot be read */
  constructor(folder: string) {
    this.folder = folder;
    try {
      for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
        if (name.endsWith(".points")) this.#load(join(folder, name));
      }
    } catch (error) {
      this.close();
      throw diskError(error, folder);
    }
  }

  /** Number of points. */
  get size(): number {
    return this.#places.size;
  }

  has(key: string): boolean {
    return this.#places.has(key);
  }

  /** The record of a point, undefined where there is none. */
  get(key: string): PointRecord | undefined {
    const place = this.#places.get(key);
    if (place === undefined) return undefined;
    const { segment, start, length } = place;
    const line = Buffer.allocUnsafe(length);
    readSync(segment.file, line, 0, length, start);
    return recordOf(JSON.parse(line.toString("utf8", sumLength)) as StoredRecord, segment);
  }

  /**
   * Keeps a point; one that is known already is left as it is.
   *
   * @throws LeolinkError (`input`) where the disk refuses; nothing of the point is kept then
   */
  add(key: string, record: PointRecord): void {
    if (this.#places.has(key)) return;
    try {
      const segment = this.#own ?? this.#open();
      const definitions: string[] = [];
      const stored = storedRecord(key, record, segment, definitions);
      const names = segment.nameLists.length;
      const texts = segment.texts.length;
      const head = Buffer.from(definitions.map(lineText).join(""));
      const line = Buffer.from(lineText(JSON.stringify(stored)));
      try {
        writeWhole(segment.file, Buffer.concat([head, line]), this.#end);
      } catch (error) {
        forget(segment, definitions, names, texts);
        ftruncateSync(segment.file, this.#end);
        throw error;
      }
      this.#places.set(key, { segment, start: this.#end + head.length, length: line.length - 1 });
      this.#end += head.length + line.length;
      this.#syncNowAndThen();
    } catch (error) {
      throw diskError(error, this.#ownPath || this.folder);
    }
  }

  /** Where the time series of a point is, or would be. */
  seriesPath(key: string): string {
    return join(this.folder, "series", key.slice(0, 2), `${key}.parquet`);
  }

  hasSeries(key: string): boolean {
    return existsSync(this.seriesPath(key));
  }

  /** @throws LeolinkError (`input`) where the disk refuses; nothing is kept then */
  addSeries(key: string, parquet: Uint8Array): void {
    const path = this.seriesPath(key);
    const temporary = `${path}.${process.pid}.tmp`;
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(temporary, parquet, { flush: true });
      renameSync(temporary, path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw diskError(error, path);
    }
  }

  /** Puts the time series of a point at another path, sharing its bytes where the disk can. */
  placeSeries(key: string, path: string): void {
    mkdirSync(dirname(path), { recursive: true });
    try {
      linkSync(this.seriesPath(key), path);
    } catch {
      copyFileSync(this.seriesPath(key), path);
    }
  }

  /** Brings everything to the disk and lets the files go. */
  close(): void {
    if (this.#own) fdatasyncSync(this.#own.file);
    this.#own = undefined;
    for (const { file } of this.#segments.splice(0)) closeSync(file);
    this.#places.clear();
  }

  toString(): string {
    return `PointStore(${this.folder}, ${this.size} points)`;
  }

  #open(): Segment {
    mkdirSync(this.folder, { recursive: true });
    for (let number = 1; ; number++) {
      const path = join(this.folder, `${Date.now().toString(36)}-${process.pid}-${number}.points`);
      if (existsSync(path)) continue;
      const segment: Segment = { file: openSync(path, "wx+"), nameLists: [], texts: [] };
      this.#ownPath = path;
      this.#segments.push(segment);
      const head = Buffer.from(lineText(JSON.stringify({ schema })));
      writeWhole(segment.file, head, 0);
      this.#end = head.length;
      this.#own = segment;
      return segment;
    }
  }

  #syncNowAndThen(): void {
    const now_ms = performance.now();
    if (!this.#own || now_ms - this.#lastSync_ms < syncEvery_ms) return;
    fdatasyncSync(this.#own.file);
    this.#lastSync_ms = now_ms;
  }

  #load(path: string): void {
    const segment: Segment = { file: openSync(path, "r"), nameLists: [], texts: [] };
    this.#segments.push(segment);
    let bytes = Buffer.allocUnsafe(readAtOnce);
    /** Of the file: where `bytes` begins; and how many of them hold what was read. */
    let offset = 0;
    let held = 0;
    for (;;) {
      const read = readSync(segment.file, bytes, held, bytes.length - held, offset + held);
      if (read === 0) return;
      held += read;
      let start = 0;
      for (;;) {
        const end = bytes.indexOf(newline, start);
        if (end < 0 || end >= held) break;
        const text = bytes.subarray(start + sumLength, end);
        if (sumOf(text) !== bytes.toString("latin1", start, start + sumLength - 1)) return;
        this.#take(text.toString("utf8"), segment, offset + start, end - start);
        start = end + 1;
      }
      bytes.copyWithin(0, start, held);
      offset += start;
      held -= start;
      if (held === bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafe(bytes.length)]);
    }
  }

  #take(text: string, segment: Segment, start: number, length: number): void {
    // A record begins with its key, so that only definitions are parsed here.
    const key = /^\{"key":"([0-9a-f]+)"/.exec(text)?.[1];
    if (key !== undefined) {
      if (!this.#places.has(key)) this.#places.set(key, { segment, start, length });
      return;
    }
    const definition = JSON.parse(text) as { nameList?: readonly string[]; text?: string };
    if (definition.nameList) segment.nameLists.push(definition.nameList);
    if (definition.text !== undefined) segment.texts.push(definition.text);
  }
}

function lineText(json: string): string {
  return `${sumOf(Buffer.from(json))} ${json}\n`;
}

function sumOf(bytes: Uint8Array): string {
  return crc32(bytes).toString(16).padStart(8, "0");
}

function writeWhole(file: number, bytes: Buffer, position: number): void {
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(file, bytes, written, bytes.length - written, position + written);
  }
}

/** The record as stored; `definitions` receives the lists and texts that the segment did not have yet. */
function storedRecord(key: string, record: PointRecord, segment: Segment, definitions: string[]): StoredRecord {
  if (record.status === "refused") return { key, refused: record.message };
  const { figures, sample, warnings } = record;
  const names = Object.keys(figures);
  return {
    key,
    names: indexIn(segment.nameLists, names, sameNames, (nameList) => definitions.push(JSON.stringify({ nameList }))),
    figures: names.map((name) => storedFigure(figures[name])),
    ...(sample && { sample }),
    ...(warnings.length > 0 && {
      warnings: warnings.map((warning) =>
        indexIn(segment.texts, warning, Object.is, (text) => definitions.push(JSON.stringify({ text }))),
      ),
    }),
  };
}

function indexIn<Item>(
  list: Item[],
  item: Item,
  isSame: (one: Item, other: Item) => boolean,
  onNew: (item: Item) => void,
): number {
  const index = list.findIndex((each) => isSame(each, item));
  if (index >= 0) return index;
  onNew(item);
  return list.push(item) - 1;
}

function sameNames(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, index) => name === other[index]);
}

/** Takes back the definitions of a line that could not be written. */
function forget(segment: Segment, definitions: readonly string[], names: number, texts: number): void {
  const lists = definitions.filter((definition) => definition.startsWith('{"nameList"')).length;
  segment.nameLists.length = names - lists;
  segment.texts.length = texts - (definitions.length - lists);
}

function storedFigure({ value, low, high, confidence }: Estimate): StoredFigure {
  if (low === value && high === value && confidence === 1) return value;
  return [value, low, high, confidence].map((number) => (Number.isFinite(number) ? number : null));
}

function recordOf(stored: StoredRecord, { nameLists, texts }: Segment): PointRecord {
  if ("refused" in stored) return { status: "refused", message: stored.refused };
  const names = nameLists[stored.names];
  return {
    status: "done",
    figures: Object.fromEntries(stored.figures.map((figure, index) => [names[index], estimateOf(figure)])),
    ...(stored.sample && { sample: stored.sample }),
    warnings: (stored.warnings ?? []).map((index) => texts[index]),
  };
}

function estimateOf(figure: StoredFigure): Estimate {
  if (typeof figure === "number") return { value: figure, low: figure, high: figure, confidence: 1 };
  const [value, low, high, confidence] = figure.map((number) => number ?? Number.NaN);
  return { value, low, high, confidence };
}

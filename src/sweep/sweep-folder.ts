import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkRunFolder, writeFolder } from "../results/atomic-folder.js";
import { diskError } from "../results/disk-error.js";
import { making, type RunCircumstances, sweepFolderSchema } from "../results/manifest.js";
import { asText, jsonText, plainJson } from "../results/plain-json.js";
import type { SweepPlan } from "../scenario/sweep-plan.js";
import type { FigureColumns } from "./figure-columns.js";
import type { PointStore } from "./point-store.js";
import { type TablePoint, writePointsParquet } from "./points-parquet.js";
import type { SweepJob } from "./sweep-job.js";

/** A sweep whose points are all named. */
export interface NamedSweep {
  readonly job: SweepJob;
  readonly plan: SweepPlan;
  /** YAML of the scenario, overrides applied. */
  readonly scenarioText: string;
  /** By index; undefined where the scenario of a point is wrong. */
  readonly keys: readonly (string | undefined)[];
}

/** Two sweeps of the same points have the same. */
export function sweepId({ plan, keys, job }: NamedSweep): string {
  const hash = createHash("sha256");
  hash.update(JSON.stringify([plan.columns, job.hasSeries]));
  for (const key of keys) hash.update(key ?? "-");
  return hash.digest("hex").slice(0, 12);
}

/**
 * Whether a folder may become that of a sweep: it is not there yet, or it is this sweep's already (which then goes on),
 * or `force` is given and it is a results folder of leolink.
 *
 * @throws LeolinkError (`input`) where it may not
 */
export function checkSweepFolder(folder: string, id: string, force: boolean): void {
  if (!isFolderOf(folder, id)) checkRunFolder(folder, force);
}

/**
 * The folder of a sweep: `manifest.json`, `scenario.yaml`, `points.parquet` and, where the sweep keeps them,
 * `series/point=N/series.parquet`. Each file is replaced whole, so that a reader sees the last state or the one before.
 */
export class SweepFolder {
  readonly folder: string;
  readonly #sweep: NamedSweep;
  readonly #id: string;

  /** @throws LeolinkError (`input`) where the folder is refused or the disk refuses */
  constructor(folder: string, sweep: NamedSweep, { force = false } = {}) {
    this.folder = folder;
    this.#sweep = sweep;
    this.#id = sweepId(sweep);
    if (isFolderOf(folder, this.#id)) return;
    writeFolder(folder, { "manifest.json": this.#manifest(0), "scenario.yaml": sweep.scenarioText }, { force });
  }

  /** Writes what is finished so far. */
  write(store: PointStore, figures: FigureColumns, circumstances?: RunCircumstances): void {
    let finished = 0;
    const points = function* ({ keys }: NamedSweep): Iterable<TablePoint> {
      for (const [index, key] of keys.entries()) {
        const record = key === undefined ? undefined : store.get(key);
        if (key === undefined || record === undefined) continue;
        finished++;
        yield { index, key, record };
      }
    };
    const metadata = [
      { key: "leolink.sweep", value: JSON.stringify({ id: this.#id, axes: this.#sweep.plan.columns }) },
    ];
    this.#replace("points.parquet", (path) =>
      writePointsParquet(path, this.#sweep.plan, figures, points(this.#sweep), metadata),
    );
    this.#replace("manifest.json", (path) => writeFileSync(path, this.#manifest(finished, circumstances)));
  }

  /** Puts the time series of all finished points beside the table. */
  writeSeries(store: PointStore): void {
    for (const [index, key] of this.#sweep.keys.entries()) {
      if (key === undefined || !store.hasSeries(key)) continue;
      const path = join(this.folder, "series", `point=${index}`, "series.parquet");
      try {
        if (!existsSync(path)) store.placeSeries(key, path);
      } catch (error) {
        throw diskError(error, path);
      }
    }
  }

  toString(): string {
    return `SweepFolder(${this.folder}, ${this.#sweep.plan})`;
  }

  #manifest(finished: number, circumstances?: RunCircumstances): string {
    const { job, plan } = this.#sweep;
    return jsonText(
      plainJson(
        {
          ...(circumstances && making(circumstances)),
          schema: sweepFolderSchema,
          id: this.#id,
          modelVersion: job.modelVersion,
          axes: plan.columns,
          spec: job.spec,
          points: plan.length,
          finished,
        },
        asText,
      ),
    );
  }

  #replace(name: string, write: (path: string) => void): void {
    const path = join(this.folder, name);
    const temporary = join(this.folder, `.${name}.${process.pid}.tmp`);
    try {
      write(temporary);
      renameSync(temporary, path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw diskError(error, path);
    }
  }
}

function isFolderOf(folder: string, id: string): boolean {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as Record<string, unknown>;
    return manifest.schema === sweepFolderSchema && manifest.id === id;
  } catch {
    return false;
  }
}

import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import { dB } from "../decibel.js";
import type { BeamStudy } from "../sim/beam-study.js";

/** `users.parquet`: one row a user; ratios in dB, Infinity for an SIR without interference. */
function usersParquet(study: BeamStudy): Uint8Array {
  const { beams } = study.layout;
  const beam = Int32Array.from(study.beam);
  return parquet([
    { name: "drop", data: Int32Array.from(study.drop), type: "INT32", nullable: false },
    { name: "beam", data: beam, type: "INT32", nullable: false },
    { name: "frequency", data: beam.map((index) => beams.frequency[index]), type: "INT32", nullable: false },
    { name: "polarisation", data: beam.map((index) => beams.polarisation[index]), type: "INT32", nullable: false },
    double("u", study.u),
    double("v", study.v),
    double("elevation_deg", study.elevation_deg),
    double("slantRange_m", study.slantRange_m),
    double("couplingLoss_dB", study.couplingLoss_dB),
    double("snr_dB", study.snr.map(dB)),
    double("sir_dB", study.sir.map(dB)),
    double("sinr_dB", study.sinr.map(dB)),
  ]);
}

/** `precoded.parquet`: one row a user served by precoding; `user` is its row in `users.parquet`, from 0. */
function precodedParquet({ drop, group, user, sinr }: NonNullable<BeamStudy["precoded"]>): Uint8Array {
  return parquet([
    { name: "drop", data: Int32Array.from(drop), type: "INT32", nullable: false },
    { name: "group", data: Int32Array.from(group), type: "INT32", nullable: false },
    { name: "user", data: Int32Array.from(user), type: "INT32", nullable: false },
    double("sinr_dB", sinr.map(dB)),
  ]);
}

/** The tables of a study by the name of their file. */
export function beamTables(study: BeamStudy): Record<string, Uint8Array> {
  return {
    "users.parquet": usersParquet(study),
    ...(study.precoded && { "precoded.parquet": precodedParquet(study.precoded) }),
  };
}

function double(name: string, data: Float64Array): ColumnSource {
  return { name, data, type: "DOUBLE", nullable: false };
}

function parquet(columnData: ColumnSource[]): Uint8Array {
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

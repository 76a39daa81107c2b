/** What a batch script is made of. */
export interface SlurmSweep {
  /** Words of the command line that say which points the sweep has, the scenario first. */
  readonly words: readonly string[];
  /** Folder of finished points that all nodes share. */
  readonly store: string;
  readonly shards: number;
}

/**
 * A script for `sbatch`: an array job whose tasks each run one shard into the shared store. A task that dies is simply
 * submitted again; finished points are not run twice.
 */
export function slurmScript({ words, store, shards }: SlurmSweep): string {
  const sweep = ["leolink", "sweep", ...words, "--store", store].map(shellWord).join(" ");
  return `#!/bin/bash
#SBATCH --job-name=leolink-sweep
#SBATCH --array=1-${shards}
#SBATCH --cpus-per-task=4
#
# Submit with sbatch in the folder of the scenario. When all tasks are done:
#
#   ${sweep} --collect
set -euo pipefail
exec ${sweep} \\
  --shard "$SLURM_ARRAY_TASK_ID/${shards}" --workers "\${SLURM_CPUS_PER_TASK:-1}" --quiet
`;
}

/** A word that a shell takes as it is. */
function shellWord(word: string): string {
  return /^[A-Za-z0-9_./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

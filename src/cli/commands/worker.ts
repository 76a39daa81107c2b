import { availableParallelism } from "node:os";
import type { CliIo } from "../cli-io.js";
import type { Command } from "../command.js";
import type { CommandArguments } from "../command-arguments.js";
import { exitStatus } from "../exit-status.js";
import { queueAddress, queueOption } from "../queue-option.js";

export const workerCommand: Command = {
  usage: "worker",
  describe: "Run points of sweeps that other machines put into a queue",
  details:
    "Takes shards of `leolink sweep --queue` until it is stopped, and waits where there are none or the server is away. " +
    "Ctrl-C or SIGTERM: no more is taken, and what is not finished within --grace is handed back. A worker that is " +
    "killed loses nothing: after --lease its shard runs elsewhere. Work of another model version is refused.",
  positionals: {},
  options: {
    queue: { ...queueOption, isRequired: true },
    concurrency: {
      kind: "text",
      value: "N",
      describe: "Shards at a time, a thread each; one a processor core if left out",
    },
    heap: {
      kind: "text",
      value: "MB",
      describe: "JavaScript heap of a thread; a point that needs more is set aside (Node's own limit if left out)",
    },
    lease: {
      kind: "text",
      value: "SECONDS",
      describe: "Time without any sign of a worker after which its shard runs elsewhere (30 if left out)",
    },
    grace: {
      kind: "text",
      value: "SECONDS",
      describe: "Time that an asked end waits for shards at work (10 if left out)",
    },
    quiet: { kind: "flag", describe: "Say only what is wrong, not what is done" },
  },
  examples: [
    ["leolink worker --queue redis://queue.example:6379/0", "all cores of this machine"],
    ["LEOLINK_QUEUE_PASSWORD=... leolink worker --queue rediss://leolink@queue.example", "TLS and a password"],
  ],
  execute,
};

const mostThreads = 1024;
const heap_MB = [16, 1_000_000] as const;
const lease_s = [2, 3600] as const;
const grace_s = [0, 86_400] as const;
const usualLease_s = 30;
const usualGrace_s = 10;

async function execute(args: CommandArguments, io: CliIo): Promise<number> {
  const slots = args.wholeNumber("concurrency", 1, mostThreads) ?? availableParallelism();
  const largestHeap_MB = args.wholeNumber("heap", ...heap_MB);
  const lease = args.wholeNumber("lease", ...lease_s) ?? usualLease_s;
  const grace = args.wholeNumber("grace", ...grace_s) ?? usualGrace_s;
  const address = await queueAddress(args);
  const [{ QueueWorker }, { PooledPointRunner }, { modelVersion }] = await Promise.all([
    import("../../sweep/queue/queue-worker.js"),
    import("../../sweep/pooled-point-runner.js"),
    import("../../sweep/model-version.js"),
  ]);
  const worker = new QueueWorker(address, {
    modelVersion: modelVersion(),
    slots,
    lease_s: lease,
    grace_s: grace,
    openRunner: (job) => new PooledPointRunner(job, slots, largestHeap_MB),
    onLine: args.flag("quiet") ? () => {} : io.print,
    note: io.note,
  });
  await worker.run(io.signal);
  return io.signal.reason === "SIGTERM" ? exitStatus.terminated : exitStatus.interrupted;
}

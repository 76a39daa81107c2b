import { LeolinkError } from "../../leolink-error.js";
import type { QueueOffice } from "../../sweep/queue/queue-office.js";
import type { CliIo } from "../cli-io.js";
import { type Command, jsonOption } from "../command.js";
import type { CommandArguments } from "../command-arguments.js";
import { exitStatus } from "../exit-status.js";
import { queueAddress, queueOption } from "../queue-option.js";

export const queueCommand: Command = {
  usage: "queue <action> [sweep]",
  describe: "Look into a queue of sweeps, or take work out of it",
  details:
    "status: sweeps, their shards, and the workers. cancel SWEEP: removes the shards that nobody has taken yet and ends " +
    "the sweep's `leolink sweep`; shards at work finish. drain: cancels every sweep and waits until no shard is at work, " +
    "so that the server may be stopped. Neither loses a point: what finishes still lands, and `leolink sweep` goes on " +
    "with it when it is started again.",
  positionals: { action: "status, cancel or drain", sweep: "Of cancel: a sweep's name, or how it begins" },
  options: { queue: { ...queueOption, isRequired: true }, json: jsonOption },
  examples: [
    ["leolink queue status --queue redis://queue.example:6379/0", "what is there"],
    ["leolink queue cancel 3f9a --queue redis://queue.example:6379/0", "end one sweep"],
  ],
  execute,
};

async function execute(args: CommandArguments, io: CliIo): Promise<number> {
  const action = actionOf(args);
  const address = await queueAddress(args);
  const { QueueOffice } = await import("../../sweep/queue/queue-office.js");
  const office = await QueueOffice.open(address);
  try {
    if (action === "status") await printStatus(office, args.flag("json"), io);
    if (action === "cancel") await cancel(office, args.requiredText("sweep"), args.flag("json"), io);
    if (action === "drain") return await drain(office, args.flag("json"), io);
    return exitStatus.done;
  } finally {
    office.close();
  }
}

function actionOf(args: CommandArguments): "status" | "cancel" | "drain" {
  const action = args.choice("action", ["status", "cancel", "drain"]) ?? "status";
  const sweep = args.text("sweep");
  const found = sweep === undefined ? "none" : sweep;
  if ((action === "cancel") !== (sweep !== undefined)) {
    const expected = action === "cancel" ? "the name of a sweep behind cancel" : `nothing behind ${action}`;
    throw new LeolinkError("input", [{ message: `queue: expected ${expected}, found ${found}` }]);
  }
  return action;
}

async function printStatus(office: QueueOffice, isJson: boolean, io: CliIo): Promise<void> {
  const status = await office.status();
  if (isJson) io.print(JSON.stringify(status, null, 2));
  else {
    const { queueTable } = await import("../../report/terminal-queue.js");
    io.print(queueTable(status, io.style));
  }
}

async function cancel(office: QueueOffice, name: string, isJson: boolean, io: CliIo): Promise<void> {
  const sweeps = await office.sweepsNamed(name);
  if (sweeps.length !== 1) {
    const found = sweeps.length === 0 ? "none" : sweeps.map(({ id }) => id).join(", ");
    throw new LeolinkError("input", [{ message: `queue cancel: expected one sweep named ${name}, found ${found}` }]);
  }
  const removed = await office.cancel(sweeps[0]);
  const { id } = sweeps[0];
  io.print(isJson ? JSON.stringify({ sweep: id, removed }, null, 2) : `sweep ${id}: ${removed} waiting shards removed`);
}

async function drain(office: QueueOffice, isJson: boolean, io: CliIo): Promise<number> {
  const cancelled: { sweep: string; removed: number }[] = [];
  for (const sweep of await office.sweepsNamed("")) {
    if (sweep.state === "cancelled") continue;
    const removed = await office.cancel(sweep);
    cancelled.push({ sweep: sweep.id, removed });
    if (!isJson) io.print(`sweep ${sweep.id}: ${removed} waiting shards removed`);
  }
  let said = -1;
  await office.untilIdle(io.signal, (active) => {
    if (active !== said && active > 0) io.note(`waits for ${active} shards at work`);
    said = active;
  });
  if (io.signal.aborted) {
    io.note("interrupted; shards are still at work");
    return io.signal.reason === "SIGTERM" ? exitStatus.terminated : exitStatus.interrupted;
  }
  io.print(isJson ? JSON.stringify({ cancelled }, null, 2) : "no shard is at work");
  return exitStatus.done;
}

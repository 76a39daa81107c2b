import type { QueueAddress } from "../sweep/queue/queue-address.js";
import type { CommandOption } from "./command.js";
import type { CommandArguments } from "./command-arguments.js";

/** Which server the queue is on. */
export const queueOption: CommandOption = {
  kind: "text",
  value: "URL",
  describe:
    "Redis or Valkey server: redis://[user:password@]host[:port][/database], rediss:// for TLS; user and password also from LEOLINK_QUEUE_USER and LEOLINK_QUEUE_PASSWORD",
};

/**
 * The server that a command line names.
 *
 * @throws LeolinkError (`input`) where the text is no address of one
 */
export async function queueAddress(args: CommandArguments): Promise<QueueAddress> {
  const { QueueAddress } = await import("../sweep/queue/queue-address.js");
  return new QueueAddress(args.requiredText("queue"), process.env);
}

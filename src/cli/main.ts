#!/usr/bin/env node
import { processIo } from "./process-io.js";
import { runCli } from "./run-cli.js";

// The status is set, not exited with: output that a pipe has not taken yet still reaches it.
process.exitCode = await runCli(process.argv.slice(2), processIo());

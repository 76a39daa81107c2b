// Loaded into a measured process (`node --import`): at its end, writes what it used to the file LEOLINK_USAGE_FILE.
import { writeFileSync } from "node:fs";

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage = { cpu_s: (userCPUTime + systemCPUTime) / 1e6, peakMemory_MB: maxRSS / 1024 };
  writeFileSync(process.env.LEOLINK_USAGE_FILE, JSON.stringify(usage));
});

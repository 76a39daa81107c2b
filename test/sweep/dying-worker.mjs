// A worker process that dies whenever it meets point 7: node dying-worker.mjs <compiled src/sweep> <queue>
const [sweep, url] = process.argv.slice(2);
const { QueueAddress } = await import(`${sweep}/queue/queue-address.js`);
const { QueueWorker } = await import(`${sweep}/queue/queue-worker.js`);
const record = { status: "done", figures: {}, warnings: [] };
const runner = {
  width: 1,
  batch_s: 1,
  running: () => [],
  close: async () => {},
  run: async (indices) => {
    if (indices.includes(7)) process.kill(process.pid, "SIGKILL");
    return { outcomes: indices.map((index) => ({ index, key: String(index), record })), work_s: 1e-3 };
  },
};
const options = { modelVersion: "test", slots: 1, lease_s: 1, grace_s: 1, openRunner: () => runner };
const worker = new QueueWorker(new QueueAddress(url), { ...options, onLine: () => {}, note: () => {} });
await worker.run(new AbortController().signal);

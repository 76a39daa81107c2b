/** Of all threads of this process, user and system. */
export function cpuTime_s(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

import { readdirSync, readFileSync } from 'node:fs';
import { platform } from 'node:os';
import type { Browser } from 'puppeteer-core';

/** Processor time that each process has used since it started, in milliseconds, by process id. */
export type CpuTimes = ReadonlyMap<number, number>;

/**
 * Linux reports processor time in clock ticks. `sysconf(_SC_CLK_TCK)` is 100 on every architecture that Chromium runs
 * on, so one tick is 10 ms.
 */
const TICK_MS = 10;

/** Where the times come from: printed in the report, because the two sources may differ slightly. */
export const CPU_TIME_SOURCE =
  platform() === 'linux' ? '/proc/<pid>/stat (utime + stime)' : 'CDP SystemInfo.getProcessInfo';

/**
 * Processor time of the whole browser: its main process, renderers, GPU process and utility processes.
 *
 * On Linux the times are read from `/proc`, which covers every descendant and costs the browser nothing. Elsewhere the
 * browser is asked over the DevTools protocol.
 */
export async function readCpuTimes(browser: Browser): Promise<CpuTimes> {
  const rootPid = browser.process()?.pid;
  if (platform() === 'linux' && rootPid !== undefined) return readProcessTree(rootPid);
  const devtools = await browser.target().createCDPSession();
  try {
    const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
    return new Map(processInfo.map(({ id, cpuTime }) => [id, cpuTime * 1000]));
  } finally {
    await devtools.detach();
  }
}

/**
 * Processor time used between two readings. Processes that started in between count from zero; processes that ended
 * in between are left out, because their last reading is unknown.
 */
export function usedCpuMs(before: CpuTimes, after: CpuTimes): number {
  return [...after].reduce((sum, [pid, ms]) => sum + ms - (before.get(pid) ?? 0), 0);
}

interface ProcessStat {
  readonly parentPid: number;
  readonly cpuMs: number;
}

function readProcessTree(rootPid: number): CpuTimes {
  const stats = new Map<number, ProcessStat>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? readStat(name) : null;
    if (stat) stats.set(Number(name), stat);
  }
  const isInTree = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === rootPid || isInTree(stats.get(pid)?.parentPid));
  return new Map([...stats].filter(([pid]) => isInTree(pid)).map(([pid, { cpuMs }]) => [pid, cpuMs]));
}

/** Returns null for a process that has ended since its id was listed. */
function readStat(pid: string): ProcessStat | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
  // proc_pid_stat(5): the second field is the command in parentheses, which may itself contain spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [parentPid, utime, stime] = [fields[1], fields[11], fields[12]].map(Number);
  return { parentPid: parentPid ?? NaN, cpuMs: ((utime ?? NaN) + (stime ?? NaN)) * TICK_MS };
}

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** Formats how far the picture is behind live: `−0:42`, `−16:12`, `−4:03:12`, `−3 d 4 h`. */
export function formatLatency(latencyS: number): string {
  const behindS = Math.max(0, Math.floor(latencyS));
  const [days, hours] = [Math.floor(behindS / DAY_S), Math.floor((behindS % DAY_S) / HOUR_S)];
  if (days > 0) return `−${days} d ${hours} h`;
  const [minutes, seconds] = [Math.floor((behindS % HOUR_S) / MINUTE_S), behindS % MINUTE_S];
  if (hours > 0) return `−${hours}:${twoDigits(minutes)}:${twoDigits(seconds)}`;
  return `−${minutes}:${twoDigits(seconds)}`;
}

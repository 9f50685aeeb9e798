type Order = readonly ('year' | 'month' | 'day')[];

const YEAR_FIRST: Order = ['year', 'month', 'day'];
const DAY_FIRST: Order = ['day', 'month', 'year'];
const MONTH_FIRST: Order = ['month', 'day', 'year'];
const DATE = /^(\d{1,4})([-/. 年년]+)(\d{1,2})[-/. 月월]+(\d{1,4})[-/. 日일]*$/;

/**
 * The days that a date in digits may mean, as `2026-11-21`, the likeliest first: in the order of the language, else in
 * the others, of which mostly one makes sense. A year of four digits in front, and full stops, leave no choice.
 */
export function readDays(text: string, language: string): string[] {
  const found = DATE.exec(text);
  if (!found) return [];
  const [, first = '', separator, second = '', third = ''] = found;
  return ordersOf(first, separator, language).map((order) => isoDay([first, second, third], order));
}

function ordersOf(first: string, separator: string | undefined, language: string): Order[] {
  if (first.length === 4) return [YEAR_FIRST];
  return separator?.startsWith('.') ? [DAY_FIRST] : [orderIn(language), DAY_FIRST, MONTH_FIRST];
}

function orderIn(language: string): Order {
  const options = { calendar: 'gregory', year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  const types = new Intl.DateTimeFormat(language, options).formatToParts(0).map(({ type }) => type);
  return [...YEAR_FIRST].sort((a, b) => types.indexOf(a) - types.indexOf(b));
}

function isoDay(parts: readonly string[], order: Order): string {
  const part = (name: Order[number]) => (parts[order.indexOf(name)] ?? '').padStart(2, '0');
  const year = part('year');
  return [year.length === 2 ? `20${year}` : year, part('month'), part('day')].join('-');
}

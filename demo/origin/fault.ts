/** Requests that a fault can strike. */
export const FAULT_KINDS = ['playlist', 'segment', 'timeline', 'call'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

const WORDS = ['html', 'empty', 'truncated', 'garbled', 'drop'] as const;
const TIMELINE_WORDS = ['nocontent', 'nullcontent', 'nocurrent'] as const;

/** What the client gets instead of the answer, or what is done to the answer. */
export type Damage =
  | { readonly type: 'status'; readonly status: number }
  | { readonly type: 'retcode'; readonly retCode: number }
  | { readonly type: (typeof WORDS)[number] | (typeof TIMELINE_WORDS)[number] };

/** Which requests are struck: the first so many, so many of a hundred, or all. */
export type Incidence =
  | { readonly type: 'first'; readonly count: number }
  | { readonly type: 'share'; readonly percent: number }
  | { readonly type: 'all' };

export interface Fault {
  readonly kind: FaultKind;
  readonly damage: Damage;
  readonly incidence: Incidence;
}

export const ALLOWED_FAULTS =
  `{${FAULT_KINDS.join('|')}}:{400 to 599|${WORDS.join('|')}}:{count|percent%|all}, ` +
  `for timeline also {retcode0000|${TIMELINE_WORDS.join('|')}}`;

/** Reads `{kind}:{damage}:{incidence}`, for instance `segment:503:2`. */
export function parseFault(text: string): Fault | undefined {
  const [kindText, damageText = '', incidenceText = '', ...rest] = text.split(':');
  const kind = FAULT_KINDS.find((known) => known === kindText);
  const damage = parseDamage(damageText, kind === 'timeline');
  const incidence = parseIncidence(incidenceText);
  return kind && damage && incidence && rest.length === 0 ? { kind, damage, incidence } : undefined;
}

function parseDamage(text: string, isTimeline: boolean): Damage | undefined {
  if (/^[45]\d\d$/.test(text)) return { type: 'status', status: Number(text) };
  if (isTimeline && /^retcode\d{4}$/.test(text)) return { type: 'retcode', retCode: Number(text.slice(-4)) };
  const type = [...WORDS, ...(isTimeline ? TIMELINE_WORDS : [])].find((known) => known === text);
  return type && { type };
}

function parseIncidence(text: string): Incidence | undefined {
  if (text === 'all') return { type: 'all' };
  if (/^\d{1,6}$/.test(text)) return { type: 'first', count: Number(text) };
  const percent = Number(/^(\d{1,3})%$/.exec(text)?.[1] ?? NaN);
  return percent <= 100 ? { type: 'share', percent } : undefined;
}

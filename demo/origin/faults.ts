import { hashToUnit } from './hash-to-unit.ts';

/** The kinds of requests that a fault can hit. A `playlist` is either `live` or `shifted`, by its `lhs_` keys. */
export const FAULT_KINDS = [
  'playlist',
  'live',
  'shifted',
  'segment',
  'key',
  'map',
  'timeline',
  'call',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

const DAMAGE_WORDS = ['html', 'empty', 'truncated', 'garbled', 'drop'] as const;
const TIMELINE_DAMAGE_WORDS = ['nocontent', 'nullcontent', 'nocurrent'] as const;

/** What the client gets in place of the right answer. `damageAnswer` makes it. */
export type Damage =
  | { readonly type: 'status'; readonly status: number; readonly retryAfter?: RetryAfter | undefined }
  | { readonly type: 'retcode'; readonly retCode: number }
  | { readonly type: (typeof DAMAGE_WORDS)[number] | (typeof TIMELINE_DAMAGE_WORDS)[number] };

/** What the header `Retry-After` asks a client to wait, and how it is spelled. */
export interface RetryAfter {
  readonly seconds: number;
  readonly isDate: boolean;
}

/** Which requests a fault hits: a number of first ones, a percentage of all, or all. */
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
  `{${FAULT_KINDS.join('|')}}:{400 to 599|${DAMAGE_WORDS.join('|')}}:{count|percent%|all}, ` +
  `with Retry-After {status}after{s} or {status}until{s}, ` +
  `for timeline also {retcode0000|${TIMELINE_DAMAGE_WORDS.join('|')}}`;

/** Reads a fault as the knob `fail` spells it: `{kind}:{damage}:{incidence}`, for instance `segment:503:2`. */
export function parseFault(text: string): Fault | undefined {
  const [kindText, damageText = '', incidenceText = '', ...rest] = text.split(':');
  const kind = FAULT_KINDS.find((known) => known === kindText);
  const damage = parseDamage(damageText, kind === 'timeline');
  const incidence = parseIncidence(incidenceText);
  return kind && damage && incidence && rest.length === 0 ? { kind, damage, incidence } : undefined;
}

function parseDamage(text: string, isTimeline: boolean): Damage | undefined {
  const [, status, how, seconds] = /^([45]\d\d)(?:(after|until)(\d{1,5}))?$/.exec(text) ?? [];
  if (status) {
    const retryAfter = how ? { seconds: Number(seconds), isDate: how === 'until' } : undefined;
    return { type: 'status', status: Number(status), retryAfter };
  }
  if (isTimeline && /^retcode\d{4}$/.test(text)) return { type: 'retcode', retCode: Number(text.slice(-4)) };
  const allowed = [...DAMAGE_WORDS, ...(isTimeline ? TIMELINE_DAMAGE_WORDS : [])];
  const type = allowed.find((known) => known === text);
  return type && { type };
}

function parseIncidence(text: string): Incidence | undefined {
  if (text === 'all') return { type: 'all' };
  if (/^\d{1,6}$/.test(text)) return { type: 'first', count: Number(text) };
  const percent = Number(/^(\d{1,3})%$/.exec(text)?.[1] ?? NaN);
  return percent <= 100 ? { type: 'share', percent } : undefined;
}

/**
 * Decides which requests for one stream the stream's faults hit. It owns the counts that this takes: how many
 * requests each fault has seen, and how often each URL was requested. A `Stream` has one.
 */
export class FaultCounter {
  private readonly seen = new Map<Fault, number>();
  private readonly attempts = new Map<string, number>();

  /**
   * Counts a request, and returns the damage of the first fault that hits it. With the faults `503:2` and `html:1`,
   * the first two answers are 503 and the third one is HTML.
   *
   * @param kind all that the request is, where that is more than one kind
   * @param key tells requests for one resource from those for another; it must not contain a signature, which
   *   differs from request to request
   */
  hit(faults: readonly Fault[], kind: FaultKind | readonly FaultKind[], key: string): Damage | undefined {
    const candidates = faults.filter((fault) => [kind].flat().includes(fault.kind));
    if (candidates.length === 0) return undefined;
    const attempt = (this.attempts.get(key) ?? 0) + 1;
    this.attempts.set(key, attempt);
    return candidates.find((fault) => this.doesHit(fault, `${key} ${attempt}`))?.damage;
  }

  /** @param attempt the key of the request and the number of the attempt; it decides by hash, so runs repeat */
  private doesHit(fault: Fault, attempt: string): boolean {
    const { incidence } = fault;
    switch (incidence.type) {
      case 'all':
        return true;
      case 'share':
        return hashToUnit(attempt) * 100 < incidence.percent;
      case 'first': {
        const count = (this.seen.get(fault) ?? 0) + 1;
        this.seen.set(fault, count);
        return count <= incidence.count;
      }
    }
  }
}

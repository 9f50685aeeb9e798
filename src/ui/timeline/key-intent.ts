const MINUTE_S = 60;
const HOUR_S = 3600;
const STEP_S = 5;
/** Of what is shown. */
const PAGE_SHARE = 0.1;

/** What a key asks for; null where it is not for the timeline. */
export type KeyIntent =
  { readonly kind: 'step'; readonly seconds: number } | { readonly kind: 'start' | 'end' | 'cancel' } | null;

/** The keys of a slider, and the steps that viewers know from video players. Later is where time goes to. */
export function keyIntent(event: KeyboardEvent, isRtl: boolean, spanMs: number): KeyIntent {
  if (event.ctrlKey || event.metaKey) return null;
  const direction = directionOf(event.key, isRtl);
  if (direction !== 0) return { kind: 'step', seconds: direction * stepSeconds(event) };
  if (event.altKey || event.shiftKey) return null;
  const pageS = Math.round((spanMs * PAGE_SHARE) / 1000);
  switch (event.key) {
    case 'PageUp':
      return { kind: 'step', seconds: pageS };
    case 'PageDown':
      return { kind: 'step', seconds: -pageS };
    case 'Home':
      return { kind: 'start' };
    case 'End':
      return { kind: 'end' };
    case 'Escape':
      return { kind: 'cancel' };
    default:
      return null;
  }
}

function directionOf(key: string, isRtl: boolean): 1 | -1 | 0 {
  switch (key) {
    case 'ArrowUp':
      return 1;
    case 'ArrowDown':
      return -1;
    case 'ArrowRight':
      return isRtl ? -1 : 1;
    case 'ArrowLeft':
      return isRtl ? 1 : -1;
    default:
      return 0;
  }
}

function stepSeconds({ altKey, shiftKey }: KeyboardEvent): number {
  if (altKey) return HOUR_S;
  return shiftKey ? MINUTE_S : STEP_S;
}

import { mirroredKey } from '../panels/keys/keyboard-layout.ts';
import { ZOOM_STEP } from './viewport.ts';

const MINUTE_S = 60;
const HOUR_S = 3600;
const STEP_S = 5;

/** What a key asks the timeline for; null for keys that the timeline does not handle. */
export type KeyIntent =
  | { readonly kind: 'step'; readonly seconds: number }
  | { readonly kind: 'zoom'; readonly zoom: number }
  | { readonly kind: 'start' | 'end' | 'previous' | 'next' | 'cancel' }
  | null;

/**
 * The keys of a slider, with the steps that viewers know from video players. Horizontal arrows point in the direction of
 * time, which is to the left where the page reads from right to left.
 */
export function keyIntent(event: KeyboardEvent, isRtl: boolean): KeyIntent {
  if (event.ctrlKey || event.metaKey) return null;
  const direction = directionOf(mirroredKey(event.key, isRtl));
  if (direction !== 0) return { kind: 'step', seconds: direction * stepSeconds(event) };
  if (event.altKey) return null;
  // On many keyboards, plus is Shift and the equals key.
  if (event.key === '+' || event.key === '=') return { kind: 'zoom', zoom: ZOOM_STEP };
  if (event.key === '-') return { kind: 'zoom', zoom: 1 / ZOOM_STEP };
  if (event.shiftKey) return null;
  switch (event.key) {
    case 'PageUp':
      return { kind: 'previous' };
    case 'PageDown':
      return { kind: 'next' };
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

function directionOf(key: string): 1 | -1 | 0 {
  switch (key) {
    case 'ArrowUp':
    case 'ArrowRight':
      return 1;
    case 'ArrowDown':
    case 'ArrowLeft':
      return -1;
    default:
      return 0;
  }
}

function stepSeconds({ altKey, shiftKey }: KeyboardEvent): number {
  if (altKey) return HOUR_S;
  return shiftKey ? MINUTE_S : STEP_S;
}

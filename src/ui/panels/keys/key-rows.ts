/** What a key asks the player for. */
export type PlayerIntent =
  | { readonly kind: 'step'; readonly seconds: number }
  | { readonly kind: 'frame' | 'speed' | 'recording'; readonly direction: 1 | -1 }
  /** A seek to this share of the timeline's viewport (of the bounds without a timeline): 0 to 0.9. */
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'play-pause' | 'start' | 'live' | 'mark-in' | 'mark-out' | 'go-to-date' }
  | { readonly kind: 'mute' | 'full-screen' | 'picture-in-picture' | 'subtitles' | 'keys' | 'escape' };

export type KeyAction =
  | 'playPause'
  | 'step5'
  | 'step10'
  | 'stepMinute'
  | 'stepHour'
  | 'frame'
  | 'ends'
  | 'recordings'
  | 'share'
  | 'marks'
  | 'goToDate'
  | 'speed'
  | 'mute'
  | 'fullscreen'
  | 'pictureInPicture'
  | 'subtitles'
  | 'keys'
  | 'escape';

/** Keys that do the same, or the same in two directions with backward first. */
export interface KeyRow {
  readonly action: KeyAction;
  /** The intents by key: a `KeyboardEvent.key`, with `Shift+` or `Alt+` before it if needed. */
  readonly intents: Readonly<Record<string, PlayerIntent>>;
}

const MINUTE_S = 60;
const HOUR_S = 3600;

const steps = (back: string, forward: string, seconds: number) => ({
  [back]: { kind: 'step', seconds: -seconds } as const,
  [forward]: { kind: 'step', seconds } as const,
});

const both = (back: string, forward: string, kind: 'frame' | 'speed' | 'recording') => ({
  [back]: { kind, direction: -1 } as const,
  [forward]: { kind, direction: 1 } as const,
});

const shares = Object.fromEntries(
  Array.from({ length: 10 }, (_, tenth) => [String(tenth), { kind: 'share', share: tenth / 10 } as const]),
);

/** All keys of the player, in the order in which the dialog lists them. */
export const KEY_ROWS: readonly KeyRow[] = [
  { action: 'playPause', intents: { ' ': { kind: 'play-pause' }, k: { kind: 'play-pause' } } },
  { action: 'step5', intents: steps('ArrowLeft', 'ArrowRight', 5) },
  { action: 'step10', intents: steps('j', 'l', 10) },
  { action: 'stepMinute', intents: steps('Shift+ArrowLeft', 'Shift+ArrowRight', MINUTE_S) },
  { action: 'stepHour', intents: steps('Alt+ArrowLeft', 'Alt+ArrowRight', HOUR_S) },
  { action: 'frame', intents: both(',', '.', 'frame') },
  { action: 'ends', intents: { Home: { kind: 'start' }, End: { kind: 'live' } } },
  { action: 'recordings', intents: both('PageUp', 'PageDown', 'recording') },
  { action: 'share', intents: shares },
  { action: 'goToDate', intents: { g: { kind: 'go-to-date' } } },
  { action: 'marks', intents: { '[': { kind: 'mark-in' }, ']': { kind: 'mark-out' } } },
  { action: 'speed', intents: both('<', '>', 'speed') },
  { action: 'mute', intents: { m: { kind: 'mute' } } },
  { action: 'fullscreen', intents: { f: { kind: 'full-screen' } } },
  { action: 'pictureInPicture', intents: { i: { kind: 'picture-in-picture' } } },
  { action: 'subtitles', intents: { c: { kind: 'subtitles' } } },
  { action: 'keys', intents: { '?': { kind: 'keys' } } },
  { action: 'escape', intents: { Escape: { kind: 'escape' } } },
];

import './page/quiet-lit.ts';
import '../src/index.ts';
import { checkDraft } from './page/check-draft.ts';
import { hashOf, draftOfHash } from './page/draft-hash.ts';
import { DEFAULT_DRAFT, type Draft } from './page/draft.ts';
import './page/event-log.ts';
import './page/knob-list.ts';
import { pinTimes } from './page/pin-times.ts';
import { playDraft } from './page/play-draft.ts';
import './page/preset-list.ts';
import type { Preset } from './page/presets.ts';
import './page/readouts.ts';
import './page/request-form.ts';
import './page/request-log.ts';
import { seekWhenKnown } from './page/seek-when-known.ts';
import './page/stream-list.ts';

if (new URLSearchParams(location.search).get('dir') === 'rtl') document.documentElement.dir = 'rtl';

const player = find('time-shift-player');
const form = find('demo-request-form');
find('demo-readouts').player = player;
find('demo-event-log').player = player;

/** The time of the server that the form names: the viewer's, until the player has asked that one. */
const serverNow = () => (player.src === form.draft.src.trim() ? player.serverDate.getTime() : Date.now());
let playing = new AbortController();

/** Plays the form as it is filled in; the page's address then says so, in a new entry of the history or in this. */
async function play(entry: 'pushState' | 'replaceState' = 'pushState'): Promise<void> {
  playing.abort();
  playing = new AbortController();
  const checked = checkDraft(form.draft, serverNow(), document.baseURI);
  const hash = hashOf(pinTimes(form.draft, checked));
  if (hash !== location.hash) history[entry](null, '', location.pathname + location.search + hash);
  find('demo-stream-list').playing = streamName(form.draft.src);
  await playDraft(player, form.draft, checked);
  form.requestUpdate();
}

/** Of a stream of the built-in origin, with its knobs. */
function streamName(src: string): string | null {
  return /^\/live\/([^/]+)\.m3u8$/.exec(src.trim())?.[1] ?? null;
}

async function playStream(name: string): Promise<void> {
  form.draft = { ...DEFAULT_DRAFT, src: `/live/${name}.m3u8` };
  await play();
}

async function playPreset({ draft, seekTo }: Preset): Promise<void> {
  form.draft = { ...DEFAULT_DRAFT, ...draft(Date.now()) };
  await play();
  player.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  if (seekTo) seekWhenKnown(player, seekTo(Date.now()), playing.signal);
}

function playAddress(): void {
  form.draft = draftOfHash(location.hash);
  void play('replaceState');
}

function find<Tag extends keyof HTMLElementTagNameMap>(tag: Tag): HTMLElementTagNameMap[Tag] {
  const element = document.querySelector(tag);
  if (!element) throw new Error(`index.html has no <${tag}>`);
  return element;
}

form.now = serverNow;
form.onScreen = () => player.currentDate?.getTime() ?? null;
form.addEventListener('draft-change', ({ detail }: CustomEventInit<Draft>) => {
  if (detail) form.draft = detail;
});
// With the first answer it is known what time the server has, and so what relative times mean.
player.addEventListener('recordedchange', () => form.requestUpdate());
form.addEventListener('draft-play', () => void play());
find('demo-stream-list').addEventListener('stream-choose', ({ detail }: CustomEventInit<string>) => {
  if (detail) void playStream(detail);
});
find('demo-preset-list').addEventListener('preset-choose', ({ detail }: CustomEventInit<Preset>) => {
  if (detail) void playPreset(detail);
});
// Back and forward, and a fragment that somebody edits.
window.addEventListener('popstate', playAddress);
playAddress();

import './page/quiet-lit.ts';
import '../src/index.ts';
import { checkDraft, pinTimes } from './page/check-draft.ts';
import { DEFAULT_DRAFT, draftOfHash, hashOf, type Draft } from './page/draft.ts';
import './page/event-log.ts';
import './page/knob-form.ts';
import { playDraft, seekIntoHole } from './page/play-draft.ts';
import './page/preset-list.ts';
import type { Preset } from './page/presets.ts';
import './page/readouts.ts';
import './page/request-form.ts';
import './page/request-log.ts';
import './page/stream-list.ts';

if (new URLSearchParams(location.search).get('dir') === 'rtl') document.documentElement.dir = 'rtl';

const player = find('time-shift-player');
const form = find('demo-request-form');
const knobs = find('demo-knob-form');
find('demo-readouts').player = player;
find('demo-event-log').player = player;

/** The time of the server in the form. Until the player has asked this server, it is the viewer's time. */
const serverNow = () => (player.src === form.draft.src.trim() ? player.serverDate.getTime() : Date.now());
let playing = new AbortController();

/** Plays what the form says, and puts it into the page's address, as a new history entry or in the current one. */
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

/** The name of a stream of the built-in origin, with its knobs; null for any other address. */
function streamName(src: string): string | null {
  return /^\/live\/([^/]+)\.m3u8$/.exec(src.trim())?.[1] ?? null;
}

function setDraft(draft: Draft): void {
  form.draft = draft;
  knobs.src = draft.src;
}

async function playStream(name: string): Promise<void> {
  setDraft({ ...DEFAULT_DRAFT, src: `/live/${name}.m3u8` });
  await play();
}

async function playPreset({ draft, seekTo }: Preset): Promise<void> {
  setDraft({ ...DEFAULT_DRAFT, ...draft(Date.now()) });
  await play();
  showPlayer();
  if (seekTo) seekIntoHole(player, seekTo(Date.now()), playing.signal);
}

function showPlayer(): void {
  player.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
}

function playAddress(): void {
  setDraft(draftOfHash(location.hash));
  void play('replaceState');
}

function find<Tag extends keyof HTMLElementTagNameMap>(tag: Tag): HTMLElementTagNameMap[Tag] {
  const element = document.querySelector(tag);
  if (!element) throw new Error(`index.html has no <${tag}>`);
  return element;
}

form.now = serverNow;
form.pictureTime = () => player.currentDate?.getTime() ?? null;
form.addEventListener('draft-change', ({ detail }: CustomEventInit<Draft>) => {
  if (detail) setDraft(detail);
});
knobs.addEventListener('src-change', ({ detail }: CustomEventInit<string>) => {
  if (detail) setDraft({ ...form.draft, src: detail });
});
// The first answer tells the server's time, and with it the meaning of relative times.
player.addEventListener('recordedchange', () => form.requestUpdate());
form.addEventListener('draft-play', () => void play());
knobs.addEventListener('draft-play', () => void play().then(showPlayer));
find('demo-stream-list').addEventListener('stream-choose', ({ detail }: CustomEventInit<string>) => {
  if (detail) void playStream(detail);
});
find('demo-preset-list').addEventListener('preset-choose', ({ detail }: CustomEventInit<Preset>) => {
  if (detail) void playPreset(detail);
});
// The user goes back or forward, or edits the fragment.
window.addEventListener('popstate', playAddress);
playAddress();

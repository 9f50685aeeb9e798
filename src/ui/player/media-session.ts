import type { TimeShiftSession } from '../../session/session.ts';
import { SEEK_STEP_S } from '../controls/seek-step.ts';
import type { PlayerCommands } from './player-commands.ts';

/** A player that media keys can control. */
export interface MediaSessionPlayer {
  readonly commands: PlayerCommands;
  readonly session: TimeShiftSession;
}

/** After these events of a media element, the system has to be told anew where playback is. */
const POSITION_EVENTS = ['play', 'playing', 'pause', 'seeked', 'ratechange', 'waiting'] as const;

/** The players that have played, the last one that was started last. Media keys control the last one that plays. */
const players: { readonly player: MediaSessionPlayer; readonly life: AbortController }[] = [];
/** The one whose handlers are set. */
let owner: MediaSessionPlayer | null = null;

/**
 * Lets the media keys of a keyboard, a headset or a lock screen control a player that has been started. Of several
 * players on a page, those keys control the one that plays; where none does, the one that has played last.
 */
export function claimMediaSession(player: MediaSessionPlayer): void {
  if (!('mediaSession' in navigator)) return;
  remove(player);
  const life = new AbortController();
  players.push({ player, life });
  for (const type of POSITION_EVENTS) {
    player.session.video.addEventListener(type, () => handleChange(player), { signal: life.signal });
  }
  handOver();
}

/** Takes the media keys from a player that leaves the page. */
export function releaseMediaSession(player: MediaSessionPlayer): void {
  remove(player);
  if (owner === player) handOver();
}

function remove(player: MediaSessionPlayer): void {
  const index = players.findIndex((each) => each.player === player);
  if (index >= 0) players.splice(index, 1)[0]?.life.abort();
}

function handleChange(player: MediaSessionPlayer): void {
  handOver();
  if (player === owner) tellPosition(player);
}

/** Sets the handlers of the player that the keys control now. */
function handOver(): void {
  const isPlaying = ({ player }: (typeof players)[number]) => !player.session.video.paused;
  const next = (players.findLast(isPlaying) ?? players.at(-1))?.player ?? null;
  if (next === owner) return;
  owner = next;
  const { mediaSession } = navigator;
  mediaSession.metadata = next && new MediaMetadata({ title: document.title });
  setActionHandlers(next);
  if (next) tellPosition(next);
  else {
    mediaSession.playbackState = 'none';
    mediaSession.setPositionState();
  }
}

function setActionHandlers(player: MediaSessionPlayer | null): void {
  const stepBy = (sign: number) => (details: MediaSessionActionDetails) =>
    player?.commands.stepBy(sign * (details.seekOffset ?? SEEK_STEP_S));
  const handlers: Partial<Record<MediaSessionAction, MediaSessionActionHandler>> = {
    play: () => player?.commands.play(),
    pause: () => player?.commands.pause(),
    seekbackward: stepBy(-1),
    seekforward: stepBy(1),
    seekto: ({ seekTime }) => {
      if (player && seekTime !== undefined) player.commands.seekTo(zeroOf(player) + seekTime * 1000);
    },
  };
  for (const [action, handler] of Object.entries(handlers)) {
    try {
      navigator.mediaSession.setActionHandler(action as MediaSessionAction, player && handler);
    } catch {
      // The browser does not know this action.
    }
  }
}

/**
 * Tells the system where playback is, in seconds since the oldest instant that can be gone to. A stream that is live has
 * no end, so that the system shows no bar that would be wrong; the past has one, up to now.
 */
function tellPosition(player: MediaSessionPlayer): void {
  const { video, bounds, currentInstant, snapshot } = player.session;
  const { mediaSession } = navigator;
  mediaSession.playbackState = video.paused ? 'paused' : 'playing';
  if (currentInstant === null) return;
  const zero = zeroOf(player);
  const position = Math.max((currentInstant - zero) / 1000, 0);
  const duration = snapshot.mode === 'live' ? Infinity : Math.max((bounds.end - zero) / 1000, position);
  mediaSession.setPositionState({ duration, position, playbackRate: video.playbackRate });
}

/** Media time 0 of a player: it stays where it is while the retention moves on. */
const zeros = new WeakMap<MediaSessionPlayer, { readonly start: number; readonly src: string }>();

function zeroOf(player: MediaSessionPlayer): number {
  const { bounds, video } = player.session;
  const known = zeros.get(player);
  // Another source has other bounds.
  if (known?.src === video.src && known.start <= bounds.start) return known.start;
  zeros.set(player, { start: bounds.start, src: video.src });
  return bounds.start;
}

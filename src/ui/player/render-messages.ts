import { html, nothing } from 'lit';
import type { TimeShiftError } from '../../core/index.ts';
import type { SessionSnapshot } from '../../session/session-store.ts';
import { playIcon } from '../controls/icons.ts';
import type { DateFormat } from '../i18n/date-format.ts';
import type { Localization } from '../i18n/localization.ts';

export interface MessageScene {
  readonly snapshot: SessionSnapshot;
  /** The text of the toast; '' if there is none. */
  readonly toast: string;
  /** Nothing has been played yet, and playback waits for the viewer. */
  readonly isUnplayed: boolean;
  readonly localize: Localization;
  readonly dateFormat: DateFormat;
  /** The viewer has pressed the big play button or the retry button. */
  readonly onPlay: () => void;
}

/** Renders what the player tells over the picture: the error, the spinner, the big play button and the toast. */
export function renderMessages(scene: MessageScene) {
  const { snapshot, isUnplayed, localize } = scene;
  const { error, mode, isWaiting } = snapshot;
  const isPlayOffered = isUnplayed && mode !== 'idle' && !isWaiting && !error;
  return html`
    ${error ? renderError(error, scene) : nothing} ${isWaiting ? renderWaiting(scene) : nothing}
    ${isPlayOffered ? renderBigPlay(scene) : nothing}
    <div class="toast" part="message" role="status">${error ? '' : toastOf(scene)}</div>
    <div class="said" role="status">${mode === 'live' ? localize.term('live') : ''}</div>
  `;
}

function renderError(error: TimeShiftError, { localize, onPlay }: MessageScene) {
  return html`
    <div class="failure" part="message" role="alert">
      <p>${sentenceOf(error, localize)}</p>
      <button ?hidden=${error.code === 'invalid-request'} @click=${onPlay}>${localize.term('retry')}</button>
    </div>
  `;
}

/** What an error says in the language of the page. */
export const sentenceOf = (
  { code, reason, message, detail = '' }: TimeShiftError,
  localize: Localization,
): string =>
  (localize.named('errors', reason ?? code) ?? localize.named('errors', code))?.replace('{}', detail) ??
  message;

/** The sentence below the spinner appears after some seconds. */
const renderWaiting = ({ localize, snapshot: { trouble } }: MessageScene) => html`
  <div class="waiting" role="status">
    <div class="spinner" role="img" aria-label=${localize.term('loading')}></div>
    <p>${trouble ? sentenceOf(trouble, localize) : localize.term('stillWaiting')}</p>
  </div>
`;

const renderBigPlay = ({ localize, onPlay }: MessageScene) => html`
  <button class="big-play" aria-label=${localize.term('play')} @click=${onPlay}>${playIcon}</button>
`;

/** While playback waits for a stream that has stopped, that is told in place of the latest message. */
function toastOf({ snapshot, toast, localize, dateFormat }: MessageScene): string {
  const { silentSince, isWaiting } = snapshot;
  if (silentSince === null || !isWaiting) return toast;
  return localize.term('silentSince', dateFormat.time(silentSince));
}

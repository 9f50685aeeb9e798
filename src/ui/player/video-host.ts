import { LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { MEDIA_EVENTS, type PlayerEventMap } from './player-events.ts';

/** The media events after which the player looks different. `DisplayedTimes` handles those that change its times. */
const RENDERED_EVENTS: ReadonlySet<string> = new Set([
  'emptied',
  'ended',
  'pause',
  'play',
  'playing',
  'ratechange',
  'volumechange',
]);

type Options = boolean | AddEventListenerOptions;

/**
 * An element around a `<video>`. It has those attributes, properties and events of a media element that do not depend
 * on the time scale. `SessionHost` adds a session that plays a stream on the video.
 */
export abstract class VideoHost extends LitElement {
  @property({ type: Boolean }) autoplay = false;
  @property({ type: Boolean }) muted = false;
  @property({ type: Boolean }) playsinline = false;
  @property() poster = '';

  /** The inner media element. Its `currentTime` is not a wall-clock time: see `currentDate`. */
  readonly video = document.createElement('video');

  constructor() {
    super();
    for (const type of MEDIA_EVENTS) this.video.addEventListener(type, () => this.#redispatch(type));
  }

  get paused(): boolean {
    return this.video.paused;
  }

  get volume(): number {
    return this.video.volume;
  }

  set volume(volume: number) {
    this.video.volume = volume;
  }

  /** The playback rate that was set. Playback may be a little faster for a while to catch up with live. */
  get playbackRate(): number {
    return this.video.defaultPlaybackRate;
  }

  set playbackRate(rate: number) {
    // A media element falls back to its default rate with each new source.
    this.video.playbackRate = this.video.defaultPlaybackRate = rate;
  }

  pause(): void {
    this.video.pause();
  }

  override addEventListener<Type extends keyof PlayerEventMap>(
    type: Type,
    listener: (this: this, event: PlayerEventMap[Type]) => unknown,
    options?: Options,
  ): void;
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: Options,
  ): void;
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: Options,
  ): void {
    super.addEventListener(type, listener, options);
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    this.video.muted = this.muted;
    this.video.playsInline = this.playsinline;
    if (changed.has('poster')) this.video.poster = this.poster;
  }

  #redispatch(type: string) {
    if (type === 'volumechange') this.muted = this.video.muted;
    if (RENDERED_EVENTS.has(type)) this.requestUpdate();
    this.dispatchEvent(new Event(type));
  }
}

import type { PlaybackRequest, UnixMs } from '../../src/core/index.ts';

/**
 * One run of a session, from loading a stream to destroying the session. It is plain data: the same scenario means the
 * same whenever it runs, because the service and the viewer's machine have clocks that begin at `startsAt`.
 */
export interface Scenario {
  /** The seed of the run and the index of the scenario in it, such as `1/12`. */
  readonly name: string;
  /** The service's time when the stream is loaded. */
  readonly startsAt: UnixMs;
  /** How far the viewer's wall clock is ahead of the service's. */
  readonly viewerAheadMs: number;
  readonly source: ScenarioSource;
  readonly steps: readonly Step[];
}

export interface ScenarioSource {
  /** The name of the stream on the built-in origin, with its knobs. */
  readonly stream: string;
  readonly strategy: 'windowed' | 'direct';
  readonly request: PlaybackRequest;
  readonly retentionMs: number;
  readonly gaps: 'skip' | 'stop';
  readonly catchUp: 'on' | 'off';
  readonly autoplay: boolean;
}

/** An action, and how long to wait before it. */
export interface Step {
  readonly afterMs: number;
  readonly action: Action;
}

/** An instant, as milliseconds from something. What is not there yet, such as a buffer, counts as `start`. */
export interface Target {
  readonly from:
    | 'epoch'
    | 'start'
    | 'playhead'
    | 'buffer-start'
    | 'buffer-end'
    | 'list-start'
    | 'list-end'
    | 'server';
  readonly ms: number;
}

export type Action =
  | { readonly do: 'seek'; readonly to: Target; readonly direction: 'forward' | 'backward' }
  | { readonly do: 'seek-by'; readonly seconds: number }
  | { readonly do: 'go-live' }
  | { readonly do: 'play' }
  | { readonly do: 'pause' }
  | { readonly do: 'rate'; readonly rate: number }
  /** The index of one of the snapshot's qualities; null to choose by the bandwidth of the network. */
  | { readonly do: 'quality'; readonly index: number | null }
  | { readonly do: 'warm'; readonly to: Target | null }
  | { readonly do: 'thumbnail'; readonly to: Target }
  | { readonly do: 'retry' }
  | { readonly do: 'hide' }
  | { readonly do: 'show' }
  /** Faults of the network for a while, as the origin's knob `fail` spells them. */
  | { readonly do: 'faults'; readonly faults: readonly string[]; readonly forMs: number }
  /** For a while, each answer takes so much longer. */
  | { readonly do: 'slow'; readonly latencyMs: number; readonly forMs: number }
  | { readonly do: 'offline'; readonly forMs: number }
  /** A fatal media error of hls.js. */
  | { readonly do: 'media-error' }
  /** The machine sleeps. `isCounted`: its steady clock runs on meanwhile, as on some systems. */
  | { readonly do: 'sleep'; readonly ms: number; readonly isCounted: boolean }
  /** The viewer's wall clock is set. */
  | { readonly do: 'set-clock'; readonly byMs: number }
  /** Unloads the source, and loads it again after a while. */
  | { readonly do: 'reload'; readonly afterMs: number }
  /** Waits for the picture and reads its clock. */
  | { readonly do: 'look' }
  /** Ends the scenario right there. */
  | { readonly do: 'destroy' };

/** How a scenario went. */
export interface Outcome {
  /** The invariants that did not hold, in sentences; none where all is well. */
  readonly failures: readonly string[];
  /** What happened, one event a line, oldest first. */
  readonly log: readonly string[];
}

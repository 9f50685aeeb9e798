import { css } from 'lit';

export const timelineStyles = css`
  :host {
    display: block;
    position: relative;
    container-type: inline-size;
    font-size: 11px;
    line-height: 1;
    font-variant-numeric: tabular-nums;
    user-select: none;
    -webkit-user-select: none;
  }

  :host([hidden]) {
    display: none;
  }

  :host([disabled]) :is([part='ticks'], [part='overview'], [part='track'] > :not([part='future'])) {
    opacity: 0.5;
  }

  [part='slider'] {
    display: flex;
    flex-direction: column;
    justify-content: end;
    /* The ruler and the track, also before there is anything to show. */
    min-block-size: 37px;
    outline: none;
    cursor: pointer;
    /* The page still scrolls; what goes along the timeline is a drag, and two fingers zoom it. */
    touch-action: pan-y;
    -webkit-tap-highlight-color: transparent;
  }

  [part='slider'][aria-disabled='true'] {
    cursor: default;
  }

  [part='slider']:focus-visible {
    border-radius: 4px;
    outline: 2px solid var(--time-shift-accent, #4cc2ff);
    outline-offset: 1px;
  }

  svg {
    display: block;
    overflow: visible;
  }

  [part='ticks'] {
    /* The marks of the ticks reach to the bar. */
    margin-block-end: -4px;
    cursor: grab;
  }

  [part='track'] {
    position: relative;
  }

  [part~='label'] {
    fill: currentColor;
    fill-opacity: 0.7;
    text-anchor: middle;
  }

  [part~='major'] {
    fill-opacity: 1;
    font-weight: 600;
  }

  [part='tick'] {
    fill: currentColor;
    fill-opacity: 0.35;
  }

  [part='future'] {
    fill: var(--time-shift-track, color-mix(in srgb, currentColor 10%, transparent));
  }

  [part='expired'] {
    fill: var(--time-shift-track, color-mix(in srgb, currentColor 10%, transparent));
    fill-opacity: 0.3;
  }

  [part='recorded'] {
    fill: var(--time-shift-recorded, color-mix(in srgb, currentColor 45%, transparent));
  }

  [part='hole'] {
    fill: var(--time-shift-track, color-mix(in srgb, currentColor 5%, transparent));
  }

  #hatching {
    fill: var(--time-shift-recorded, color-mix(in srgb, currentColor 45%, transparent));
    fill-opacity: 0.6;
  }

  [part='unknown'] {
    fill: none;
    stroke: var(--time-shift-recorded, color-mix(in srgb, currentColor 45%, transparent));
    stroke-width: 2px;
    stroke-linecap: round;
    stroke-dasharray: 0.1 6;
    /* Not for ever: where the server does not answer, it would never end. */
    animation: wait 1.2s ease-in-out 40 alternate;
  }

  [part='buffered'] {
    fill: currentColor;
    fill-opacity: 0.7;
  }

  [part='played'] {
    fill: var(--time-shift-accent, #4cc2ff);
  }

  [part='marked'] {
    fill: var(--time-shift-accent, #4cc2ff);
    fill-opacity: 0.3;
  }

  :is([part='mark-in'], [part='mark-out']) {
    fill: none;
    stroke: var(--time-shift-accent, #4cc2ff);
    stroke-width: 2px;
  }

  [part='pointer'] {
    fill: currentColor;
    fill-opacity: 0.8;
  }

  [part='landing'] {
    fill: var(--time-shift-accent, #4cc2ff);
    stroke: currentColor;
    stroke-width: 2px;
  }

  [part='now'] {
    fill: var(--time-shift-live, #ff4d4f);
  }

  [part='playhead'] {
    fill: var(--time-shift-playhead, currentColor);
  }

  @keyframes wait {
    to {
      opacity: 0.35;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    [part='unknown'] {
      animation: none;
    }
  }
`;

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
    /* The height of the ruler and the track, so that nothing moves when there is something to show. */
    min-block-size: 37px;
    outline: none;
    cursor: pointer;
    /* Vertical drags scroll the page; horizontal drags and pinches are for the timeline. */
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
    /* The marks of the ticks touch the bar. */
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
    /* The animation ends, because a server that does not answer would leave it running for ever. */
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

  @media (forced-colors: active) {
    :host {
      color: CanvasText;
    }

    [part='slider'] {
      background: Canvas;
    }

    [part='slider']:focus-visible {
      outline-color: Highlight;
    }

    [part~='label'] {
      fill-opacity: 1;
    }

    [part='future'],
    [part='expired'],
    [part='hole'] {
      fill: Canvas;
      stroke: GrayText;
    }

    [part='recorded'],
    [part='buffered'],
    [part='pointer'],
    #hatching {
      fill: CanvasText;
      fill-opacity: 1;
    }

    [part='unknown'] {
      stroke: GrayText;
    }

    [part='played'],
    [part='landing'] {
      fill: Highlight;
    }

    [part='marked'] {
      fill: none;
    }

    :is([part='mark-in'], [part='mark-out']) {
      stroke: Highlight;
    }

    [part='now'] {
      fill: LinkText;
    }

    [part='playhead'] {
      fill: CanvasText;
    }

    [part='playhead'] circle {
      stroke: Canvas;
    }
  }
`;

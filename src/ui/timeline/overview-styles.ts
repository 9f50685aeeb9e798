import { css } from 'lit';

export const overviewStyles = css`
  [part='overview'] {
    block-size: 24px;
    /* What is below may come closer; nothing is drawn there. */
    margin-block-end: -6px;
    outline: none;
    cursor: grab;
    touch-action: pan-y;
    -webkit-tap-highlight-color: transparent;
  }

  [part='overview']:active {
    cursor: grabbing;
  }

  [part='overview']:focus-visible {
    border-radius: 4px;
    outline: 2px solid var(--time-shift-accent, #4cc2ff);
    outline-offset: -2px;
  }

  [part='overview-track'] {
    fill: var(--time-shift-track, color-mix(in srgb, currentColor 10%, transparent));
  }

  [part='overview-recorded'] {
    fill: var(--time-shift-recorded, color-mix(in srgb, currentColor 45%, transparent));
  }

  [part='overview-unknown'] {
    fill: var(--time-shift-recorded, color-mix(in srgb, currentColor 45%, transparent));
    fill-opacity: 0.4;
  }

  [part='overview-playhead'] {
    fill: var(--time-shift-playhead, currentColor);
  }

  [part='overview-viewport'] rect {
    fill: var(--time-shift-accent, #4cc2ff);
    fill-opacity: 0.4;
  }

  [part='overview-viewport'] path {
    stroke: var(--time-shift-accent, #4cc2ff);
    stroke-width: 2px;
    stroke-linecap: round;
  }

  @container (inline-size < 340px) {
    [part='overview'] {
      display: none;
    }
  }

  [part='follow'] {
    all: unset;
    position: absolute;
    inset-block-start: -9px;
    inset-inline-end: 0;
    display: grid;
    place-content: center;
    inline-size: 28px;
    block-size: 24px;
    border-radius: 8px;
    background: var(--time-shift-panel, rgb(16 20 24 / 90%));
    color: #fff;
    box-shadow: 0 1px 6px rgb(0 0 0 / 50%);
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
  }

  [part='follow']:hover {
    color: var(--time-shift-accent, #4cc2ff);
  }

  [part='follow']:focus-visible {
    outline: 2px solid var(--time-shift-accent, #4cc2ff);
  }

  [part='follow'] svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 2px;
  }

  @media (forced-colors: active) {
    [part='overview-track'] {
      fill: Canvas;
      stroke: GrayText;
    }

    [part='overview-recorded'] {
      fill: CanvasText;
    }

    [part='overview-unknown'] {
      fill: GrayText;
    }

    [part='overview-viewport'] rect {
      fill: none;
    }

    [part='overview-viewport'] path {
      stroke: Highlight;
      stroke-width: 3px;
    }

    [part='overview-playhead'] {
      fill: Highlight;
    }

    [part='follow'] {
      border: 1px solid ButtonText;
      background: ButtonFace;
      color: ButtonText;
    }
  }
`;

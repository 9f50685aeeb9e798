import { css } from 'lit';

export const playerStyles = css`
  :host {
    position: relative;
    display: block;
    container-type: inline-size;
    aspect-ratio: 16 / 9;
    overflow: hidden;
    background: #000;
    color: #fff;
    color-scheme: dark;
    font:
      13px/1.3 system-ui,
      'Segoe UI',
      sans-serif;
    user-select: none;
  }

  :host([hidden]) {
    display: none;
  }

  video,
  canvas {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
  }

  .shade {
    position: absolute;
    inset: auto 0 0;
    block-size: min(210px, 60%);
    background: linear-gradient(transparent, rgb(0 0 0 / 80%) 75%);
    pointer-events: none;
  }

  time-shift-control-bar {
    position: absolute;
    inset: auto 16px 10px;
  }

  .surface {
    position: absolute;
    inset: 0;
    outline: none;
  }

  .panel {
    position: absolute;
    inset-inline-end: 16px;
    inset-block-end: 104px;
    max-inline-size: calc(100% - 32px);
    max-block-size: calc(100% - 116px);
    overflow: auto;
    animation: appear 0.12s;
  }

  .shade,
  time-shift-control-bar {
    transition: opacity 0.25s;
  }

  .resting {
    opacity: 0;
  }

  /* A tap that shows the controls again must not press one that was invisible; a mouse is seen before it presses. */
  @media (any-pointer: coarse) {
    time-shift-control-bar.resting {
      pointer-events: none;
    }
  }

  .surface.resting {
    cursor: none;
  }

  .waiting {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 12px;
    pointer-events: none;
    /* A wait of less than 300 ms shows no spinner. */
    animation: appear 0.2s 0.3s backwards;
  }

  .waiting p {
    margin: 0;
    padding: 4px 12px;
    border-radius: 14px;
    background: rgb(16 20 24 / 70%);
    animation: appear 0.4s 5s backwards;
  }

  .spinner {
    inline-size: 44px;
    block-size: 44px;
    border: 4px solid rgb(255 255 255 / 25%);
    border-block-start-color: #fff;
    border-radius: 50%;
    animation: turn 1s linear infinite;
  }

  .big-play {
    position: absolute;
    inset: 0;
    margin: auto;
    inline-size: 72px;
    block-size: 72px;
    border-radius: 50%;
    background: rgb(16 20 24 / 70%);
  }

  .big-play svg {
    inline-size: 34px;
    block-size: 34px;
  }

  .toast,
  .failure {
    position: absolute;
    inset-inline: 16px;
    inset-block-start: 16px;
    inline-size: fit-content;
    max-inline-size: min(560px, 100% - 32px);
    margin-inline: auto;
    box-sizing: border-box;
    padding: 7px 14px;
    border-radius: 18px;
    background: rgb(16 20 24 / 90%);
    text-align: center;
    pointer-events: none;
    user-select: text;
  }

  .toast:empty {
    display: none;
  }

  .failure {
    inset-block: 0 20%;
    block-size: fit-content;
    margin-block: auto;
    padding: 16px 20px;
    border-radius: 12px;
    font-size: 14px;
    pointer-events: auto;
  }

  .failure p {
    margin: 0 0 12px;
    overflow-wrap: anywhere;
  }

  .failure button {
    padding-inline: 16px;
    background: var(--time-shift-accent, #4cc2ff);
    color: #04202e;
    font-weight: 600;
  }

  .failure button:hover:not(:disabled) {
    background: color-mix(in srgb, var(--time-shift-accent, #4cc2ff) 85%, #fff);
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }

  @keyframes appear {
    from {
      opacity: 0;
    }
  }

  @container (inline-size < 480px) {
    time-shift-control-bar {
      inset: auto 10px 6px;
    }

    /* The panel covers the bar, since there is no room above it. */
    .panel {
      inset-inline-end: 8px;
      inset-block-end: 8px;
      max-inline-size: calc(100% - 16px);
      max-block-size: calc(100% - 16px);
    }
  }

  @media (prefers-contrast: more) {
    :host {
      --time-shift-panel: #000;
      --time-shift-recorded: rgb(255 255 255 / 75%);
      --time-shift-track: rgb(255 255 255 / 25%);
      --time-shift-quiet: 1;
    }

    .shade {
      background: linear-gradient(transparent, #000 45%);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .panel,
    .shade,
    time-shift-control-bar {
      animation: none;
      transition: none;
    }

    .spinner {
      animation-duration: 3s;
    }
  }

  @media (forced-colors: active) {
    .shade {
      display: none;
    }

    time-shift-control-bar {
      inset: auto 0 0;
      padding: 4px 16px 10px;
      background: Canvas;
    }

    .toast,
    .failure,
    .failure button {
      border: 1px solid CanvasText;
    }
  }
`;

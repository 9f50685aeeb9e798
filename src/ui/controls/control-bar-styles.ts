import { css } from 'lit';

export const controlBarStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px;
    container-type: inline-size;
  }

  .row {
    display: flex;
    align-items: center;
    gap: 4px;
    min-inline-size: 0;
  }

  .row > * {
    flex: none;
  }

  .row > .space {
    flex: 1;
  }

  .clock {
    padding-inline: 7px;
    font-size: 15px;
    font-weight: 600;
  }

  .clock small {
    font-size: 12px;
    font-weight: 400;
    opacity: var(--time-shift-quiet, 0.7);
  }

  /* The smallest phones have no room for more. */
  @container (inline-size < 350px) {
    .clock {
      padding-inline: 2px;
      font-size: 14px;
    }
  }

  .span {
    min-inline-size: 48px;
  }

  .step {
    position: relative;
  }

  .step span {
    position: absolute;
    font-size: 7.5px;
    font-weight: 700;
  }

  .volume {
    position: relative;
    z-index: 1;
  }

  /* While it is used it covers the clock, since there is no room for both. */
  .level {
    position: absolute;
    inset-block: 0;
    inset-inline-start: 100%;
    display: flex;
    align-items: center;
    padding-inline: 6px 12px;
    border-radius: 8px;
    background: var(--time-shift-panel, rgb(16 20 24));
    opacity: 0;
    pointer-events: none;
    transition: opacity 0.15s;
  }

  .volume:hover .level,
  .volume:focus-within .level {
    opacity: 1;
    pointer-events: auto;
  }

  input {
    inline-size: 84px;
    block-size: 24px;
    margin: 0;
    accent-color: #fff;
    cursor: pointer;
  }

  input:focus-visible {
    outline: 2px solid var(--time-shift-accent, #4cc2ff);
  }

  [aria-expanded='true'] {
    background: rgb(255 255 255 / 16%);
  }

  @media (prefers-reduced-motion: reduce) {
    .level {
      transition: none;
    }
  }

  /* On touch devices, viewers use the volume buttons of the device. */
  @media (pointer: coarse) {
    .level {
      display: none;
    }
  }
`;

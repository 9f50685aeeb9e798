import { css } from 'lit';

/** The styles that all buttons of the player share, and those of texts for screen readers. */
export const controlStyles = css`
  button {
    all: unset;
    box-sizing: border-box;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-inline-size: 34px;
    block-size: 34px;
    padding-inline: 7px;
    border-radius: 8px;
    color: inherit;
    cursor: pointer;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
    -webkit-tap-highlight-color: transparent;
  }

  button:hover:not(:disabled) {
    background: color-mix(in srgb, currentColor 12%, transparent);
  }

  button:focus-visible {
    outline: 2px solid var(--time-shift-accent, #4cc2ff);
    outline-offset: -2px;
  }

  button:disabled {
    cursor: default;
    opacity: 0.4;
  }

  [hidden] {
    display: none !important;
  }

  svg {
    flex: none;
  }

  /* Only screen readers see it. */
  .said {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (forced-colors: active) {
    button:hover:not(:disabled) {
      outline: 1px solid ButtonText;
    }
  }
`;

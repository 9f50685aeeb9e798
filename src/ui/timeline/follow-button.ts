import { css, html, type TemplateResult } from 'lit';

/** The button that brings a timeline that the viewer has moved back to the playhead. */
export const followButton = (label: string, onClick: () => void): TemplateResult => html`
  <button part="follow" aria-label=${label} title=${label} @click=${onClick}>
    <svg width="18" height="18" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M5 12a7 7 0 1 0 14 0a7 7 0 1 0 -14 0M12 1v6M12 17v6M1 12h6M17 12h6" />
    </svg>
  </button>
`;

export const followButtonStyles = css`
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
    [part='follow'] {
      border: 1px solid ButtonText;
      background: ButtonFace;
      color: ButtonText;
    }
  }
`;

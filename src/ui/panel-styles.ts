import { css } from 'lit';

/** What all panels over the picture have in common. */
export const panelStyles = css`
  :host {
    display: block;
  }

  [part='dialog'] {
    box-sizing: border-box;
    padding: 12px;
    border-radius: 10px;
    background: var(--time-shift-panel, rgb(16 20 24 / 94%));
    color: #fff;
    color-scheme: dark;
    font:
      13px/1.3 system-ui,
      'Segoe UI',
      sans-serif;
    box-shadow: 0 8px 24px rgb(0 0 0 / 40%);
  }

  select,
  button {
    box-sizing: border-box;
    min-block-size: 30px;
    padding-inline: 10px;
    border: 0;
    border-radius: 7px;
    background: rgb(255 255 255 / 10%);
    color: inherit;
    font: inherit;
    cursor: pointer;
  }

  option {
    background: #1a2026;
  }

  :focus-visible {
    outline: 2px solid var(--time-shift-accent, #4cc2ff);
    outline-offset: 1px;
  }

  @media (forced-colors: active) {
    [part='dialog'],
    select,
    button {
      border: 1px solid CanvasText;
    }
  }
`;

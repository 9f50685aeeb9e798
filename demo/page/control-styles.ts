import { css } from 'lit';

/** The styles of buttons, fields and messages in all elements of the page. The colours are in `theme.css`. */
export const controlStyles = css`
  :host {
    display: block;
  }

  * {
    box-sizing: border-box;
  }

  /* English text keeps its direction in a right-to-left page. */
  :is(h3, p, dt, dd, li, label, legend, button, span, strong) {
    unicode-bidi: plaintext;
  }

  button,
  input,
  select {
    font: inherit;
    color: inherit;
  }

  button {
    min-block-size: 30px;
    padding: 4px 12px;
    border: 1px solid var(--line-strong);
    border-radius: 6px;
    background: var(--raised);
    white-space: nowrap;
    cursor: pointer;
  }

  button:hover {
    border-color: var(--accent);
  }

  button.primary {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }

  button.primary:hover {
    filter: brightness(1.08);
  }

  input,
  select {
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: 34px;
    padding: 4px 9px;
    border: 1px solid var(--line-strong);
    border-radius: 6px;
    background: var(--field);
  }

  input::placeholder {
    color: var(--dim);
    opacity: 1;
  }

  [aria-invalid='true'] {
    border-color: var(--bad);
  }

  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }

  @media (pointer: coarse) {
    button {
      min-block-size: 38px;
    }

    /* Phones zoom in on fields with text smaller than 16 px. */
    input,
    select {
      min-block-size: 42px;
      font-size: 16px;
    }
  }

  .problem {
    margin: 0;
    color: var(--bad);
    overflow-wrap: anywhere;
  }

  .mono {
    font-family: var(--mono);
    font-size: 12.5px;
  }

  .dim {
    color: var(--dim);
  }

  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

import { css } from 'lit';
import { panelLook } from '../panel-look.ts';

export const datePickerStyles = css`
  :host {
    ${panelLook}
    display: block;
    inline-size: 288px;
    max-inline-size: 100%;
    padding: 12px;
    font-variant-numeric: tabular-nums;
    user-select: none;
    -webkit-user-select: none;
  }

  :host([hidden]) {
    display: none;
  }

  header,
  form {
    display: flex;
    align-items: center;
    gap: 6px;
  }

  h2 {
    flex: 1;
    margin: 0;
    font-size: 13px;
    font-weight: 600;
    text-align: center;
  }

  header button {
    min-inline-size: 28px;
    block-size: 28px;
    font-size: 17px;
  }

  button[aria-disabled='true'] {
    cursor: default;
    opacity: 0.4;
  }

  table {
    inline-size: 100%;
    margin-block: 4px 8px;
    border-spacing: 2px;
    table-layout: fixed;
    font-size: 12px;
  }

  th,
  td {
    block-size: 28px;
    padding: 0;
    text-align: center;
  }

  th {
    color: rgb(255 255 255 / 60%);
    font-weight: 400;
  }

  td {
    position: relative;
    border-radius: 6px;
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
  }

  td:hover {
    background: rgb(255 255 255 / 12%);
  }

  td:focus-visible {
    outline: 2px solid #fff;
    outline-offset: 1px;
  }

  td[aria-disabled='true'] {
    background: none;
    color: rgb(255 255 255 / 35%);
    cursor: default;
  }

  td:is([data-recordings='full'], [data-recordings='partial'])::after {
    content: '';
    position: absolute;
    inset: auto 0 3px;
    box-sizing: border-box;
    inline-size: 14px;
    block-size: 2px;
    margin-inline: auto;
    border-inline-start: 14px solid var(--time-shift-accent, #4cc2ff);
    background: rgb(255 255 255 / 25%);
  }

  td[data-recordings='partial']::after {
    border-inline-start-width: 8px;
  }

  td[aria-selected='true'] {
    background: var(--time-shift-accent, #4cc2ff);
    color: #04202e;
    font-weight: 700;
  }

  td[aria-selected='true']::after {
    border-color: currentColor;
    background: rgb(4 32 46 / 30%);
  }

  input,
  .zone {
    box-sizing: border-box;
    min-inline-size: 0;
    block-size: 32px;
    border: 0;
    border-radius: 7px;
    background: rgb(255 255 255 / 8%);
    line-height: 32px;
    text-align: center;
  }

  input {
    flex: 1;
    padding: 0 4px;
    color: inherit;
    font: inherit;
    font-variant-numeric: inherit;
    user-select: text;
    -webkit-user-select: text;
  }

  input:focus-visible {
    outline: 2px solid var(--time-shift-accent, #4cc2ff);
    outline-offset: -1px;
  }

  input[aria-invalid='true'] {
    box-shadow: inset 0 0 0 1px #ff9a9b;
  }

  .zone {
    flex: 0 1 auto;
    overflow: hidden;
    padding-inline: 10px;
    color: rgb(255 255 255 / 70%);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  form button {
    block-size: 32px;
    padding-inline: 14px;
    border-radius: 7px;
    background: var(--time-shift-accent, #4cc2ff);
    color: #04202e;
    font-weight: 700;
  }

  form button:hover:not(:disabled) {
    background: color-mix(in srgb, var(--time-shift-accent, #4cc2ff) 85%, #fff);
  }

  form button:focus-visible {
    outline-color: #fff;
    outline-offset: 1px;
  }

  p {
    margin: 8px 0 0;
    color: #ff9a9b;
    font-size: 12px;
    text-wrap: balance;
    user-select: text;
    -webkit-user-select: text;
  }

  p:empty {
    display: none;
  }

  /* Fingers need larger targets, and some browsers zoom in on a field with text below 16 px. */
  @media (pointer: coarse) {
    td,
    th {
      block-size: 34px;
    }

    header button,
    input,
    .zone,
    form button {
      block-size: 38px;
      line-height: 38px;
    }

    input {
      font-size: 16px;
    }
  }

  /* A narrow player is hardly higher than the calendar. */
  @container (inline-size < 340px) {
    :host {
      padding-block: 4px;
    }

    table {
      margin-block: 0 4px;
    }

    thead {
      display: none;
    }

    th,
    td {
      block-size: 26px;
    }
  }

  @media (forced-colors: active) {
    :host,
    input,
    .zone,
    form button {
      border: 1px solid CanvasText;
    }

    td:focus-visible {
      outline-color: CanvasText;
    }

    td[aria-disabled='true'] {
      color: GrayText;
    }

    td:is([data-recordings='full'], [data-recordings='partial'])::after {
      border-color: CanvasText;
      background: Canvas;
    }

    td[aria-selected='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }

    td[aria-selected='true']::after {
      border-color: HighlightText;
      background: Highlight;
    }
  }
`;

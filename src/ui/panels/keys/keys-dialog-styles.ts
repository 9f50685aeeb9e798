import { css } from 'lit';
import { panelLook } from '../panel-look.ts';

export const keysDialogStyles = css`
  :host {
    display: contents;
  }

  dialog {
    ${panelLook}
    inline-size: min(660px, 100vi - 24px);
    max-inline-size: none;
    max-block-size: calc(100dvb - 24px);
    overflow: auto;
    padding: 14px 18px 18px;
    border: 0;
    text-align: start;
  }

  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }

  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    margin-block-end: 6px;
  }

  h2 {
    margin: 0;
    font-size: 15px;
    font-weight: 600;
  }

  header button {
    margin-inline-end: -8px;
    font-size: 15px;
  }

  dl {
    margin: 0;
    columns: 2 260px;
    column-gap: 32px;
  }

  dl div {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    min-block-size: 36px;
    padding-block: 4px;
    box-sizing: border-box;
    break-inside: avoid;
    border-block-end: 1px solid rgb(255 255 255 / 8%);
  }

  dt {
    color: rgb(255 255 255 / 85%);
  }

  dd {
    display: flex;
    flex: none;
    align-items: center;
    gap: 4px;
    margin: 0;
    color: rgb(255 255 255 / 60%);
  }

  kbd {
    box-sizing: border-box;
    display: inline-block;
    min-inline-size: 26px;
    padding: 3px 7px;
    border-radius: 5px;
    background: rgb(255 255 255 / 12%);
    color: #fff;
    font: inherit;
    font-size: 12px;
    text-align: center;
    white-space: nowrap;
  }

  @media (forced-colors: active) {
    dialog,
    kbd {
      border: 1px solid CanvasText;
    }
  }
`;

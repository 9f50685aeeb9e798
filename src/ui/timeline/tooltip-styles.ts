import { css } from 'lit';

export const tooltipStyles = css`
  [part='tooltip'] {
    position: absolute;
    inset-block-end: calc(100% + 6px);
    left: var(--x);
    /* Centred on the pointer, and kept between the edges. */
    translate: max(-1 * var(--x), min(-50%, var(--width) - var(--x) - 100%));
    box-sizing: border-box;
    inline-size: max-content;
    max-inline-size: var(--width);
    padding: 6px 10px;
    border-radius: 8px;
    background: var(--time-shift-panel, rgb(16 20 24 / 90%));
    color: #fff;
    box-shadow: 0 6px 20px rgb(0 0 0 / 60%);
    font-size: 11px;
    line-height: 1.4;
    text-align: center;
    white-space: nowrap;
    pointer-events: none;
  }

  [part='tooltip'] strong {
    font-size: 13px;
    font-weight: 600;
  }

  [part='tooltip'] strong.live::before {
    content: '';
    display: inline-block;
    inline-size: 8px;
    block-size: 8px;
    margin-inline-end: 5px;
    border-radius: 50%;
    background: var(--time-shift-live, #ff4d4f);
  }

  [part='tooltip'] span,
  [part='note'] {
    color: rgb(255 255 255 / 70%);
  }

  [part='picture'] {
    display: block;
    inline-size: 160px;
    block-size: 90px;
    margin: -2px auto 4px;
    border-radius: 5px;
    background: rgb(0 0 0 / 50%);
  }

  [part='tooltip']:has([part='picture']) {
    padding-inline: 4px;
  }

  [part='note'] + [part='picture'] {
    margin-block-start: 5px;
  }

  [part='tooltip'].touch {
    inset-block-end: calc(100% + 20px);
    font-size: 14px;
  }

  [part='tooltip'].touch strong {
    font-size: 22px;
  }

  @media (forced-colors: active) {
    [part='tooltip'] {
      border: 1px solid CanvasText;
    }
  }
`;

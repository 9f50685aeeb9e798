import { css, html, nothing, type TemplateResult } from 'lit';
import type { InstantPicture, PictureFrame } from './instant-picture.ts';

/** What the tooltip says and where it is. */
export interface TooltipDrawing {
  /** The middle of the tooltip where there is room, in pixels from the left edge. */
  readonly x: number;
  /** The room for the tooltip. */
  readonly widthPx: number;
  /** Says that nothing is recorded; null where something may be. */
  readonly note: string | null;
  readonly time: string;
  /** Null where a click goes to live. */
  readonly day: string | null;
  /** A touch tooltip is larger, and above what the finger covers. */
  readonly isTouch: boolean;
  /** The picture, or null while there is none; undefined keeps no room for one. */
  readonly picture: InstantPicture | null | undefined;
}

/** Says where a click would land, above the place that is pointed at. */
export function tooltip(drawing: TooltipDrawing, frame: PictureFrame): TemplateResult {
  const { note, time, day, picture } = drawing;
  // Lit's styleMap begins with a style attribute, which a strict content security policy forbids.
  const place = `--x: ${drawing.x}px; --width: ${drawing.widthPx}px`;
  return html`
    <div part="tooltip" class=${drawing.isTouch ? 'touch' : ''} .style=${place}>
      ${note === null ? nothing : html`<div part="note">${note}</div>`}
      ${picture === undefined ? nothing : frame.show(picture)}
      ${
        day === null
          ? html`<strong class="live">${time}</strong>`
          : html`<strong>${time}</strong> <span>· ${day}</span>`
      }
    </div>
  `;
}

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

import { css } from 'lit';

/** With the few colours that the viewer's system leaves; after the other styles. */
export const forcedColorStyles = css`
  @media (forced-colors: active) {
    :host {
      color: CanvasText;
    }

    [part='slider'] {
      background: Canvas;
    }

    [part='slider']:focus-visible {
      outline-color: Highlight;
    }

    [part~='label'] {
      fill-opacity: 1;
    }

    [part='future'],
    [part='expired'],
    [part='hole'] {
      fill: Canvas;
      stroke: GrayText;
    }

    [part='recorded'],
    [part='buffered'],
    [part='pointer'],
    #hatching {
      fill: CanvasText;
      fill-opacity: 1;
    }

    [part='unknown'] {
      stroke: GrayText;
    }

    [part='played'],
    [part='landing'] {
      fill: Highlight;
    }

    [part='marked'] {
      fill: none;
    }

    :is([part='mark-in'], [part='mark-out']) {
      stroke: Highlight;
    }

    [part='now'] {
      fill: LinkText;
    }

    [part='playhead'] {
      fill: CanvasText;
    }

    [part='playhead'] circle {
      stroke: Canvas;
    }
  }
`;

import { css, html, nothing, type TemplateResult } from 'lit';
import { urlParts } from './url-parts.ts';

export const urlStyles = css`
  .url {
    font-family: var(--mono);
    font-size: 12.5px;
    overflow-wrap: anywhere;
    /* An address reads from left to right in any language. */
    direction: ltr;
    unicode-bidi: isolate;
    text-align: start;
  }

  .url mark {
    border-radius: 3px;
    background: var(--accent-tint);
    color: var(--accent-ink);
  }

  .url mark.time {
    font-weight: 600;
  }
`;

/** A URL without its signature; what time shift adds is marked, and says what it means when pointed at. */
export const urlTemplate = (url: string): TemplateResult =>
  html`${urlParts(url).map(({ text, kind, meaning }) =>
    kind === 'own' ? text : html`<mark class=${kind} title=${meaning || nothing}>${text}</mark>`,
  )}`;

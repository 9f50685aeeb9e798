import { html, type TemplateResult } from 'lit';

/** The name or address of a stream, which may be broken into lines before each of its knobs. */
export const breakableName = (name: string): (string | TemplateResult)[] =>
  name.split('~').map((part, index) => (index === 0 ? part : html`<wbr />~${part}`));

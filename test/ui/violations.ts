import 'axe-core/axe.min.js';
import type * as Axe from 'axe-core';

/** It comes as a script of the page, not as a module. */
declare const axe: typeof Axe;

/** What axe-core finds against WCAG 2.2 AA in an element, with all shadow trees in it; empty where all is well. */
export async function violations(element: Element): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const found = await axe.run(element, {
    runOnly: { type: 'tag', values: tags },
    resultTypes: ['violations'],
  });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

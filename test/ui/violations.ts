import 'axe-core/axe.min.js';
import type * as Axe from 'axe-core';

/** axe-core is a script that sets a global variable, not a module. */
declare const axe: typeof Axe;

/** Returns what violates WCAG 2.2 AA in an element and its shadow trees, as axe-core finds it. */
export async function violations(element: Element): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const found = await axe.run(element, {
    runOnly: { type: 'tag', values: tags },
    resultTypes: ['violations'],
  });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

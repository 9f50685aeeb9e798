import type { TimeShiftPlayerEventMap } from '../../../src/index.ts';

/** What our player has said; the others say nothing of the kind. */
export interface Said {
  readonly holes: readonly { readonly from: number; readonly to: number }[];
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
}

/** Listens to an element from now on. */
export function listen(element: Element): Said {
  const said = { holes: [], warnings: [], errors: [] } as {
    holes: { from: number; to: number }[];
    warnings: string[];
    errors: string[];
  };
  const on = <Type extends keyof TimeShiftPlayerEventMap>(
    type: Type,
    take: (event: TimeShiftPlayerEventMap[Type]) => unknown,
  ) => element.addEventListener(type, (event) => take(event as TimeShiftPlayerEventMap[Type]));
  on('gapskip', ({ detail: { from, to } }) => said.holes.push({ from: Number(from), to: Number(to) }));
  on('warning', ({ detail: { error } }) => said.warnings.push(error.message));
  on('error', ({ detail: { error } }) => said.errors.push(error.message));
  return said;
}

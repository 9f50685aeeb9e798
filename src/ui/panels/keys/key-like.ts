/** What of a `KeyboardEvent` tells what it asks for. */
export type KeyLike = Pick<
  KeyboardEvent,
  | 'key'
  | 'code'
  | 'shiftKey'
  | 'altKey'
  | 'ctrlKey'
  | 'metaKey'
  | 'isComposing'
  | 'defaultPrevented'
  | 'currentTarget'
  | 'composedPath'
  | 'getModifierState'
>;

/** The panels that open above the control bar; at most one of them is open. */
export type Panel = 'date' | 'settings' | 'keys';

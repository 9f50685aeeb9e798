/** What is loaded: how a body is checked, how long it may take and what a failure means depend on it. */
export type LoadKind = 'playlist' | 'segment' | 'timeline';

/**
 * Hides the message that Lit is in development mode, because visitors would take it for a message of the player. All
 * other warnings of Lit stay. This module must be imported before Lit.
 *
 * @see https://lit.dev/docs/tools/development/#development-and-production-builds
 */
Object.assign(globalThis, { litIssuedWarnings: new Set(['dev-mode']) });

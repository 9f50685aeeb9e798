/**
 * In development, Lit says in the console that it is in development. Here it would be taken for a message of the
 * player's; all other warnings stay. To be imported before anything of Lit.
 *
 * @see https://lit.dev/docs/tools/development/#development-and-production-builds
 */
Object.assign(globalThis, { litIssuedWarnings: new Set(['dev-mode']) });

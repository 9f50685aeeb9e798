import { fileURLToPath } from 'node:url';
import { TYPED_RULES, UNTYPED_RULES } from './rules.js';

/** oxlint compares globs with the absolute paths of files, unless they are in the folder of this file. */
const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replaceAll('\\', '/');

/** Layers of src, lowest first: a layer may import the ones named, and itself. */
const mayImport = {
  core: [],
  network: ['core'],
  streaming: ['core', 'network'],
  engine: ['core', 'network'],
  session: ['core', 'network', 'streaming', 'engine'],
  ui: ['core', 'network', 'session'],
  server: ['core'],
};

const layerRules = Object.entries(mayImport).map(([layer, allowed]) => ({
  files: [`${ROOT}src/${layer}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: Object.keys(mayImport)
          .filter((other) => other !== layer && !allowed.includes(other))
          .map((other) => ({ regex: `/${other}/`, message: `${layer} does not import ${other}` }))
          .concat({ regex: '/(demo|test)/', message: 'src imports neither demo nor test' }),
      },
    ],
  },
}));

const HAND_IN_A_CLOCK = 'Take a Clock, see src/core/time/clock.ts, so that tests decide what time it is.';
const TIMERS = ['setTimeout', 'setInterval', 'setImmediate'];
const GLOBAL_OBJECTS = ['globalThis', 'window', 'self'];

/** Code that gets a Clock handed in: `src/core/time/clock.ts` alone asks the machine for the time, or to wait. */
const clockRules = {
  files: [`${ROOT}{src,demo}/*/**/*.ts`],
  excludeFiles: ['src/ui/**', 'demo/page/**', 'src/core/time/clock.ts'].map((glob) => ROOT + glob),
  rules: {
    'no-restricted-globals': ['error', ...TIMERS.map((name) => ({ name, message: HAND_IN_A_CLOCK }))],
    'no-restricted-properties': [
      'error',
      ...[
        ['Date', 'now'],
        ['performance', 'now'],
        ['performance', 'timeOrigin'],
        ['AbortSignal', 'timeout'],
        ...GLOBAL_OBJECTS.flatMap((object) => TIMERS.map((timer) => [object, timer])),
      ].map(([object, property]) => ({ object, property, message: HAND_IN_A_CLOCK })),
    ],
    'clock/no-machine-time': ['error', { message: HAND_IN_A_CLOCK }],
  },
};

/** chai's assertions are expressions; node:test's `describe` and `it` return promises that nobody awaits. */
const testRules = {
  files: [`${ROOT}test/**/*.ts`],
  rules: {
    // With brackets, a test may read what is protected.
    'typescript/dot-notation': ['error', { allowProtectedClassPropertyAccess: true }],
    'eslint/no-unused-expressions': 'off',
    'typescript/no-floating-promises': 'off',
    'typescript/no-non-null-assertion': 'off',
  },
};

const untypedFiles = {
  files: ['**/*.js'],
  rules: Object.fromEntries(Object.keys(TYPED_RULES).map((rule) => [rule, 'off'])),
};

export default {
  plugins: ['typescript'],
  jsPlugins: ['eslint-plugin-lit', './clock-plugin.js'],
  categories: { correctness: 'error' },
  options: { typeAware: true, reportUnusedDisableDirectives: 'error' },
  rules: {
    ...UNTYPED_RULES,
    ...TYPED_RULES,
    // oxlint leaves names alone that begin with an underscore, unless it is told a pattern.
    'eslint/no-unused-vars': ['error', { varsIgnorePattern: '^$', argsIgnorePattern: '^$' }],
    'typescript/ban-ts-comment': ['error', { minimumDescriptionLength: 10 }],
    'typescript/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
    'typescript/restrict-plus-operands': [
      'error',
      {
        allowAny: false,
        allowBoolean: false,
        allowNullish: false,
        allowNumberAndString: false,
        allowRegExp: false,
      },
    ],
    'typescript/return-await': ['error', 'error-handling-correctness-only'],
    'typescript/no-floating-promises': [
      'error',
      {
        allowForKnownSafeCalls: [
          { from: 'file', name: 'ignoreRejection', path: `${ROOT}src/network/ignore-rejection.ts` },
        ],
      },
    ],
    'typescript/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  },
  overrides: [testRules, untypedFiles, ...layerRules, clockRules],
};

import { configs as lit } from 'eslint-plugin-lit';
import tseslint from 'typescript-eslint';

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
  files: [`src/${layer}/**/*.ts`],
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

/** Code that gets a Clock handed in: `src/core/time/clock.ts` alone asks the machine for the time, or to wait. */
const CLOCKED_FILES = ['src/!(ui)/**/*.ts', 'demo/!(page)/**/*.ts'];
const HAND_IN_A_CLOCK = 'Take a Clock, see src/core/time/clock.ts, so that tests decide what time it is.';
const TIMERS = ['setTimeout', 'setInterval', 'setImmediate'];
const GLOBAL_OBJECTS = ['globalThis', 'window', 'self'];

const clockRules = {
  files: CLOCKED_FILES,
  ignores: ['src/core/time/clock.ts'],
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
    'no-restricted-syntax': [
      'error',
      ...[
        'NewExpression[callee.name="Date"][arguments.length=0]',
        'CallExpression[callee.name="Date"]',
        ':matches(ImportDeclaration, ImportExpression, ExportNamedDeclaration, ExportAllDeclaration)[source.value=/^(node:)?timers(\\/promises)?$/]',
      ].map((selector) => ({ selector, message: HAND_IN_A_CLOCK })),
    ],
  },
};

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/'] },
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  lit['flat/recommended'],
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: new URL('../..', import.meta.url).pathname },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'file', name: 'ignoreRejection', path: 'src/network/ignore-rejection.ts' },
          ],
        },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['test/**/*.ts'],
    // chai's assertions are expressions; node:test's describe and it return promises nobody awaits. With brackets, a
    // test may read what is protected.
    rules: {
      '@typescript-eslint/dot-notation': ['error', { allowProtectedClassPropertyAccess: true }],
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  { files: ['**/*.js'], extends: [tseslint.configs.disableTypeChecked] },
  ...layerRules,
  clockRules,
);

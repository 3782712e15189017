import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';

const pure = ['core/src/**/*.ts', 'plugins/src/**/*.ts'];
const tests = ['**/*.test.ts', '**/testing*.ts', '**/testing/**', '**/e2e/**', '**/contract/**'];
const packages = ['core', 'plugins', 'store', 'relay', 'provider', 'admin'];

/** What each package may import of ours; everything else is refused. */
const allowed = {
  core: [],
  plugins: ['core'],
  store: ['core'],
  relay: ['core', 'plugins', 'store'],
  provider: ['core', 'plugins'],
  admin: ['core', 'plugins', 'store'],
};

const boundaries = packages.map((name) => ({
  files: [`${name}/**/*.{ts,svelte}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: packages
              .filter((other) => other !== name && !allowed[name].includes(other))
              .map((other) => `@hoist/${other}`),
            message: `${name} may import ${allowed[name].map((other) => `@hoist/${other}`).join(', ') || 'nothing of ours'} only.`,
          },
          {
            regex: '^(\\.\\./)+(core|plugins|store|relay|provider|admin)/',
            message: 'Import another package by its name.',
          },
        ].filter((pattern) => !('group' in pattern) || pattern.group.length > 0),
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['**/node_modules/', '**/dist/', '**/build/', '**/.svelte-kit/', '**/golden/', '**/fixtures/'] },
  ...tseslint.configs.strict,
  ...svelte.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 15],
      'max-params': ['error', 4],
      'no-else-return': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      'no-console': 'off',
      'no-eval': 'error',
      'no-new-func': 'error',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    // The admin has no base path: its addresses are written as they are.
    rules: { 'svelte/no-navigation-without-resolve': 'off' },
  },
  {
    files: tests,
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  ...boundaries,
  {
    // Providers are tried on a real relay; a relay knows nothing of them.
    files: ['provider/src/**/*.test.ts', 'provider/src/testing/**'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    // One object fewer for each evaluation.
    files: ['core/src/engine/{evaluate,explain,run}.ts'],
    rules: { 'max-params': ['error', 4] },
  },
  {
    files: pure,
    ignores: tests,
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time comes in as an argument.' },
        { object: 'Math', property: 'random', message: 'Randomness comes in as an argument.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
          message: 'Time comes in as an argument.',
        },
      ],
    },
  },
);

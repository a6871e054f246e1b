import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist', 'node_modules', '.vscode-test', 'syntaxes'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      'no-console': 'error',
      eqeqeq: 'error',
      'prefer-const': 'error',
      'no-fallthrough': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  { files: ['scripts/**'], rules: { 'no-console': 'off' } },
  // CommonJS, as the editor loads it.
  {
    files: ['scripts/vscode/files-extension/*.js'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);

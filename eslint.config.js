import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.data/', 'coverage/', '.bench/'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['*.js'] }, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-restricted-syntax': [
        'error',
        {
          // A DTO that is only a type carries no decorators: what arrives would pass unvalidated.
          selector: "ImportDeclaration[importKind='type'][source.value=/\\.dto\\.js$/] > ImportSpecifier[imported.name=/(Input|Query|^New|^Revise|^Log|^Add|^Withdraw|^Propose|Body)/]",
          message: 'Import DTOs that are validated as values, not as types (controllers need the class).',
        },
        {
          selector: "MemberExpression[object.object.name='process'][object.property.name='env'], MemberExpression[object.name='process'][property.name='env']",
          message: 'Only src/config.ts reads the environment.',
        },
      ],
    },
  },
  { files: ['src/config.ts', 'test/**/*.ts', 'bench/**/*.ts'], rules: { 'no-restricted-syntax': 'off' } },
  // Only a controller hands the class to the pipe; elsewhere a DTO is a shape and nothing more.
  { files: ['src/**/*.ts', 'src/**/*.tsx'], ignores: ['src/**/*.controller.ts', 'src/**/*.dto.ts', 'src/config.ts'], rules: {
    'no-restricted-syntax': ['error', { selector: "MemberExpression[object.name='process'][property.name='env']", message: 'Only src/config.ts reads the environment.' }],
  } },
  { files: ['test/**/*.ts', 'src/**/*.spec.ts'], rules: {
    '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-member-access': 'off', '@typescript-eslint/no-unsafe-argument': 'off', '@typescript-eslint/no-unsafe-return': 'off', '@typescript-eslint/no-unsafe-call': 'off',
  } },
  // What browsers run, as it stands.
  { files: ['assets/*.js'], extends: [tseslint.configs.disableTypeChecked], languageOptions: { parserOptions: { projectService: false }, globals: { FormData: 'readonly', addEventListener: 'readonly', sessionStorage: 'readonly', crypto: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', EventSource: 'readonly', CustomEvent: 'readonly', Event: 'readonly', URLSearchParams: 'readonly', AbortController: 'readonly', localStorage: 'readonly', CSS: 'readonly', document: 'readonly', navigator: 'readonly', getSelection: 'readonly', fetch: 'readonly', location: 'readonly', DOMParser: 'readonly', setInterval: 'readonly' } } },
  { files: ['*.js', 'bench/**/*.js'], extends: [tseslint.configs.disableTypeChecked], languageOptions: { globals: { process: 'readonly', console: 'readonly' } } },
);

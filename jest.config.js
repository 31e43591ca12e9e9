/** Tests run through swc, under a foreign time zone, and close with one line that machines read. */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '^.+\\.[cm]?[jt]s$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        // A package is loaded when it is first used: each suite loads all it imports anew, and most use few of them.
        module: { type: 'commonjs', lazy: true },
      },
    ],
  },
  transformIgnorePatterns: [
    '/node_modules/(?!(intl-messageformat|@formatjs|temporal-polyfill|temporal-utils)/)',
  ],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/', '<rootDir>/.artefacts/'],
  // Looked up as often as these, names in jest's sandbox take an eighth of all time. No package may declare one itself.
  sandboxInjectedGlobals: ['Array', 'JSON', 'Map', 'Math', 'Object', 'Set'],
  globalSetup: '<rootDir>/test/globalSetup.ts',
  setupFilesAfterEnv: ['<rootDir>/test/pristineHttp.ts'],
  testSequencer: '<rootDir>/test/longestFirst.js',
  reporters: ['default', '<rootDir>/test/closingLine.js'],
  // Ends what hangs: no test is about how long it takes, and a crowded machine is three times as slow.
  testTimeout: 90_000,
  // More than a small machine has cores: many tests wait for real processes.
  maxWorkers: 4,
};

import { defineConfig } from 'vitest/config'
import { lessonPlugin } from './src/lessons/build/lessonPlugin.ts'
import { ClosingLine } from './tests/reporter.ts'

export default defineConfig({
  test: {
    reporters: ['default', new ClosingLine()],
    projects: [
      {
        plugins: [lessonPlugin()],
        test: {
          name: 'node',
          include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
          exclude: ['tests/page/**'],
          globalSetup: ['tests/commands/bundleCli.ts'],
          testTimeout: 30_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // One browser at a time: the model takes both cores of a small machine.
        test: {
          name: 'page',
          include: ['tests/page/**/*.test.ts'],
          globalSetup: ['tests/page/serveLab.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})

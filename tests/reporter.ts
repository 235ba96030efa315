import { writeSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/**
 * Ends the output with one line that scripts can read: `N passed, N failed`. A file that cannot be loaded, a hook that
 * throws outside a test, an error that nobody caught and a run without tests count as failed.
 */
export class ClosingLine implements Reporter {
  #passed = 0
  #failed = 0

  onInit(): void {
    // At exit, because servers and other reporters still write after the run has ended.
    process.once('exit', () => {
      if (this.#passed + this.#failed === 0) this.#failed = 1
      if (this.#failed > 0) process.exitCode ||= 1
      writeSync(1, `${this.#passed} passed, ${this.#failed} failed\n`)
    })
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    this.#passed = 0
    this.#failed = unhandled.length
    for (const module of modules) this.#count(module)
  }

  #count(module: TestModule): void {
    let failed = 0
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      if (state === 'passed') this.#passed += 1
      if (state === 'failed' || state === 'pending') failed += 1
    }
    this.#failed += failed || (module.ok() ? 0 : 1)
  }
}

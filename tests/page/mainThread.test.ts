import { describe, expect, inject } from 'vitest'
import { LabPage } from './labPage.ts'
import { expectQuiet, it } from './labTest.ts'

/** What Chromium's tracer tells of one task, in microseconds. */
interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  dur?: number // by the clock
  tdur?: number // of the thread's own time, without waiting for a core
  args: { name?: string }
}

describe('the main thread of the page', () => {
  it('is never busy for more than 50 ms at a time while a model loads, writes and derives', {
    timeout: 300_000,
  }, async ({ browser }) => {
    const lab = await LabPage.open(browser, inject('labUrl'))
    const { page } = lab
    await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] })
    await lab.goto()
    await lab.waitForModel()
    await lab.steerTo(0.1)
    await lab.run()
    await lab.roomLink('Directions').click()
    await lab.button('Derive').click()
    const bar = page.getByRole('progressbar', { name: 'Deriving' })
    await bar.waitFor()
    await expect
      .poll(async () => Number(await bar.getAttribute('value')), { timeout: 110_000 })
      .toBeGreaterThan(0.1)
    await lab.button('Cancel').click()
    await page.getByText('Cancelled.').waitFor({ timeout: 110_000 })

    const tasks = mainThreadTasks((await browser.stopTracing()).toString())
    const measured = tasks.filter(({ tdur = 0 }) => tdur > 0) // not told for the shortest
    expect(measured.length).toBeGreaterThan(200)
    const busy = Math.max(...measured.map(({ tdur = 0 }) => tdur)) / 1000
    const waiting = Math.max(...tasks.map(({ dur = 0 }) => dur)) / 1000
    process.stdout.write(
      `longest task of the page: ${busy.toFixed(0)} ms of work, ${waiting.toFixed(0)} ms by the clock\n`,
    )
    // The thread's own time: by the clock a task also waits while others hold the cores.
    expect(busy).toBeLessThan(50)
    expectQuiet(lab)
    await page.context().close()
  })
})

function mainThreadTasks(trace: string): TraceEvent[] {
  const { traceEvents } = JSON.parse(trace) as { traceEvents: TraceEvent[] }
  const threads = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  return traceEvents.filter(
    ({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && threads.has(`${pid} ${tid}`),
  )
}

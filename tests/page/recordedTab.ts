import type { Browser } from 'playwright-core'
import { inject } from 'vitest'
import { LabPage } from './labPage.ts'

/** A tab in which Recorded was chosen at an earlier visit; recordings are shown so many times as fast as then. */
export async function recordedTab(browser: Browser, pace: number): Promise<LabPage> {
  const lab = await LabPage.open(browser, inject('labUrl'))
  const mode = JSON.stringify({ choice: 'recorded', speed: null, refused: false })
  await lab.page.addInitScript((kept) => localStorage.setItem('evenkeel.mode', kept), mode)
  await lab.page.goto(`${lab.url}?pace=${pace}#/lessons`)
  return lab
}

import { describe, expect } from 'vitest'
import { readLessons } from '../../src/lessons/build/readLessons.ts'
import { violations } from './accessibility.ts'
import { resize, stops, unfold, visit } from './everyPage.ts'
import type { LabPage } from './labPage.ts'
import { expectQuiet } from './labTest.ts'
import { reflowProblems } from './reflow.ts'
import { foreignTexts, treeProblems } from './screenReader.ts'
import { it } from './workedTabs.ts'

const titles = readLessons().flatMap(({ title, parts }) => [
  title,
  ...parts.map((step) => step.title),
])
const desk = { width: 1440, height: 900 }
const phone = { width: 360, height: 740 }
const zoomed = { width: 320, height: 256 } // 1280 × 1024 at 400 %

/** What is wrong with the page as it stands, in both color schemes and on small screens, each with where it was found. */
async function problemsOf(tab: LabPage): Promise<string[]> {
  const { page } = tab
  const found: string[] = []
  const note = (where: string, problems: readonly string[]): void => {
    found.push(...problems.map((problem) => `${where}: ${problem}`))
  }
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    note(colorScheme, await violations(page))
  }
  note('screen reader', await treeProblems(page))
  note('language', await foreignTexts(page, titles))
  for (const size of [phone, zoomed]) {
    await resize(tab, size)
    note(`${size.width} px`, await reflowProblems(page))
  }
  note(`${zoomed.width} px`, await violations(page))
  await resize(tab, desk)
  return found
}

describe.for([
  ['English', 'en'],
  ['German', 'de'],
] as const)('in %s, in light and dark, on a desk and down to 320 px', ([, language]) => {
  it.for(stops)('nothing stands in anybody’s way on the page: $name', async (stop, { tabIn }) => {
    const tab = await tabIn(language)
    try {
      await visit(tab, stop)
      await unfold(tab)
      expect(await problemsOf(tab)).toEqual([])
      expectQuiet(tab)
    } finally {
      await stop.leave?.(tab)
    }
  })
})

import type { Browser, ViewportSize } from 'playwright-core'
import type { Language } from '../../src/language/language.ts'
import { encodeClass } from '../../src/state/class/classCode.ts'
import { parseClassPlan } from '../../src/state/class/classParsing.ts'
import { encodeResult } from '../../src/state/results/resultCode.ts'
import { pupils } from '../state/pupils.ts'
import { LabPage } from './labPage.ts'

/** A page of the lab, or a state of one that looks different. */
export interface Stop {
  name: string
  hash: string
  there: string // a selector of what the page shows once it is whole
  enter?: (tab: LabPage) => Promise<void> // after the address, where it takes more than that
  leave?: (tab: LabPage) => Promise<void> // so that the next page is as if this one had not been visited
}

/** Every page, in an order in which one tab can visit them. Selectors are without words: they hold in every language. */
export const stops: readonly Stop[] = [
  { name: 'front', hash: '#/', there: '.front .dose svg' },
  { name: 'about', hash: '#/about', there: '.about article' },
  { name: 'lab', hash: '#/lab', there: '.lane[data-phase="done"]' },
  { name: 'directions', hash: '#/directions', there: '.directions .passport' },
  { name: 'experiments', hash: '#/experiments', there: '.experiments .claims' },
  { name: 'map of emotions', hash: '#/experiments/map', there: '.experiments .mapTools' },
  { name: 'models', hash: '#/models', there: '.models .stored' },
  { name: 'lessons', hash: '#/lessons', there: '.lessonCard' },
  { name: 'lesson', hash: '#/lessons/steering', there: '.stepCard', enter: toFirstStep },
  { name: 'untranslated lesson', hash: '#/lessons/reading', there: '.stepCard' },
  { name: 'handout', hash: '#/lessons/steering/handout', there: '.sheetStep' },
  { name: 'answer sheet', hash: '#/lessons/steering/answers', there: '.sheet .outcomes' },
  { name: 'class form', hash: '#/lessons/class', there: '.makeClass .linkText' },
  { name: 'bad class code', hash: '#/class/nonsense', there: '.classPage [role=alert] p' },
  { name: 'results', hash: '#/lessons/results', there: '.gather', enter: gather },
  {
    ...{ name: 'projector', hash: '#/lab', there: '.lane' },
    ...{ enter: toggleProjector, leave: toggleProjector },
  },
  {
    ...{ name: 'locked class', hash: '#/lab', there: '.lane' },
    ...{ enter: joinClass, leave: leaveClass },
  },
  {
    ...{ name: 'barred room', hash: '#/lab', there: '.lane' },
    ...{ enter: goElsewhere, leave: leaveClass },
  },
]

/** Goes to a page by its address, without loading the document again, and waits until it is whole. */
export async function visit(tab: LabPage, { hash, there, enter }: Stop): Promise<void> {
  await tab.page.goto(`${tab.page.url().replace(/#.*/, '')}${hash}`)
  await tab.page.locator(there).first().waitFor()
  await enter?.(tab)
}

/** Gives the window another size, and waits until pictures are drawn for it. */
export async function resize({ page }: LabPage, size: ViewportSize): Promise<void> {
  await page.setViewportSize(size)
  await page.evaluate(async () => {
    for (let frames = 0; frames < 3; frames++)
      await new Promise((drawn) => requestAnimationFrame(drawn))
  })
}

/** Shows what is folded up, so that it is looked at too. */
export async function unfold({ page }: LabPage): Promise<void> {
  await page.evaluate(() => {
    for (const box of document.querySelectorAll('details')) box.open = true
  })
}

/** A tab in recorded mode in which somebody has worked: a step of a lesson is done, and with it a run in the Lab. */
export async function workedTab(
  browser: Browser,
  url: string,
  language: Language,
): Promise<LabPage> {
  const tab = await LabPage.open(browser, url, { viewport: { width: 1440, height: 900 } })
  const { page } = tab
  const mode = JSON.stringify({ choice: 'recorded', speed: null, refused: false })
  await page.addInitScript((kept) => localStorage.setItem('evenkeel.mode', kept), mode)
  await page.addInitScript((kept) => localStorage.setItem('evenkeel.language', kept), language)
  await page.goto(`${url}?pace=100#/lessons/steering`)
  await page.locator('.prediction input').first().check()
  await page.locator('.prediction .primary').click()
  await page.locator('.toDo button').first().click()
  await page.locator('.lab .runRow .primary').click()
  await page.locator('.outcome').waitFor()
  return tab
}

/** The step that is done, with what came out. */
async function toFirstStep({ page }: LabPage): Promise<void> {
  await page.locator('.stepList button').first().click()
  await page.locator('.outcome').waitFor()
}

/** Results of a class, and one that cannot be used. */
async function gather({ page }: LabPage): Promise<void> {
  const codes = await Promise.all(pupils(12, effect).map(encodeResult))
  await page.locator('.gather textarea').fill([...codes, codes[0]!.slice(0, -4)].join('\n'))
  await page.locator('.gather .primary').click()
  await page.locator('.results .figure').waitFor()
  await page.locator('.results .refusals').waitFor()
}

const effect = { slope: 12, spread: 2, noise: 0.6 }

/** A class that locks and hides, and leaves the language to each person. */
const lockedClass = {
  title: 'Tuesday, the seventh hour: what a push does to an answer',
  prompts: ['Describe the room you are in.', 'Goodbye'],
  texts: 'recorded',
  controls: {
    ...{ prompt: 'locked', form: 'locked', seed: 'locked', slider: 'locked', direction: 'locked' },
    ...{ draw: 'locked', watch: 'locked', mode: 'locked', rooms: 'locked', blocks: 'hidden' },
  },
}

async function joinClass({ page }: LabPage): Promise<void> {
  const code = await encodeClass(parseClassPlan(lockedClass))
  await page.goto(`${page.url().replace(/#.*/, '')}#/class/${code}`)
  await page.locator('.classBar strong').waitFor()
  await page.locator('.lane').first().waitFor()
}

async function goElsewhere(tab: LabPage): Promise<void> {
  await joinClass(tab)
  await tab.page.evaluate(() => {
    location.hash = '#/models'
  })
  await tab.page.locator('.barred').waitFor()
}

async function leaveClass({ page }: LabPage): Promise<void> {
  await page.locator('.classBar button').click()
  await page.locator('.leaveClass .primary').click()
  await page.locator('.classBar').waitFor({ state: 'detached' })
}

async function toggleProjector({ page }: LabPage): Promise<void> {
  await page.locator('.projectorToggle').click()
}

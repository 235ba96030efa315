import type { Page } from 'playwright-core'

interface AxNode {
  ignored: boolean
  role?: { value: string }
  name?: { value: string }
  properties?: { name: string; value: { value: unknown } }[]
}

/** Roles that say nothing without a name. */
const named = new Set([
  ...[
    'button',
    'checkbox',
    'combobox',
    'link',
    'radio',
    'slider',
    'spinbutton',
    'switch',
    'textbox',
  ],
  ...['option', 'progressbar', 'image', 'img', 'dialog', 'navigation', 'region', 'heading'],
  ...['radiogroup', 'form', 'table', 'article'],
])
/** Parts that a screen reader jumps between: their names have to differ. */
const landmarks = new Set(['navigation', 'region', 'form', 'article'])

/** What somebody with a screen reader would stumble over in the tree that the browser gives it, one sentence each. */
export async function treeProblems(page: Page): Promise<string[]> {
  const tree = await accessibilityTree(page)
  const found: string[] = []
  const all = (role: string) => tree.filter((node) => roleOf(node) === role)
  for (const role of ['main', 'banner'])
    if (all(role).length !== 1) found.push(`there are ${all(role).length} of ${role}`)
  for (const role of ['status', 'contentinfo'])
    if (all(role).length > 1) found.push(`there are ${all(role).length} of ${role}`)
  for (const status of all('status'))
    if (propertyOf(status, 'live') !== 'polite') found.push('the status is not polite')

  const levels = all('heading').map((node) => [propertyOf(node, 'level'), nameOf(node)] as const)
  const first = levels.filter(([level]) => level === 1)
  if (first.length !== 1)
    found.push(`${first.length} headings of level 1: ${first.map(([, name]) => name).join(', ')}`)
  let before = 0
  for (const [level, name] of levels) {
    if (Number(level) > before + 1)
      found.push(`heading “${name}” is of level ${level} after ${before}`)
    before = Number(level)
  }

  for (const node of tree) {
    const [role, name] = [roleOf(node), nameOf(node)]
    if (named.has(role) && name === '') found.push(`a ${role} has no name`)
    if (
      /^[a-z]+(\.[a-zA-Z]+)+$|[{}]|undefined|NaN|\[object/.test(name) &&
      role !== 'StaticText' &&
      role !== 'InlineTextBox'
    )
      found.push(`${role} is called “${name}”`)
  }
  const unnamed = all('group').filter((node) => nameOf(node) === '').length
  const folded = await page.locator('details:visible').count() // groups too, and their summary says what they are
  if (unnamed > folded) found.push(`${unnamed - folded} groups have no name`)
  const names = tree
    .filter((node) => landmarks.has(roleOf(node)))
    .map((node) => `${roleOf(node)} “${nameOf(node)}”`)
  for (const name of new Set(names.filter((name, i) => names.indexOf(name) !== i)))
    found.push(`${name} is there more than once`)
  return found
}

/**
 * Texts in a language other than the one that the page says they are in. For a page in English or German. `names` may
 * stand in the page's own sentences, as titles do.
 */
export function foreignTexts(page: Page, names: readonly string[] = []): Promise<string[]> {
  return page.evaluate(findForeign, names)
}

/** Runs in the page. A text counts as English or German by its small words. */
function findForeign(names: readonly string[]): string[] {
  const small = {
    en: /^(the|of|and|is|are|that|with|from|this|what|it|to|for|not|at|you|by|than|be|was|or|on|its|has|one|no)$/,
    de: /^(der|die|das|und|ist|sind|dass|mit|von|dies|dieser|was|es|zu|für|nicht|bei|du|als|sie|ein|eine|oder|auf|den|dem|hat|wie|im|sich|kein|keine|wird|werden)$/,
  }
  const languageOf = (text: string): 'en' | 'de' | null => {
    const words = text.toLowerCase().match(/[a-zäöüß]+/g) ?? []
    const count = (pattern: RegExp) => words.filter((word) => pattern.test(word)).length
    const [en, de] = [count(small.en), count(small.de)]
    if (Math.max(en, de) < 2 || en === de) return null
    return en > de ? 'en' : 'de'
  }
  const found: string[] = []
  const said = [...document.querySelectorAll('body [lang]')]
    .map((element) => element.textContent?.trim() ?? '')
    .filter((text) => text.includes(' '))
  const quotable = [...new Set([...names, ...said])].toSorted((a, b) => b.length - a.length)
  const quoted = /[“„][^“„”]*[”“]/g
  const look = (element: Element, text: string): void => {
    const lang = element.closest('[lang]')?.getAttribute('lang')
    // A sentence or a name may quote what is elsewhere on the page, or was typed: that is no text of its own.
    const own = quotable.reduce((rest, each) => rest.replaceAll(each, ''), text).replace(quoted, '')
    const seems = languageOf(own)
    if (seems && lang && seems !== lang)
      found.push(`“${text.trim().replace(/\s+/g, ' ').slice(0, 70)}” is said to be ${lang}`)
  }
  for (const element of document.querySelectorAll('body :not(noscript)')) {
    for (const name of ['aria-label', 'title', 'placeholder', 'aria-valuetext', 'alt'])
      look(element, element.getAttribute(name) ?? '')
    if (element instanceof HTMLTextAreaElement) look(element, element.value)
    else if (!element.matches('script, style'))
      look(
        element,
        [...element.childNodes].map((node) => (node instanceof Text ? node.data : '')).join(' '),
      )
  }
  return found
}

async function accessibilityTree(page: Page): Promise<AxNode[]> {
  const protocol = await page.context().newCDPSession(page)
  try {
    const { nodes } = await protocol.send('Accessibility.getFullAXTree')
    return (nodes as AxNode[]).filter(({ ignored }) => !ignored)
  } finally {
    await protocol.detach()
  }
}

const roleOf = (node: AxNode): string => node.role?.value ?? ''
const nameOf = (node: AxNode): string => (node.name?.value ?? '').trim()
const propertyOf = (node: AxNode, name: string): unknown =>
  node.properties?.find((property) => property.name === name)?.value.value

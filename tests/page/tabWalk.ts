import type { Page } from 'playwright-core'

/** Where the focus is: what it is on, whether that is seen, and whether something lies over it. */
interface Stand {
  name: string
  top: number // px of the document
  outlined: boolean
  beneath: string // what lies over it; '' where it is seen
  inMain: boolean
}

/**
 * Presses Tab from the top of the page until it leaves it, as somebody without a pointer does, and says what is wrong on
 * the way: a focus that cannot be seen, or lies beneath something, a step back up the page, a control that holds the keyboard.
 */
export async function tabProblems(page: Page, { column }: { column: boolean }): Promise<string[]> {
  const found: string[] = []
  await page.mouse.move(0, 0) // a tip stays while it is pointed at
  const stops = await page.evaluate(beginAtTop)
  let before: Stand | null = null
  for (let presses = 0; ; presses++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(look)
    if (!at) return presses === 0 ? ['Tab leads nowhere'] : found
    if (presses > stops + 5) return [...found, `${at.name} holds the keyboard`]
    if (!at.outlined && !(await changesPixels(page)))
      found.push(`the focus on ${at.name} is not seen`)
    if (at.beneath) found.push(`${at.name} has the focus beneath ${at.beneath}`)
    if (column && before?.inMain && at.inMain && at.top < before.top - 60)
      found.push(`the focus goes up from ${before.name} to ${at.name}`)
    before = at
  }
}

/** Runs in the page: puts the focus before everything, and counts what Tab can reach. */
function beginAtTop(): number {
  scrollTo(0, 0)
  for (const old of document.querySelectorAll('[data-walked]')) old.removeAttribute('data-walked')
  document.body.tabIndex = -1
  document.body.focus()
  document.body.removeAttribute('tabindex')
  return document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex="0"]',
  ).length
}

/** Runs in the page. Null once the focus has left it, or is back at the beginning. */
function look(): Stand | null {
  const at = document.activeElement
  if (!at || at === document.body || at.hasAttribute('data-walked')) return null
  at.setAttribute('data-walked', '')
  const nameOf = (element: Element | null): string => {
    const label = element?.getAttribute('aria-label') || element?.textContent || element?.id
    const said = (label ?? '').trim().replace(/\s+/g, ' ').slice(0, 40)
    return `${element?.tagName.toLowerCase()}.${element?.className} “${said}”`
  }
  const hasOutline = (element: Element | null): boolean => {
    if (!element) return false
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element)
    return (
      outlineStyle !== 'none' &&
      Number.parseFloat(outlineWidth) >= 1.5 &&
      !/, 0\)$/.test(outlineColor)
    )
  }
  const rect = at.getClientRects()[0] ?? at.getBoundingClientRect()
  const [left, right] = [Math.max(rect.left, 0), Math.min(rect.right, innerWidth)]
  const [top, bottom] = [Math.max(rect.top, 0), Math.min(rect.bottom, innerHeight)]
  const shares = [0.1, 0.5, 0.9]
  const isTop = (x: number, y: number): boolean => {
    const over = document.elementFromPoint(x, y)
    return (
      !!over &&
      (at.contains(over) || over.contains(at) || over.closest('label')?.contains(at) === true)
    )
  }
  const inView = right > left && bottom > top
  const seen =
    inView &&
    shares.some((x) =>
      shares.some((y) => isTop(left + x * (right - left), top + y * (bottom - top))),
    )
  return {
    name: nameOf(at),
    top: rect.top + scrollY,
    outlined: hasOutline(at) || hasOutline(at.closest('.switch')),
    beneath: seen
      ? ''
      : inView
        ? nameOf(document.elementFromPoint((left + right) / 2, (top + bottom) / 2))
        : 'the edge of the window',
    inMain: at.closest('main') !== null,
  }
}

/** Whether what has the focus looks otherwise without it. */
async function changesPixels(page: Page): Promise<boolean> {
  const at = await page.evaluateHandle(() => document.activeElement as HTMLElement)
  const { x, y, width, height } = await at.evaluate((element) => {
    const box = element.getBoundingClientRect()
    return { x: box.x, y: box.y, width: box.width, height: box.height }
  })
  const clip = {
    x: Math.max(0, x - 6),
    y: Math.max(0, y - 6),
    width: width + 12,
    height: height + 12,
  }
  const focused = await page.screenshot({ clip })
  await at.evaluate((element) => element.blur())
  const plain = await page.screenshot({ clip })
  await at.evaluate((element) => element.focus())
  return !focused.equals(plain)
}

import type { Page } from 'playwright-core'

/** What does not fit the width of the window, one sentence each: sideways scroll, controls cut off, under one another or under bars. */
export async function reflowProblems(page: Page): Promise<string[]> {
  return page.evaluate(findProblems)
}

/** Runs in the page. */
function findProblems(): string[] {
  const found: string[] = []
  const name = (element: Element): string => {
    const said = element.getAttribute('aria-label') ?? element.textContent ?? ''
    const kind =
      element.className && typeof element.className === 'string'
        ? `.${element.className.split(' ')[0]}`
        : ''
    return `${element.tagName.toLowerCase()}${kind} “${said.trim().replace(/\s+/g, ' ').slice(0, 40)}”`
  }
  const wide = document.documentElement.scrollWidth - innerWidth
  if (wide > 0) found.push(`the page scrolls ${wide} px sideways`)

  const isShown = (element: Element): boolean => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: false })) return false
    const { width, height } = element.getBoundingClientRect()
    return width > 1 && height > 1
  }
  /** The box that scrolls sideways around an element, which may then be wider. */
  const scroller = (element: Element): Element | null => {
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
      const { overflowX } = getComputedStyle(at)
      if (/auto|scroll/.test(overflowX) && at.scrollWidth > at.clientWidth) return at
    }
    return null
  }
  const controls = [
    ...document.querySelectorAll(
      'a[href], button, input, select, textarea, summary, [tabindex="0"]',
    ),
  ].filter(isShown)
  for (const control of controls) {
    if (scroller(control)) continue
    const { left, right } = control.getBoundingClientRect()
    if (left < -0.5 || right > innerWidth + 0.5)
      found.push(`${name(control)} reaches from ${Math.round(left)} to ${Math.round(right)} px`)
  }

  // Text that its box cuts off.
  for (const element of document.querySelectorAll('body *')) {
    if (!isShown(element) || element.closest('.hidden, svg')) continue
    const { overflowX, overflowY } = getComputedStyle(element)
    if (!/hidden|clip/.test(overflowX + overflowY)) continue
    if (element.scrollWidth > element.clientWidth + 1 && element.textContent?.trim())
      found.push(
        `${name(element)} cuts off ${element.scrollWidth - element.clientWidth} px of its text`,
      )
  }
  // Words that hang out of the window.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    if (!element || !node.textContent?.trim() || !isShown(element)) continue
    if (element.closest('.hidden, option, textarea') || scroller(element)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const { left, right, width } of range.getClientRects())
      if (width > 0 && (left < -0.5 || right > innerWidth + 0.5)) {
        found.push(`${name(element)} has words from ${Math.round(left)} to ${Math.round(right)} px`)
        break
      }
  }

  // Controls over one another: a click would meet the wrong one.
  const isPlain = (element: Element) =>
    !element.closest('svg') && getComputedStyle(element).position !== 'fixed'
  const boxes = controls
    .filter(isPlain)
    .map((element) => ({ element, rects: [...element.getClientRects()] }))
  for (const [i, one] of boxes.entries())
    for (const two of boxes.slice(i + 1)) {
      if (one.element.contains(two.element) || two.element.contains(one.element)) continue
      const over = one.rects.some((a) =>
        two.rects.some(
          (b) =>
            Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2,
        ),
      )
      if (over) found.push(`${name(one.element)} lies over ${name(two.element)}`)
    }
  return found
}

import { expect } from 'vitest'

/** The texts between tags, as a reader sees them, entities resolved. */
export const textsOf = (markup: string): string =>
  markup
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]*>/g, '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')

/** Fails unless every tag is closed in order, attributes are quoted, and nothing in it can run or load. */
export function expectInert(markup: string): void {
  const open: string[] = []
  const body = markup.replace(/^<\?xml[^>]*\?>|<!doctype html>/i, '').replace(/<meta [^>]*\/>/g, '')
  for (const [tag, closing, name = '', rest = '', empty] of body.matchAll(
    /<(\/?)([a-zA-Z][\w]*)((?:\s[\w:-]+="[^"<]*")*)\s*(\/?)>|</g,
  )) {
    expect(name, `a stray ${tag}`).not.toBe('')
    expect(['script', 'img', 'iframe', 'object', 'foreignObject', 'a', 'use']).not.toContain(name)
    expect(rest.replace(/"[^"]*"/g, '')).not.toMatch(/\s(on\w+|style|href|src|xlink:href)=/)
    if (closing) expect(open.pop()).toBe(name)
    else if (!empty) open.push(name)
  }
  expect(open).toEqual([])
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
  expect(markup).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/)
}

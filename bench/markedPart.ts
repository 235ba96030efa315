const begin = (name: string): string => `<!-- ${name} -->`
const end = (name: string): string => `<!-- /${name} -->`

/** What stands between the marks of a name, marks included; '' where there are none. */
export function markedPart(text: string, name: string): string {
  const [from, to] = [text.indexOf(begin(name)), text.indexOf(end(name))]
  return from < 0 || to < from ? '' : text.slice(from, to + end(name).length)
}

/** The text with another content between the marks of a name; it goes to the end where there are none. */
export function withMarkedPart(text: string, name: string, content: string): string {
  const part = `${begin(name)}\n${content.trim()}\n${end(name)}`
  const before = markedPart(text, name)
  return before ? text.replace(before, () => part) : `${text.trimEnd()}\n\n${part}\n`
}

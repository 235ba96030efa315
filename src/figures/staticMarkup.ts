import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

const impossible = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** Markup of elements without a page. Every text is escaped; characters that XML does not allow are replaced. */
export const staticMarkup = (node: ReactNode): string =>
  renderToStaticMarkup(node).replace(impossible, '\ufffd')

/** Rows of named columns: what was measured, item by item. */
export interface Table {
  columns: string[]
  rows: (string | number | null)[][]
}

/** The table as CSV (RFC 4180), one header line. A text that a spreadsheet would run as a formula gets a ' in front. */
export function tableAsCsv({ columns, rows }: Table): string {
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const inert = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}

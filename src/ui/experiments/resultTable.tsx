import type { Table } from '../../experiments/table.ts'
import { say } from '../../language/say.ts'

interface Props {
  label: string
  table: Table
  lang?: 'en' // of its words, where they are not the page's
}

/** Rows that can be scrolled by keyboard. Numbers are rounded here; files hold them whole. */
export function ResultTable({ label, table, lang }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="tableBox" aria-label={say('table.asTable', { label })} tabIndex={0}>
      <table lang={lang} aria-label={label}>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows never move, and have no other name.
            <tr key={i}>
              {row.map((cell, column) => (
                <td key={table.columns[column]}>{cellText(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function cellText(cell: string | number | null): string {
  if (cell === null) return '–'
  if (typeof cell === 'string') return cell
  const text = Number.isInteger(cell) ? String(cell) : cell.toPrecision(3)
  return text.replace('-', '−')
}

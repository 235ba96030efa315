import type { Table } from '../../experiments/table.ts'

/** Rows that can be scrolled by keyboard. Numbers are rounded here; files hold them whole. */
export function ResultTable({ label, table }: { label: string; table: Table }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="tableBox" aria-label={`${label}, as a table`} tabIndex={0}>
      <table>
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

/** The sign of an alarm in running text, which says what it means. */
export function Flag() {
  return (
    <svg className="flag" width="9" height="13" viewBox="0 0 9 13" aria-hidden="true">
      <path d={FLAG} transform="translate(1 13)" />
    </svg>
  )
}

/** A flag whose pole stands at the origin, 13 px high. */
export const FLAG = 'M-1 0V-13H1L8 -9.5L1 -6V0Z'

/** A text that outlives the page. `read` gives null when there is nothing; both may throw when storage is closed. */
export interface TextStorage {
  read(): string | null
  write(text: string): void
  /** Gives what somebody else wrote: another tab, or a person who removed it (null). Absent where nobody else can. */
  follow?(changed: (text: string | null) => void): void
}

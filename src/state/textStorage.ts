/** A text that outlives the page. `read` gives null when there is nothing; both may throw when storage is closed. */
export interface TextStorage {
  read(): string | null
  write(text: string): void
}

/** What the caches of a browser do as far as the service worker uses them; addresses are kept in the order they came. */
export class KeptCache {
  readonly entries = new Map<string, string>()
  match = async (url: string): Promise<Response | undefined> => {
    const text = this.entries.get(url)
    return text === undefined ? undefined : new Response(text)
  }
  put = async (url: string, answer: Response): Promise<void> => {
    this.entries.set(url, await answer.text())
  }
  keys = async (): Promise<{ url: string }[]> => [...this.entries.keys()].map((url) => ({ url }))
  delete = async (url: string): Promise<boolean> => this.entries.delete(url)
}

/** One cache for all names. */
export const keptCaches = (cache: KeptCache) => ({ open: async () => cache })

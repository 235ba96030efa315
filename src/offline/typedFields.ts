/**
 * Fields of rooms into which somebody has typed. Those that are gone from the page do not count: what was typed there
 * went where it belongs. Fields around the rooms are choices, which are kept.
 */
export class TypedFields {
  readonly #fields = new Set<Element>()

  constructor() {
    addEventListener('input', ({ target }) => {
      if (target instanceof Element && target.closest('main')) this.#fields.add(target)
    })
  }

  /** Whether one of them is still on the page. */
  areThere(): boolean {
    for (const field of this.#fields) if (!field.isConnected) this.#fields.delete(field)
    return this.#fields.size > 0
  }
}

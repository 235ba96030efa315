import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { conditionName } from '../../src/experiments/writing/condition.ts'
import type { Reply, ReplyItem } from '../../src/experiments/writing/replies.ts'

const folder = join(import.meta.dirname, '.cache')

/** Replies of a run that was broken off, kept a line each, so that the next run goes on where it stopped. */
export class RepliesSoFar {
  readonly replies: Reply[]
  seconds: number // that they took
  readonly #path: string
  readonly #names: Set<string>

  private constructor(path: string, lines: readonly { reply: Reply; seconds: number }[]) {
    this.#path = path
    this.replies = lines.map(({ reply }) => reply)
    this.seconds = lines.at(-1)?.seconds ?? 0
    this.#names = new Set(this.replies.map(nameOf))
  }

  /** Those of a part that were written under the same plan; the name of a plan is anything that decides the replies. */
  static async open(part: string, plan: string): Promise<RepliesSoFar> {
    await mkdir(folder, { recursive: true })
    const path = pathOf(part)
    const head = JSON.stringify(plan)
    const [first, ...lines] = (await readFile(path, 'utf8').catch(() => '')).split('\n')
    const whole = first === head ? lines.slice(0, -1) : [] // the last one may be torn
    await writeFile(path, [head, ...whole, ''].join('\n'))
    return new RepliesSoFar(
      path,
      whole.map((line) => JSON.parse(line)),
    )
  }

  has(item: ReplyItem): boolean {
    return this.#names.has(nameOf(item))
  }

  /** Keeps a reply, unless it is there already. */
  async add(reply: Reply, seconds: number): Promise<void> {
    if (this.has(reply)) return
    this.#names.add(nameOf(reply))
    this.replies.push(reply)
    this.seconds = seconds
    await appendFile(this.#path, `${JSON.stringify({ reply, seconds })}\n`)
  }

  /** Forgets a part, once its results are kept elsewhere. */
  static async clear(part: string): Promise<void> {
    await rm(pathOf(part), { force: true })
  }
}

const pathOf = (part: string): string => join(folder, `${part}.jsonl`)

const nameOf = ({ prompt, seed, condition }: ReplyItem): string =>
  `${prompt} ${seed} ${conditionName(condition)}`

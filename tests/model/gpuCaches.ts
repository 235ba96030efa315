import type { OrtModule } from '../../src/model/runtime.ts'
import type { Feeds, Session } from '../../src/model/session.ts'

type Tensor = Feeds[string]

/**
 * A session on the CPU whose caches stand where those of a GPU stand, with a reader and a disposer, and which
 * knows how many tensors are not freed. `failAt` makes that run, from 1, fail.
 */
export class GpuCaches implements Session {
  readonly graph: Session['graph']
  readonly hasLogits: boolean
  readonly #ort: OrtModule
  readonly #session: Session
  readonly #kept = new Map<Tensor, Tensor>() // by what stands for it
  readonly #failAt: number
  runs = 0
  most = 0

  constructor(ort: OrtModule, session: Session, failAt = 0) {
    this.#ort = ort
    this.#session = session
    this.#failAt = failAt
    this.graph = session.graph
    this.hasLogits = session.hasLogits
  }

  /** Caches that are not freed. */
  get held(): number {
    return this.#kept.size / this.graph.cache.length
  }

  async run(feeds: Feeds, fetches: string[]): Promise<Feeds> {
    if (++this.runs === this.#failAt) throw new Error('the device is gone')
    const own = Object.entries(feeds).map(([name, tensor]) => {
      if (tensor.location !== 'gpu-buffer') return [name, tensor]
      return [name, this.#kept.get(tensor)]
    })
    const outputs = await this.#session.run(Object.fromEntries(own), fetches)
    for (const { present } of this.graph.cache) {
      const output = outputs[present]
      if (output) outputs[present] = this.#onGpu(output)
    }
    this.most = Math.max(this.most, this.held)
    return outputs
  }

  release(): Promise<void> {
    return this.#session.release()
  }

  #onGpu(tensor: Tensor): Tensor {
    const standIn: Tensor = this.#ort.Tensor.fromGpuBuffer({} as never, {
      dataType: 'float32',
      dims: tensor.dims,
      download: async () => tensor.data as Float32Array<ArrayBuffer>,
      dispose: () => this.#kept.delete(standIn),
    })
    this.#kept.set(standIn, tensor)
    return standIn
  }
}

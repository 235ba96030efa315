import { Worker } from 'node:worker_threads'

const megabytes = 540 // what decoding one token reads of the bundled model in float32

/** Sums its part of shared memory once a message, four sums side by side so that adding is not what takes time. */
const summing = `
const { parentPort, workerData } = require('node:worker_threads')
const numbers = new Float64Array(workerData.memory, workerData.from, workerData.count)
parentPort.on('message', () => {
  let a = 0, b = 0, c = 0, d = 0
  for (let i = 0; i < numbers.length; i += 4) {
    a += numbers[i]; b += numbers[i + 1]; c += numbers[i + 2]; d += numbers[i + 3]
  }
  parentPort.postMessage(a + b + c + d)
})`

/** Milliseconds to read as much memory as one token does, once, with all cores and hardly any arithmetic; the best of `runs`. */
export async function readingTime(cores: number, runs: number): Promise<number> {
  const bytes = Math.floor((megabytes * 1e6) / (cores * 32)) * cores * 32
  const memory = new SharedArrayBuffer(bytes)
  new Float64Array(memory).fill(1)
  const share = bytes / cores
  const workers = Array.from(
    { length: cores },
    (_, i) =>
      new Worker(summing, {
        eval: true,
        workerData: { memory, from: i * share, count: share / 8 },
      }),
  )
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < runs; run++) {
    const started = performance.now()
    const answers = workers.map(
      (worker) => new Promise((resolve) => worker.once('message', resolve)),
    )
    for (const worker of workers) worker.postMessage('sum')
    await Promise.all(answers)
    best = Math.min(best, performance.now() - started)
  }
  await Promise.all(workers.map((worker) => worker.terminate()))
  return best
}

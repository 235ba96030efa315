import { expect, it } from 'vitest'
import { DownloadProgress } from '../../src/model/downloadProgress.ts'
import type { LoadEvent } from '../../src/steering/labEngine.ts'

function record() {
  const seen: [done: number, total: number][] = []
  const progress = new DownloadProgress((event: LoadEvent) => {
    if (event.type === 'progress') seen.push([event.done, event.total])
  })
  return { progress, seen }
}

it('knows no total before all files are named, then one that stays', () => {
  const { progress, seen } = record()
  progress.tell('config.json', 10, 10)
  progress.end('config.json', 10)
  progress.expect(new Map(Object.entries({ weights: 100, tokenizer: 40 })))
  progress.tell('weights', 30, 100)
  progress.tell('tokenizer', 40, 40)
  progress.tell('weights', 100, 100)
  expect(seen).toEqual([
    [10, 0],
    [10, 0],
    [40, 150],
    [80, 150],
    [150, 150],
  ])
})

it('waits for sizes that only the server knows, and leaves out what is not there', () => {
  const { progress, seen } = record()
  progress.expect(new Map(Object.entries({ weights: 0, tokenizer: 0, absent: 25 })))
  progress.tell('weights', 30, 100)
  progress.tell('tokenizer', 5, 40)
  progress.end('absent', 0)
  progress.end('tokenizer', 40)
  expect(seen).toEqual([
    [30, 0],
    [35, 165],
    [35, 140],
    [70, 140],
  ])
})

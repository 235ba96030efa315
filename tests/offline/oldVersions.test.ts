import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppFiles, type ListedFile } from '../../src/offline/appFiles.ts'
import { RuntimeFiles } from '../../src/offline/runtimeFiles.ts'
import { TabVersions } from '../../src/offline/tabVersions.ts'
import { KeptCache, keptCaches } from '../fakes/keptCaches.ts'

const scope = 'https://school.example/lab/'
const listOf = (version: string): ListedFile[] => [
  { url: 'index.html', revision: version },
  { url: `assets/room-${version}.js`, revision: null, integrity: 'sha256-x' },
  { url: 'assets/shared.js', revision: null, integrity: 'sha256-y' },
]

let cache: KeptCache
beforeEach(() => {
  cache = new KeptCache()
  vi.stubGlobal('caches', keptCaches(cache))
  for (const version of ['old', 'new']) {
    cache.entries.set(`${scope}?files-of=${version}`, JSON.stringify(listOf(version)))
    cache.entries.set(`${scope}index.html?revision=${version}`, version)
    cache.entries.set(`${scope}assets/room-${version}.js`, version)
  }
  cache.entries.set(`${scope}assets/shared.js`, 'both')
  cache.entries.set(`${scope}?tabs`, '{"served":"new","tabs":{}}')
})
afterEach(() => vi.unstubAllGlobals())

const files = () => new AppFiles(scope, 'app', listOf('new'))
const ofOld = () => [...cache.entries.keys()].filter((url) => /old/.test(url))

describe('files of an older version', () => {
  it('go once no tab runs it, its list last; what the newer one has stays', async () => {
    const gone: string[] = []
    cache.delete = async (url) => {
      gone.push(url)
      return cache.entries.delete(url)
    }
    await files().tidy(async () => new Set(['new']))
    expect(ofOld()).toEqual([])
    expect(gone.at(-1)).toBe(`${scope}?files-of=old`)
    expect(cache.entries.size).toBe(5)
  })

  it('stay where a tab that runs it came after the first look', async () => {
    const answers = [['new'], ['new', 'old']]
    const before = ofOld()
    await files().tidy(async () => new Set(answers.shift() ?? ['new', 'old']))
    expect(answers).toEqual([])
    expect(ofOld()).toEqual(before)
  })

  it('that are left stay when such a tab comes in the middle', async () => {
    let looks = 0
    await files().tidy(async () => new Set(looks++ < 2 ? ['new'] : ['new', 'old']))
    expect(ofOld()).toEqual([`${scope}?files-of=old`, `${scope}assets/room-old.js`])
  })

  it('stay while a newer version fills the same cache', async () => {
    const before = cache.entries.size
    await files().tidy(async () => null)
    let looks = 0
    await files().tidy(async () => (looks++ === 0 ? new Set(['new']) : null))
    expect(cache.entries.size).toBe(before)
  })

  it('that run models go alike: none once a tab of it is there', async () => {
    const runtimes = () => new RuntimeFiles('runtime', [`${scope}new.wasm`])
    for (const name of ['new', 'a', 'b', 'c']) cache.entries.set(`${scope}${name}.wasm`, '')
    const programs = () => [...cache.entries.keys()].filter((url) => url.endsWith('.wasm'))
    const answers = [true, false, false]
    cache.keys = async () => programs().map((url) => ({ url }))
    await runtimes().tidy(async () => answers.shift() ?? false)
    expect(programs()).toEqual(['new', 'b', 'c'].map((name) => `${scope}${name}.wasm`))
  })
})

describe('tabs that run another version', () => {
  const tabs = () => new TabVersions(scope, 'app')

  it('are forgotten when they are closed, also for the next worker', async () => {
    const known = tabs()
    await known.note('a', 'old')
    expect(await known.inUse(async () => [{ id: 'a', url: scope }])).toEqual(new Set(['old']))
    expect(await known.inUse(async () => [])).toEqual(new Set())
    expect(await tabs().of('a')).toBeNull()
  })

  it('count before the browser lists them, but not for ever', async () => {
    vi.spyOn(performance, 'now').mockReturnValue(0)
    const known = tabs()
    await known.expect('a', 'old')
    expect(await known.inUse(async () => [])).toEqual(new Set(['old']))
    vi.spyOn(performance, 'now').mockReturnValue(61_000)
    expect(await known.inUse(async () => [])).toEqual(new Set())
    vi.restoreAllMocks()
  })

  it('are not lost when one comes while a closed one is forgotten', async () => {
    const known = tabs()
    await known.note('closed', 'old')
    const open = [{ id: 'b', url: scope }]
    await Promise.all([known.inUse(async () => open), known.note('b', 'older')])
    expect(await known.inUse(async () => open)).toEqual(new Set(['older']))
  })

  it('are not lost when one comes between the look at the open ones and the forgetting', async () => {
    const known = tabs()
    await known.note('closed', 'old')
    const list = async () => {
      await known.note('b', 'older') // after the browser made its list
      return []
    }
    expect(await known.inUse(list)).toEqual(new Set(['older']))
    expect(await known.of('b')).toBe('older')
  })

  it('and are only about to open stay known when another version is served from now on', async () => {
    await tabs().expect('coming', 'older')
    const next = tabs() // of the worker that takes over
    await next.served('new', [])
    expect(await next.inUse(async () => [])).toEqual(new Set(['older']))
  })
})

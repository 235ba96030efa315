import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Measurement } from '../../experiments/measured.ts'
import type { RunStep } from '../../experiments/runTasks.ts'
import { MEASUREMENTS } from '../../storageNames.ts'

/**
 * Where measurements outlive the page, by the key of their run, and own texts, by experiment. Every call may reject:
 * storage full, closed or forbidden.
 */
export interface MeasurementStorage {
  read(run: string): Promise<Map<string, Measurement>>
  add(run: string, step: RunStep): Promise<void>
  remove(run: string): Promise<void>
  readTexts(experiment: string): Promise<unknown>
  keepTexts(experiment: string, texts: unknown): Promise<void> // undefined forgets them
}

/** Measurements that are gone with the page. */
export function memoryStorage(): MeasurementStorage {
  const runs = new Map<string, Map<string, Measurement>>()
  const kept = new Map<string, unknown>()
  return {
    read: async (run) => new Map(runs.get(run)),
    async add(run, { task, measurement }) {
      runs.set(run, new Map(runs.get(run)).set(task, measurement))
    },
    async remove(run) {
      runs.delete(run)
    },
    readTexts: async (experiment) => kept.get(experiment),
    async keepTexts(experiment, texts) {
      kept.set(experiment, texts)
    },
  }
}

interface Schema extends DBSchema {
  measurements: {
    key: [run: string, task: string]
    value: { run: string; task: string; measurement: Measurement }
    indexes: { run: string }
  }
  texts: { key: string; value: { experiment: string; texts: unknown } }
}

/** Measurements in the browser's IndexedDB. */
export function browserStorage(name: string = MEASUREMENTS): MeasurementStorage {
  let opened: Promise<IDBPDatabase<Schema>> | null = null
  const database = () => {
    opened ??= openDB<Schema>(name, 1, {
      upgrade(db) {
        db.createObjectStore('measurements', { keyPath: ['run', 'task'] }).createIndex('run', 'run')
        db.createObjectStore('texts', { keyPath: 'experiment' })
      },
      blocking(_current, _blocked, event) {
        ;(event.target as IDBDatabase).close() // another tab wants to upgrade or remove it
        opened = null
      },
      terminated() {
        opened = null
      },
    })
    opened.catch(() => {
      opened = null
    })
    return opened
  }
  return {
    async read(run) {
      const rows = await (await database()).getAllFromIndex('measurements', 'run', run)
      return new Map(rows.map(({ task, measurement }) => [task, measurement]))
    },
    async add(run, { task, measurement }) {
      await (await database()).put('measurements', { run, task, measurement })
    },
    async remove(run) {
      const transaction = (await database()).transaction('measurements', 'readwrite')
      for await (const cursor of transaction.store.index('run').iterate(run)) await cursor.delete()
      await transaction.done
    },
    async readTexts(experiment) {
      return (await (await database()).get('texts', experiment))?.texts
    },
    async keepTexts(experiment, texts) {
      if (texts === undefined) await (await database()).delete('texts', experiment)
      else await (await database()).put('texts', { experiment, texts })
    },
  }
}

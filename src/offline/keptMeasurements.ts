import { deleteDB, openDB } from 'idb'

const name = 'evenkeel' // of the database that state/experiments/measurementStorage.ts fills

/** How many measurements and own texts of experiments are kept. Rejects where storage is refused. */
export async function countMeasurements(): Promise<number> {
  const there = await indexedDB.databases()
  if (!there.some((database) => database.name === name)) return 0 // opening it would make it, empty
  const database = await openDB(name)
  try {
    const counts = [...database.objectStoreNames].map((store) => database.count(store))
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
  } finally {
    database.close()
  }
}

/** Removes them all. Rejects when a tab that measures does not let go of them. */
export async function forgetMeasurements(): Promise<void> {
  await deleteDB(name)
}

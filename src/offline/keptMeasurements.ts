import { deleteDB, openDB } from 'idb'
import { MEASUREMENTS } from '../storageNames.ts'

/** How many measurements and own texts of experiments are kept. Rejects where storage is refused. */
export async function countMeasurements(): Promise<number> {
  const there = await indexedDB.databases()
  if (!there.some((database) => database.name === MEASUREMENTS)) return 0 // opening it would make it, empty
  const database = await openDB(MEASUREMENTS)
  try {
    const counts = [...database.objectStoreNames].map((store) => database.count(store))
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
  } finally {
    database.close()
  }
}

/** Removes them all. Rejects when another tab does not let go of them; then they go once that tab is closed. */
export function forgetMeasurements(): Promise<void> {
  return new Promise((resolve, reject) => {
    const blocked = () => reject(new Error('another tab does not let go of the measurements'))
    deleteDB(MEASUREMENTS, { blocked }).then(resolve, reject)
  })
}

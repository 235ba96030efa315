import { useState } from 'react'
import { number } from '../../language/number.ts'
import { say } from '../../language/say.ts'
import type { StoredThing } from '../../state/device/deviceStorage.ts'
import { inBytes } from '../../state/numberText.ts'
import { useOffline } from '../offlineContext.ts'

type Step = 'shown' | 'asked' | 'removing' | 'failed'

/** One thing that is kept, its size, and its removal in two steps. */
export function StoredRow({ thing, removed }: { thing: StoredThing; removed: () => void }) {
  const offline = useOffline()
  const [step, setStep] = useState<Step>('shown')
  const { kind, name, bytes, count } = thing
  const label = say(`offline.kind.${kind}`, { name })
  const size = bytes === null ? say('offline.entries', { n: count ?? 0 }) : sizeOf(bytes)

  async function remove(): Promise<void> {
    setStep('removing')
    try {
      await (await offline.storage()).remove(thing)
      removed()
    } catch {
      setStep('failed')
    }
  }

  return (
    <li>
      <span>{label}</span> <span className="soft">{size}</span>
      {step === 'shown' ? (
        <button
          type="button"
          className="quiet"
          aria-label={say('offline.removeThing', { thing: label })}
          onClick={() => setStep('asked')}
        >
          {say('offline.remove')}
        </button>
      ) : (
        <div className="really">
          <p role={step === 'failed' ? 'alert' : undefined}>
            {say(step === 'failed' ? 'offline.remove.failed' : `offline.remove.${kind}`)}
          </p>
          <div className="runRow">
            <button
              type="button"
              aria-disabled={step === 'removing'}
              onClick={() => step !== 'removing' && void remove()}
            >
              {say('offline.remove.yes')}
            </button>
            {/* biome-ignore lint/a11y/noAutofocus: the button that was pressed is gone; the harmless answer takes its place. */}
            <button type="button" autoFocus onClick={() => setStep('shown')}>
              {say('offline.remove.no')}
            </button>
          </div>
        </div>
      )}
    </li>
  )
}

const sizeOf = (bytes: number): string =>
  bytes < 1e5 ? `${number(Math.max(bytes / 1e3, 0.1), 1)} kB` : inBytes(bytes)

import { useRef, useState } from 'react'
import { encode } from 'uqr'
import { say } from '../../language/say.ts'
import { copyText } from '../copyText.ts'

const LONG = 2000 // characters, after which some programs cut a link

/** The link to look at, to copy and to point a phone at. */
export function LinkField({ url }: { url: string }) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [copied, setCopied] = useState<{ url: string; done: boolean } | null>(null)
  const copy = async (): Promise<void> => {
    const done = await copyText(url)
    if (!done) field.current?.select()
    setCopied({ url, done })
  }
  const told = copied?.url === url ? copied.done : null
  const { hostname, host } = new URL(url)
  return (
    <>
      <textarea
        ref={field}
        className="linkText"
        rows={3}
        readOnly
        aria-label={say('class.make.link')}
        value={url}
        onFocus={(event) => event.target.select()}
      />
      <div className="runRow">
        <button type="button" className="primary" onClick={() => void copy()}>
          {say('class.make.copy')}
        </button>
        <span className="soft">{say('class.make.length', { count: url.length })}</span>
        <span aria-live="polite">
          {told !== null && say(told ? 'class.make.copied' : 'class.make.notCopied')}
        </span>
      </div>
      {/^(localhost|127\.|\[::1\])/.test(hostname) && (
        <p className="note">{say('class.make.local', { host })}</p>
      )}
      {url.length > LONG && <p className="problem">{say('class.make.long')}</p>}
      <details>
        <summary>{say('class.make.qr.show')}</summary>
        <QrCode text={url} />
      </details>
    </>
  )
}

/** Dark on light in both color schemes: cameras want it so. */
function QrCode({ text }: { text: string }) {
  const code = qrCode(text)
  if (!code) return <p className="problem">{say('class.make.qr.tooLong')}</p>
  const { size, data } = code
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={say('class.make.qr')}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} />
      <path d={path} />
    </svg>
  )
}

/** Null for a text that no QR code holds. */
function qrCode(text: string): ReturnType<typeof encode> | null {
  try {
    return encode(text, { border: 4 })
  } catch {
    return null
  }
}

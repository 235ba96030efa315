interface Heartbeat {
  /** Tells that the other side said something. */
  heard(): void
  stop(): void
}

/**
 * Pings every `heartbeatMs` and reports silence once `silenceMs` worth of pings went by without a word. Beats are
 * counted, not the clock: a laptop that slept and a hidden tab with slow timers must not look like a dead worker.
 */
export function startHeartbeat(
  { heartbeatMs, silenceMs }: { heartbeatMs: number; silenceMs: number },
  ping: () => void,
  onSilence: () => void,
): Heartbeat {
  const allowed = Math.max(1, Math.ceil(silenceMs / heartbeatMs))
  let unanswered = 0
  const beat = (): void => {
    if (unanswered >= allowed) onSilence()
    else {
      unanswered += 1
      ping()
    }
  }
  const timer = setInterval(beat, heartbeatMs)
  return {
    heard: () => {
      unanswered = 0
    },
    stop: () => clearInterval(timer),
  }
}

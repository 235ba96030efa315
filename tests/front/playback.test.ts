import { describe, expect, it } from 'vitest'
import { type Clock, Playback } from '../../src/ui/front/playback.ts'

/** A clock whose frames come when a test asks for them. */
class HandClock implements Clock {
  time = 0
  #tick: (() => void) | null = null

  now(): number {
    return this.time
  }

  next(tick: () => void): () => void {
    this.#tick = tick
    return () => {
      if (this.#tick === tick) this.#tick = null
    }
  }

  get waits(): boolean {
    return this.#tick !== null
  }

  /** Lets time pass and one frame come. */
  pass(ms: number): void {
    this.time += ms
    const tick = this.#tick
    this.#tick = null
    tick?.()
  }
}

function begin(still = false) {
  const clock = new HandClock()
  const playback = new Playback({ length: 10, msPerToken: 50, push: 0.2, still, clock })
  const leave = playback.subscribe(() => undefined)
  return { clock, playback, leave }
}

describe('a recording on the front page', () => {
  it('is written at its recorded pace, both texts together', () => {
    const { clock, playback } = begin()
    expect(playback.state()).toEqual({ push: 0.2, written: 0, baseline: 0, playing: true })
    clock.pass(0)
    expect(playback.state()).toMatchObject({ written: 1, baseline: 1 })
    clock.pass(149)
    expect(playback.state()).toMatchObject({ written: 3, baseline: 3, playing: true })
    clock.pass(1)
    expect(playback.state().written).toBe(4)
  })

  it('ends when all is written, and asks for no more frames', () => {
    const { clock, playback } = begin()
    clock.pass(5000)
    expect(playback.state()).toEqual({ push: 0.2, written: 10, baseline: 10, playing: false })
    expect(clock.waits).toBe(false)
  })

  it('begins the pushed text anew when the push moves, and leaves the baseline standing', () => {
    const { clock, playback } = begin()
    clock.pass(5000)
    playback.moveTo(-0.1)
    expect(playback.state()).toEqual({ push: -0.1, written: 0, baseline: 10, playing: true })
    clock.pass(60)
    expect(playback.state()).toMatchObject({ written: 2, baseline: 10 })
  })

  it('goes on where it was paused, however long that was', () => {
    const { clock, playback } = begin()
    clock.pass(120)
    playback.pause()
    expect(clock.waits).toBe(false)
    clock.time += 60_000
    playback.play()
    clock.pass(0)
    expect(playback.state().written).toBe(4)
  })

  it('begins both texts again when it is played after its end', () => {
    const { clock, playback } = begin()
    clock.pass(5000)
    playback.play()
    expect(playback.state()).toEqual({ push: 0.2, written: 0, baseline: 0, playing: true })
  })

  it('stands whole at once where nothing should move, and still plays when asked', () => {
    const { clock, playback } = begin(true)
    expect(playback.state()).toEqual({ push: 0.2, written: 10, baseline: 10, playing: false })
    playback.moveTo(0.3)
    expect(playback.state()).toEqual({ push: 0.3, written: 10, baseline: 10, playing: false })
    expect(clock.waits).toBe(false)
    playback.play()
    clock.pass(60)
    expect(playback.state()).toMatchObject({ written: 2, playing: true })
  })

  it('does not begin anew for the push that it has', () => {
    const { clock, playback } = begin()
    clock.pass(120)
    playback.moveTo(0.2)
    expect(playback.state().written).toBe(3)
  })

  it('rests while nobody looks and goes on with the next who does', () => {
    const { clock, playback, leave } = begin()
    clock.pass(120)
    leave()
    expect(clock.waits).toBe(false)
    clock.time += 60_000
    playback.subscribe(() => undefined)
    clock.pass(0)
    expect(playback.state().written).toBe(4)
  })
})

import { describe, expect, it } from 'vitest'
import { isolated } from '../../src/offline/isolated.ts'

describe('an answer that isolates the page', () => {
  it('has the three headers for that and keeps status, body and all other headers', async () => {
    const headers = { 'Content-Length': '5', 'Content-Security-Policy': "default-src 'self'" }
    const answer = isolated(new Response('hello', { status: 203, statusText: 'As is', headers }))
    expect(answer.status).toBe(203)
    expect(answer.statusText).toBe('As is')
    expect(await answer.text()).toBe('hello')
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-length': '5',
      'content-security-policy': "default-src 'self'",
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
    })
  })

  it('has no body where the host sent none, and stays an error where it was one', () => {
    expect(isolated(new Response(null, { status: 304 })).body).toBe(null)
    const error = Response.error()
    expect(isolated(error)).toBe(error)
  })
})

/**
 * The answer with the headers that isolate the page, so that it may share memory between threads on a host that sends
 * none of them. All other headers stay.
 */
export function isolated(answer: Response): Response {
  if (answer.status === 0) return answer // an error, or one that may not be looked into
  const headers = new Headers(answer.headers)
  headers.set('Cross-Origin-Opener-Policy', 'same-origin')
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp')
  headers.set('Cross-Origin-Resource-Policy', 'same-origin')
  const { status, statusText } = answer
  return new Response(answer.body, { status, statusText, headers })
}

import { hideToast, toast } from './dom.js'
import { words } from './words.js'

export async function get(path) {
  const response = await fetch(path, { headers: { accept: 'application/json' } })
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
  return response.json()
}

/** Does something in the drill; says so at the foot of the page when it could not be done. Returns whether it was. */
export async function post(path, body = {}) {
  try {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
    if (response.ok) return true
    const { error } = await response.json().catch(() => ({}))
    if (error === 'nothing-ahead') toast(words().nothingAhead)
    else toast(words().refused[error] ?? words().failed)
  } catch {
    toast(words().failed)
  }
  return false
}

const TRY_AGAIN_MS = 1500

/** Listens to what changes. The browser comes back by itself after a cut; after a refusal we do. */
export function listen({ onClock, onState }) {
  let away = false
  const source = new EventSource('/drill/events')
  const heard = (handle) => (event) => {
    if (away) hideToast()
    away = false
    handle(JSON.parse(event.data))
  }
  source.addEventListener('clock', heard(onClock))
  source.addEventListener('state', heard(onState))
  source.addEventListener('error', () => {
    if (!away) toast(words().away, { stays: true })
    away = true
    if (source.readyState !== EventSource.CLOSED) return
    source.close()
    setTimeout(() => listen({ onClock, onState }), TRY_AGAIN_MS)
  })
}

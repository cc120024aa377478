import { byId, make, say, toast } from './dom.js'
import { post } from './server.js'
import { locale, words } from './words.js'

const ZONE = 'Asia/Ho_Chi_Minh'
const SPEEDS = [0, 1, 10, 60, 600]

/** The last the server said, and when that was on this machine's steady clock. */
let told = { now: Date.now(), speed: 0, at: performance.now() }

/** ms since the epoch, on the drill's clock. */
export const now = () => told.now + (performance.now() - told.at) * told.speed

export function setClock({ now: moment, speed }) {
  told = { now: moment, speed, at: performance.now() }
  for (const button of byId('speeds').children)
    button.setAttribute('aria-pressed', String(Number(button.dataset.speed) === speed))
  document.body.toggleAttribute('data-stopped', speed === 0)
  tick()
}

export const clockOf = (moment) => format(moment, { hour: '2-digit', minute: '2-digit' })

/** 'Hôm nay' needs no day. */
export function momentOf(moment) {
  const day = { weekday: 'long', day: '2-digit', month: '2-digit' }
  return sameDay(moment, now()) ? clockOf(moment) : `${clockOf(moment)}, ${format(moment, day)}`
}

/** `as` is a set of words for ages. */
export function ageOf(since, age = words().age) {
  const minutes = Math.max(0, Math.floor((now() - since) / 60_000))
  if (minutes < 1) return age.now
  if (minutes < 60) return age.minutes(minutes)
  return minutes < 48 * 60 ? age.hours(Math.floor(minutes / 60)) : age.days(Math.floor(minutes / 1440))
}

export function openClock() {
  byId('speeds').replaceChildren(...SPEEDS.map(speedButton))
  byId('skip').addEventListener('click', () => void skip())
  setInterval(tick, 200)
}

/** After the language changed. */
export function nameSpeeds() {
  for (const button of byId('speeds').children) {
    const speed = Number(button.dataset.speed)
    say(button, speed === 0 ? words().stop : words().times(speed))
  }
  tick()
}

const speedButton = (speed) =>
  make('button', {
    type: 'button',
    'aria-pressed': 'false',
    data: { speed },
    onclick: () => post('/drill/clock', { speed }),
  })

async function skip() {
  const button = byId('skip')
  const label = button.querySelector('[data-t]')
  button.disabled = true
  say(label, words().skipping)
  if (await post('/drill/skip')) toast(words().skippedTo(momentOf(now())))
  button.disabled = false
  say(label, words().skip)
}

function tick() {
  say(byId('clock-time'), format(now(), { hour: '2-digit', minute: '2-digit', second: '2-digit' }))
  say(
    byId('clock-day'),
    format(now(), { weekday: 'long', day: '2-digit', month: '2-digit', year: 'numeric' }),
  )
}

const format = (moment, parts) =>
  new Intl.DateTimeFormat(locale(), { timeZone: ZONE, hourCycle: 'h23', ...parts }).format(moment)

const sameDay = (one, other) =>
  format(one, { dateStyle: undefined, year: 'numeric', month: '2-digit', day: '2-digit' }) ===
  format(other, { year: 'numeric', month: '2-digit', day: '2-digit' })

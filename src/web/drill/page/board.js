import { ageOf, clockOf } from './clock.js'
import { byId, keyed, make, say } from './dom.js'
import { words } from './words.js'

const ORDER = ['ready', 'preparing', 'issue', 'pending']
const SIGNS = { ready: '✓', preparing: '…', issue: '!', pending: '' }

/** The bridge points in their colours, with the age of what they said. */
export function showBoard(board, openPhone) {
  if (!board) return
  showRound(board.round)
  keyed(
    byId('figures'),
    ORDER,
    (status) => status,
    (status, old) => figure(status, board.figures[status], old),
  )
  keyed(
    byId('tiles'),
    board.bridgePoints,
    (point) => point.code,
    (point, old) => tile(point, old, openPhone),
  )
  const done = board.assignments.filter(({ status }) => status !== 'sent' && status !== 'draft').length
  const faults = board.openIncidents.length
  const tasks = words().tasks(done, board.assignments.length)
  say(byId('tasks'), faults > 0 ? `${tasks} · ${words().incidents(faults)}` : tasks)
}

function showRound(round) {
  const { noRound, roundOpen, roundClosed } = words()
  const text = round ? (round.closed ? roundClosed : roundOpen)(round.name, clockOf(round.closesAt)) : noRound
  say(byId('round'), text)
}

function figure(status, count, old) {
  const item = old ?? make('li', { data: { status } }, make('strong'), make('span'))
  say(item.children[0], String(count))
  say(item.children[1], words().statuses[status])
  return item
}

function tile(point, old, openPhone) {
  const item = old ?? newTile(point, openPhone)
  const button = item.firstChild
  const status = words().statuses[point.status]
  const age = point.since === null ? '' : ageOf(point.since)
  if (item.dataset.status !== point.status) {
    item.dataset.changed = String(item.dataset.status !== undefined)
    item.dataset.status = point.status
  }
  say(button.children[0], SIGNS[point.status])
  say(button.children[1], point.name)
  say(button.children[2], point.since === null ? '' : ageOf(point.since, words().shortAge))
  button.setAttribute(
    'aria-label',
    `${point.name}: ${[status, age].filter(Boolean).join(', ')}; ${words().openPhoneOf(point.contactName)}`,
  )
  button.title = `${point.name}: ${status}\n${point.contactName}`
  return item
}

const newTile = (point, openPhone) =>
  make(
    'li',
    {},
    make(
      'button',
      { type: 'button', onclick: () => openPhone(point.contact) },
      make('span', { class: 'sign', 'aria-hidden': 'true' }),
      make('span', { class: 'name' }),
      make('span', { class: 'age' }),
    ),
  )

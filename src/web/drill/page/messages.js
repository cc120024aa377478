import { clockOf } from './clock.js'
import { keyed, make } from './dom.js'
import { words } from './words.js'

/** First line of every message here; shown as the stamp it is. */
const STAMP = /^— (DIỄN TẬP) —\n/

/** Shows a conversation, oldest first, and stays at its end if the reader was there. */
export function showMessages(box, messages, press) {
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 60
  keyed(
    box,
    messages,
    (message) => message.id,
    (message, old) => {
      const drawn = JSON.stringify(message) + words().edited
      return old?.drawn === drawn ? old : draw(message, drawn, press)
    },
  )
  if (atEnd) box.scrollTop = box.scrollHeight
}

function draw(message, drawn, press) {
  const element = make('li', { class: `message ${message.from}` }, bubble(message), keyboard(message, press))
  element.drawn = drawn
  return element
}

function bubble({ text, at, edited, media }) {
  const stamp = STAMP.exec(text)
  const rest = stamp ? text.slice(stamp[0].length) : text
  return make(
    'div',
    { class: 'bubble' },
    stamp && make('span', { class: 'stamp small' }, stamp[1]),
    make('p', {}, rest || (media ? `[${media}]` : '')),
    make('span', { class: 'meta' }, edited ? `${words().edited} ${clockOf(at)}` : clockOf(at)),
  )
}

function keyboard({ id, buttons }, press) {
  if (buttons.length === 0) return null
  return make('div', { class: 'keyboard' }, ...buttons.map((row) => keyRow(id, row, press)))
}

const keyRow = (message, row, press) =>
  make(
    'div',
    {},
    ...row.map(({ label, data }) =>
      /^https?:/.test(data)
        ? make('a', { href: data, target: '_blank', rel: 'noreferrer' }, label)
        : make(
            'button',
            { type: 'button', onclick: (event) => press(event.currentTarget, { message, data }) },
            label,
          ),
    ),
  )

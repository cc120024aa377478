import { byId, keyed, make, say, toast } from './dom.js'
import { post } from './server.js'
import { words } from './words.js'

const TEMPERS = ['prompt', 'late', 'wrong', 'never', 'hand']

/** What a person has to do with the conference, in a few words. */
export function roleOf({ coordinator, bridgePoints, backupFor, unit }) {
  if (coordinator) return words().coordinator
  if (bridgePoints.length > 0) return words().forPoint(bridgePoints.join(', '))
  return backupFor.length > 0 ? words().backupFor(backupFor.join(', ')) : (unit ?? '')
}

export function temperChooser(person) {
  const select = make('select', {
    class: 'temper',
    data: { temperOf: person.code, name: person.name },
    onchange: () => post('/drill/tempers', { codes: [person.code], temper: select.value }),
  })
  select.append(...TEMPERS.map((temper) => make('option', { value: temper })))
  nameTempers(select)
  return select
}

function nameTempers(select) {
  for (const option of select.options) if (option.value) option.textContent = words().tempers[option.value]
  if (select.dataset.name) select.setAttribute('aria-label', words().temper(select.dataset.name))
}

/** Every chooser on the page shows what the server says, save the one that is being used. */
export function showTempers(people) {
  const tempers = new Map(people.map(({ code, temper }) => [code, temper]))
  for (const select of document.querySelectorAll('select[data-temper-of]')) {
    const temper = tempers.get(select.dataset.temperOf)
    if (temper && select !== document.activeElement) select.value = temper
    select.dataset.temper = select.value
  }
}

export function openPeople(people, openPhone) {
  const all = byId('all-tempers')
  all.append(make('option', { value: '' }), ...TEMPERS.map((temper) => make('option', { value: temper })))
  all.addEventListener('change', () => void setAll(people, all))
  byId('find').addEventListener('input', () => filter(people))
  keyed(
    byId('list'),
    people,
    ({ code }) => code,
    (person) => row(person, openPhone),
  )
  namePeople(people)
}

async function setAll(people, select) {
  const temper = select.value
  const codes = people.filter((person) => !person.coordinator).map(({ code }) => code)
  if (temper && (await post('/drill/tempers', { codes, temper })))
    toast(words().allSet(words().tempers[temper]))
  select.value = ''
}

/** After the language changed. */
export function namePeople(people) {
  for (const select of document.querySelectorAll('select[data-temper-of], #all-tempers')) nameTempers(select)
  say(byId('all-tempers').options[0], words().choose)
  const rows = byId('list').kept
  for (const person of people) say(rows.get(person.code).parts.role, roleOf(person))
}

export function showPeople(states, unreadOf) {
  const rows = byId('list').kept
  for (const { code, linked } of states) {
    const { link, unread } = rows.get(code).parts
    const state = linked ? words().linked : words().notLinked
    link.className = linked ? 'link on' : 'link'
    link.title = state
    say(link.firstChild, state)
    showUnread(unread, unreadOf(code))
  }
}

export function showUnread(badge, count) {
  badge.hidden = count === 0
  say(badge, count > 99 ? '99+' : String(count))
  badge.setAttribute('aria-label', words().unread(count))
}

function row(person, openPhone) {
  const role = make('span', { class: 'role' })
  const link = make('span', { class: 'link' }, make('span', { class: 'unseen' }))
  const unread = make('span', { class: 'unread', hidden: true })
  const app = make('span', { class: `app ${person.app}` }, words().apps[person.app])
  const open = make(
    'button',
    { type: 'button', class: 'open', onclick: () => openPhone(person.code) },
    make('span', { class: 'who' }, make('span', { class: 'full-name' }, person.name), link, unread),
    role,
  )
  const item = make('li', {}, app, open, temperChooser(person))
  item.parts = { role, link, unread }
  return item
}

function filter(people) {
  const wanted = folded(byId('find').value)
  const rows = byId('list').kept
  for (const person of people) {
    const text = folded([person.name, person.unit, person.title, roleOf(person)].join(' '))
    rows.get(person.code).hidden = !text.includes(wanted)
  }
}

/** 'Đà Nẵng' is found by 'da nang'. */
const folded = (text) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().trim()

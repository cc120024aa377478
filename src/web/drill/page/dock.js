import { byId, keyed, make } from './dom.js'
import { showUnread } from './people.js'
import { Phone } from './phone.js'
import { words } from './words.js'

/** The phones on the table, side by side, and what of all of them has been read. */
export class Dock {
  constructor(people) {
    this.people = people
    this.phones = new Map()
    this.states = new Map()
    this.seen = new Map()
    this.chooser = byId('open-other')
    this.chooser.addEventListener('change', () => this.open(this.chooser.value, { go: true }))
    this.watcher = new IntersectionObserver((entries) => this.noticed(entries), { threshold: 0.6 })
    this.inView = new Set()
    setInterval(() => this.phones.forEach((phone) => phone.tick()), 1000)
  }

  /** Puts a phone on the table, or goes to it when it lies there. */
  open(code, { go = false } = {}) {
    const person = this.people.find((each) => each.code === code)
    if (!person) return
    if (!this.phones.has(code)) this.add(person)
    this.chooser.value = ''
    if (go) this.goTo(code)
  }

  add(person) {
    const phone = new Phone(person, () => this.putAway(person.code))
    this.phones.set(person.code, phone)
    byId('row').append(phone.element)
    this.watcher.observe(phone.element)
    phone.tick()
    const state = this.states.get(person.code)
    if (state) phone.update(state)
    this.arrange()
  }

  putAway(code) {
    const phone = this.phones.get(code)
    this.watcher.unobserve(phone.element)
    this.inView.delete(phone.element)
    phone.element.remove()
    this.phones.delete(code)
    this.arrange()
    byId('chips').querySelector('button')?.focus()
  }

  goTo(code) {
    document.body.dataset.view = 'phones'
    document.body.dispatchEvent(new Event('view'))
    const { element, parts } = this.phones.get(code)
    element.scrollIntoView({ behavior: 'smooth', block: 'nearest', inline: 'center' })
    byId('chips').kept.get(code)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    parts.input.focus({ preventScroll: true })
  }

  update(states) {
    for (const state of states) {
      // what had come before the page was opened counts as read
      if (!this.seen.has(state.code)) this.seen.set(state.code, state.received)
      this.states.set(state.code, state)
      this.phones.get(state.code)?.update(state)
    }
    this.readWhatIsSeen()
    this.arrange()
  }

  unreadOf(code) {
    return Math.max(0, (this.states.get(code)?.received ?? 0) - (this.seen.get(code) ?? 0))
  }

  noticed(entries) {
    for (const { target, isIntersecting } of entries)
      if (isIntersecting) this.inView.add(target)
      else this.inView.delete(target)
    this.readWhatIsSeen()
    this.arrange()
  }

  readWhatIsSeen() {
    if (document.hidden) return
    for (const [code, phone] of this.phones)
      if (this.inView.has(phone.element)) this.seen.set(code, this.states.get(code)?.received ?? 0)
  }

  /** After the language changed. */
  label() {
    for (const phone of this.phones.values()) phone.label()
    this.choices = ''
    this.arrange()
  }

  arrange() {
    keyed(
      byId('chips'),
      [...this.phones.values()],
      ({ person }) => person.code,
      (phone, old) => this.chip(phone, old),
    )
    const open = [...this.phones.keys()].join()
    if (open !== this.choices) this.offerOthers()
    this.choices = open
  }

  chip({ person, element }, old) {
    const chip = old ?? this.newChip(person)
    if (this.inView.has(element)) chip.setAttribute('aria-current', 'true')
    else chip.removeAttribute('aria-current')
    showUnread(chip.lastChild, this.unreadOf(person.code))
    return chip
  }

  newChip(person) {
    const dot = make('span', { class: `dot ${person.app}`, 'aria-hidden': 'true' })
    const unread = make('span', { class: 'unread', hidden: true })
    return make('button', { type: 'button', onclick: () => this.goTo(person.code) }, dot, person.name, unread)
  }

  offerOthers() {
    const others = this.people.filter(({ code }) => !this.phones.has(code))
    const options = others.map((person) => {
      const place = person.bridgePoints[0] ?? person.backupFor[0] ?? person.unit ?? ''
      return make('option', { value: person.code }, `${person.name} – ${place} (${words().apps[person.app]})`)
    })
    this.chooser.replaceChildren(make('option', { value: '' }, words().openOther), ...options)
  }
}

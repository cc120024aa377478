import { clockOf, now } from './clock.js'
import { make, say } from './dom.js'
import { showMessages } from './messages.js'
import { roleOf, temperChooser } from './people.js'
import { get, post } from './server.js'
import { words } from './words.js'

/** One phone on the table: who holds it, what it shows, and a line to write with. */
export class Phone {
  constructor(person, putAway) {
    this.person = person
    this.path = `/drill/phones/${encodeURIComponent(person.code)}`
    this.loaded = -1
    this.parts = parts(person)
    this.element = assembled(person, this.parts)
    this.parts.close.addEventListener('click', putAway)
    this.parts.form.addEventListener('submit', (event) => this.send(event))
    this.parts.join.addEventListener('click', () => void post(`${this.path}/join`))
    this.label()
  }

  /** The words around the conversation, in the language chosen now. */
  label() {
    const { person, parts: on } = this
    const own = words()
    say(on.role, roleOf(person))
    say(on.subtitle, person.app === 'telegram' ? own.bot : own.botAccount)
    say(on.web, own.webLink)
    on.web.hidden = !person.web
    if (person.web) on.web.href = person.web
    say(on.invited, own.invited)
    say(on.join, person.app === 'telegram' ? own.joinTelegram : own.joinZalo(person.inviteCode))
    this.element.setAttribute('aria-label', `${own.apps[person.app]} – ${person.name}`)
    on.messages.setAttribute('aria-label', `${own.apps[person.app]} – ${person.name}`)
    on.close.setAttribute('aria-label', own.closePhone(person.name))
    on.input.setAttribute('aria-label', own.writeAs(person.name))
    on.input.placeholder = own.placeholder[person.app]
    on.sendButton.setAttribute('aria-label', own.send)
    const shortcuts = own.shortcuts[person.coordinator ? 'coordinator' : 'contact']
    on.shortcuts.replaceChildren(
      ...shortcuts.map(([label, text]) =>
        make('button', { type: 'button', onclick: () => this.write(text) }, label),
      ),
    )
    if (this.view) this.show()
  }

  /** What the server said of this person last. */
  update({ linked, changes }) {
    this.parts.invite.hidden = linked
    this.parts.shortcuts.hidden = !linked
    this.wanted = changes
    void this.load()
  }

  tick() {
    say(this.parts.clock, clockOf(now()))
  }

  /** One question at a time; what changed meanwhile is asked for next. */
  async load() {
    if (this.loading || this.loaded >= this.wanted) return
    this.loading = true
    try {
      this.view = await get(this.path)
      this.loaded = this.view.changes
      this.show()
    } catch {
      // the next event asks again
    }
    this.loading = false
  }

  show() {
    showMessages(this.parts.messages, this.view.messages, (button, which) => this.press(button, which))
    const alert = this.view.notices.at(-1)?.text ?? ''
    this.parts.notice.hidden = alert === ''
    say(this.parts.notice, alert)
  }

  async press(button, which) {
    button.setAttribute('aria-busy', 'true')
    await post(`${this.path}/press`, which)
    setTimeout(() => button.removeAttribute('aria-busy'), 600)
  }

  send(event) {
    event.preventDefault()
    const text = this.parts.input.value.trim()
    if (text) void this.write(text, true)
  }

  async write(text, typed = false) {
    this.parts.messages.scrollTop = this.parts.messages.scrollHeight
    if ((await post(`${this.path}/write`, { text })) && typed) this.parts.input.value = ''
  }
}

function parts(person) {
  const input = make('input', { type: 'text', autocomplete: 'off', enterkeyhint: 'send', maxlength: '4000' })
  const sendButton = make('button', { type: 'submit', class: 'send' }, '➤')
  return {
    role: make('p', { class: 'role' }),
    temper: temperChooser(person),
    close: make('button', { type: 'button', class: 'put-away' }, '×'),
    clock: make('span'),
    subtitle: make('span', { class: 'subtitle' }),
    messages: make('ol', { class: 'messages', tabindex: '0' }),
    notice: make('p', { class: 'notice', hidden: true }),
    web: make('a', { class: 'web-link', target: '_blank', rel: 'noreferrer' }),
    invited: make('p'),
    join: make('button', { type: 'button' }),
    invite: make('div', { class: 'invite', hidden: true }),
    shortcuts: make('div', { class: 'shortcuts' }),
    input,
    sendButton,
    form: make('form', { class: 'line' }, input, sendButton),
  }
}

function assembled(person, on) {
  on.invite.append(on.invited, on.join)
  const stamp = make('span', { class: 'stamp small' }, 'DIỄN TẬP')
  const avatar = make('span', { class: 'avatar', 'aria-hidden': 'true' }, 'CN')
  return make(
    'article',
    { class: `phone ${person.app === 'telegram' ? 'telegram' : 'zalo-bot'}` },
    make(
      'header',
      { class: 'holder' },
      make('div', {}, make('h3', {}, person.name), on.role),
      on.temper,
      on.close,
    ),
    make(
      'div',
      { class: 'frame' },
      make('div', { class: 'status' }, on.clock, stamp, make('b', {}, words().apps[person.app])),
      make(
        'div',
        { class: 'chat-head' },
        avatar,
        make('div', {}, make('strong', {}, 'Cầu Nối – Diễn tập'), on.subtitle),
      ),
      on.messages,
      on.notice,
      on.web,
      on.invite,
      on.shortcuts,
      on.form,
    ),
  )
}

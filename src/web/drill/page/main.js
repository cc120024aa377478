import { showBoard } from './board.js'
import { nameSpeeds, openClock, setClock } from './clock.js'
import { Dock } from './dock.js'
import { byId, make, say, toast } from './dom.js'
import { namePeople, openPeople, showPeople, showTempers } from './people.js'
import { get, listen } from './server.js'
import { chooseLanguage, language, words } from './words.js'

const STATUS_AGES_MS = 5_000
const TRY_AGAIN_MS = 1_000

speak()
openClock()
nameSpeeds()
start().catch(() => {
  toast(words().away, { stays: true })
  setTimeout(() => location.reload(), TRY_AGAIN_MS)
})

async function start() {
  const { people, firstPhones } = await get('/drill/cast')
  const dock = new Dock(people)
  const openPhone = (code) => dock.open(code, { go: true })
  const page = { people, dock, openPhone, state: undefined }
  openPeople(people, openPhone)
  for (const code of firstPhones) dock.open(code)
  openLanguages(page)
  openViews()
  listen({
    onClock: setClock,
    onState: (state) => {
      page.state = state
      dock.update(state.people)
      show(page)
    },
  })
  setInterval(() => show(page), STATUS_AGES_MS)
}

function show({ state, dock, openPhone }) {
  if (!state) return
  showBoard(state.board, openPhone)
  showTempers(state.people)
  showPeople(state.people, (code) => dock.unreadOf(code))
}

/** Everything on the page that is not a message, in the language chosen now. */
function speak() {
  document.documentElement.lang = language()
  for (const element of document.querySelectorAll('[data-t]')) say(element, words()[element.dataset.t])
  for (const element of document.querySelectorAll('[data-t-label]'))
    element.setAttribute('aria-label', words()[element.dataset.tLabel])
  for (const element of document.querySelectorAll('[data-t-placeholder]'))
    element.placeholder = words()[element.dataset.tPlaceholder]
  const steps = words().steps.map(([before, what, after]) =>
    make('li', {}, make('span', {}, before, make('b', {}, what), after)),
  )
  byId('steps').replaceChildren(...steps)
  for (const button of document.querySelectorAll('[data-language]'))
    button.setAttribute('aria-pressed', String(button.dataset.language === language()))
}

function openLanguages(page) {
  for (const button of document.querySelectorAll('[data-language]'))
    button.addEventListener('click', () => {
      chooseLanguage(button.dataset.language)
      speak()
      nameSpeeds()
      namePeople(page.people)
      page.dock.label()
      show(page)
    })
}

/** On a narrow screen one part at a time. */
function openViews() {
  const buttons = document.querySelectorAll('.views button')
  const mark = () => {
    for (const button of buttons)
      button.setAttribute('aria-pressed', String(button.dataset.view === document.body.dataset.view))
  }
  for (const button of buttons)
    button.addEventListener('click', () => {
      document.body.dataset.view = button.dataset.view
      mark()
    })
  document.body.addEventListener('view', mark)
  mark()
}

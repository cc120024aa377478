import { html, raw } from 'hono/html'
import type { Letter } from '../../../db/outbox.ts'
import type { Command } from '../../domain/command.ts'
import type { Person } from '../../domain/person.ts'
import type { Texts } from '../../domain/texts/index.ts'
import { carriedFile } from './file.ts'
import { formatted } from './formatted.ts'
import { awaited, faultForm, form, questionForm } from './forms.ts'
import { type PageLanguage, pageLanguages } from './opening.ts'
import type { Shown } from './shown.ts'
import { STYLE } from './style.ts'

export type Html = ReturnType<typeof html>

/** Everything the page says; it holds no links but its own and those in what the office writes. */
export interface Page {
  language: PageLanguage
  words: Texts['web']
  /** What stands on a button whose card says `label`. */
  labelled: (label: string) => string
  /** '/c/<token>'. */
  path: string
  /** Goes on with whoever had to say that they are a person. */
  tail: '' | '&here=1'
  nonce: string
  stamp: string | null
  office: string
  phone: string | null
  person: Person
  shown: Shown
  faults: { points: { id: string; name: string }[]; labels: string[] }
  /** What the person was asked to write, if they were. */
  awaits: boolean
  notice: { text: string; isBad: boolean } | null
}

const names: Record<PageLanguage, string> = { vi: 'Tiếng Việt', en: 'English', zh: '中文' }

export const page = (view: Page) =>
  documentOf(
    view.language,
    view.words.title,
    html`<header>
        ${view.stamp ? html`<p class="stamp">${view.stamp}</p>` : ''} ${tongues(view)}
        <h1>${view.words.title}</h1>
        <p>${view.words.from(view.office)}</p>
        <p><strong>${view.words.reader(view.person.name, view.person.unit)}</strong></p>
        <p class="quiet">${checkOf(view)}</p>
      </header>
      <main>
        ${noticeOf(view)} ${resultOf(view)} ${awaited(view)} ${cards(view)} ${faultForm(view)}
        ${questionForm(view)} ${earlier(view)}
      </main>
      <footer>
        <p class="quiet">${view.words.personal(view.person.name)}</p>
        <p class="quiet">${view.words.data}</p>
      </footer>`,
  )

export const documentOf = (language: PageLanguage, title: string, body: Html) =>
  html`<!doctype html>
    <html lang="${htmlLanguage(language)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        ${raw('<link rel="icon" href="data:,">')} ${raw(STYLE)}
      </head>
      <body>
        ${body}
      </body>
    </html>`

export const htmlLanguage = (language: PageLanguage) => (language === 'zh' ? 'zh-Hans' : language)

const tongues = ({ language, path, tail, words }: Page) =>
  html`<nav class="tongues" aria-label="${words.language}">
    ${pageLanguages.map((each) =>
      each === language
        ? html`<span lang="${htmlLanguage(each)}" aria-current="true">${names[each]}</span>`
        : html`<a lang="${htmlLanguage(each)}" href="${path}?lang=${each}${tail}">${names[each]}</a>`,
    )}
  </nav>`

const checkOf = ({ words, phone }: Page) => (phone ? words.check(phone) : words.checkNoPhone)

const noticeOf = ({ notice, words, path, tail, language }: Page) =>
  notice &&
  html`<div class="box ${notice.isBad ? 'bad' : 'new'}" role="alert">
    <p>${notice.text}</p>
    ${notice.isBad ? '' : html`<p><a href="${path}?lang=${language}${tail}">${words.refresh}</a></p>`}
  </div>`

const resultOf = (view: Page) =>
  view.shown.result.length > 0 &&
  html`<section role="status">
    <h2>${view.words.result}</h2>
    ${view.shown.result.map((letter) => card(view, letter, 'box new'))}
  </section>`

const cards = (view: Page) =>
  html`<section>
    <h2>${view.words.cards}</h2>
    ${view.shown.cards.length === 0 ? html`<p>${view.words.nothing}</p>` : ''}
    ${view.shown.cards.map((letter) => card(view, letter, 'box'))}
  </section>`

const earlier = (view: Page) =>
  view.shown.earlier.length > 0 &&
  html`<details>
    <summary>${view.words.earlier}</summary>
    ${view.shown.earlier.map((letter) => card(view, letter, 'box'))}
  </details>`

/** A card that a newer one stands for only says what it said. */
const card = (view: Page, letter: Letter, look: string) =>
  html`<article class="${look}" lang="${view.person.language}">
    <p class="words">${formatted(letter.card)}</p>
    ${carriedFile(view, letter.card.media)} ${letter.superseded ? '' : choices(view, letter)}
  </article>`

function choices(view: Page, letter: Letter): Html | '' {
  const rows = new Map<unknown, Letter['card']['choices']>()
  for (const choice of letter.card.choices) {
    if (choice.number === undefined) continue
    const row = choice.row ?? choice
    rows.set(row, [...(rows.get(row) ?? []), choice])
  }
  if (rows.size === 0) return ''
  const buttons = [...rows.values()].map(
    (row, place) =>
      html`<div class="row" lang="${tongueOf(view)}">
        ${row.map(
          ({ label, number, command }) =>
            html`<button
              class="${place === 0 && isAnswer(command) ? 'main' : ''}"
              name="press"
              value="${letter.id}.${number}"
            >
              ${view.labelled(label)}
            </button>`,
        )}
      </div>`,
  )
  return form(view, buttons)
}

/** To take something back is offered, not suggested. */
const isAnswer = ({ kind }: Command) =>
  kind !== 'revise' && kind !== 'withdraw-fault' && kind !== 'never-mind'

/** What stands on the buttons of a card. */
const tongueOf = ({ language, person }: Page) => (language === 'zh' ? htmlLanguage('zh') : person.language)

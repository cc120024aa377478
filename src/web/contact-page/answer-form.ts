import { html } from 'hono/html'
import type { Letter } from '../../../db/outbox.ts'
import type { Command } from '../../domain/command.ts'
import { form } from './forms.ts'
import type { Html, Page } from './view.ts'

/** Written or sent on the page itself: there it needs no button that asks for it. */
export const isWritten = ({ wanted }: Page, command: Command): boolean =>
  command.kind === 'give' && command.words === undefined && wanted.has(command.ask)

/** Where the number, the words or the file go that an announcement wants, as long as it takes them. */
export function answerForm(view: Page, letter: Letter): Html | '' {
  const give = letter.card.choices.map(({ command }) => command).find((command) => isWritten(view, command))
  const kind = give?.kind === 'give' ? view.wanted.get(give.ask) : undefined
  if (give?.kind !== 'give' || !kind) return ''
  const id = `answer-${letter.id}`
  const { words } = view
  const fields = html`<input type="hidden" name="give" value="${give.ask}" />
    <label for="${id}">${words.answers[kind]}</label>
    ${inputs[kind](id)}
    <button class="send main">${words.sendAnswer}</button>`
  return html`<div lang="${view.language}">${form(view, fields, kind === 'file')}</div>`
}

const inputs = {
  number: (id: string) =>
    html`<input id="${id}" name="answer" inputmode="numeric" maxlength="40" autocomplete="off" required />`,
  text: (id: string) => html`<textarea id="${id}" name="answer" maxlength="1000" required></textarea>`,
  file: (id: string) => html`<input id="${id}" type="file" name="file" required />`,
}

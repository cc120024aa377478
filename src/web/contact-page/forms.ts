import { html, raw } from 'hono/html'
import type { Html, Page } from './view.ts'

/** Every form carries the number of this showing of the page: sent twice it counts once. */
export const form = ({ path, tail, language, nonce }: Page, content: unknown, files = false) =>
  html`<form
    method="post"
    action="${path}?lang=${language}${tail}"
    ${files ? raw('enctype="multipart/form-data"') : ''}
  >
    <input type="hidden" name="nonce" value="${nonce}" />${content}
  </form>`

export const awaited = (view: Page) =>
  view.awaits &&
  html`<section class="box new">
    <h2>${view.words.awaited}</h2>
    ${form(view, writing({ name: 'text', label: view.words.awaitedWords, send: view.words.sendAwaited }))}
  </section>`

export const questionForm = (view: Page) => {
  const { question: title, questionWords: label, sendQuestion: send } = view.words
  return html`<section class="box">
    <h2>${title}</h2>
    ${form(view, writing({ name: 'question', label, send }))}
  </section>`
}

const writing = ({ name, label, send }: { name: string; label: string; send: string }) =>
  html`<label for="${name}">${label}</label>
    <textarea id="${name}" name="${name}" maxlength="2000" required></textarea>
    <button class="send">${send}</button>`

export function faultForm(view: Page): Html | '' {
  const { points, labels } = view.faults
  const [first] = points
  if (!first) return ''
  const several = points.length > 1
  return html`<section class="box">
    <h2>${view.words.fault}${several ? '' : `: ${first.name}`}</h2>
    ${points.map((point) => quickFaults(view, point, labels, several))} ${form(view, faultFields(view), true)}
  </section>`
}

const quickFaults = (view: Page, point: { id: string; name: string }, labels: string[], named: boolean) =>
  form(
    view,
    html`${named ? html`<p><strong>${point.name}</strong></p>` : ''}
      <div class="row">
        ${labels.map(
          (label, place) =>
            html`<button
              name="quick"
              value="${point.id}.${place}"
              aria-label="${view.labelled(label)}${named ? `, ${point.name}` : ''}"
            >
              ${view.labelled(label)}
            </button>`,
        )}
      </div>`,
  )

const faultFields = ({ words, faults: { points } }: Page) =>
  html`${
      points.length > 1
        ? html`<label for="point">${words.faultAt}</label>
            <select id="point" name="point">
              ${points.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}
            </select>`
        : html`<input type="hidden" name="point" value="${points[0]!.id}" />`
    }
    <label for="fault">${words.faultWords}</label>
    <textarea id="fault" name="fault" maxlength="2000"></textarea>
    <label for="photo">${words.photo}</label>
    <input id="photo" type="file" name="photo" accept="image/jpeg,image/png,image/webp" />
    <button class="send">${words.sendFault}</button>`

import { createHash } from 'node:crypto'
import { html, raw } from 'hono/html'
import type { UnitPage } from '../../handlers/nominate.ts'
import type { NoWay } from '../../handlers/link.ts'
import type { Settings } from '../../handlers/world.ts'
import { type NomineeRole, nomineeRoles } from '../domain/nomination.ts'
import { type Language, spokenPhone } from '../domain/person.ts'
import { type Texts, textsIn } from '../domain/texts/index.ts'
import { forReader } from '../domain/time.ts'
import type { FormFault, FormField, Typed } from '../intake/nomination-form.ts'
import { formParts } from '../intake/nomination-form.ts'

/** What stands on the form: what was typed, and what is wrong with it. */
export interface FormView {
  page: UnitPage
  settings: Settings
  language: Language
  typed: Typed
  faults: Partial<Record<FormField, FormFault>>
}

type Words = Texts['nomination']['page']

const STYLE = `
:root{color-scheme:light}
body{font:1.0625rem/1.5 system-ui,sans-serif;max-width:36rem;margin:0 auto;padding:1rem;color:#1b1b1b;background:#fff}
h1{font-size:1.4rem;margin:.5rem 0}
dl{margin:1rem 0}dt{color:#555;font-size:.9rem}dd{margin:0 0 .5rem;font-weight:600}
fieldset{border:1px solid #767676;border-radius:.5rem;margin:1rem 0;padding:.5rem 1rem 1rem}
legend{font-weight:600;padding:0 .3rem}
label{display:block;margin-top:.7rem}
input{font:inherit;width:100%;box-sizing:border-box;padding:.6rem;border:1px solid #767676;border-radius:.4rem}
input[aria-invalid=true]{border:2px solid #b00020}
.fault{color:#b00020;margin:.2rem 0 0}
.said{border-left:.3rem solid #0b5cad;background:#eef5fc;padding:.6rem .8rem}
.mend{border-left:.3rem solid #b00020;background:#fdeef0;padding:.6rem .8rem}
button{font:inherit;font-weight:600;width:100%;padding:.8rem;border:0;border-radius:.4rem;background:#0b5cad;color:#fff}
.small{color:#555;font-size:.9rem}
`

/** Whole, for a space more or less would be another style than the policy names. */
const STYLED = raw(`<style>${STYLE}</style>`)

const styleHash = createHash('sha256').update(STYLE).digest('base64')

/** No script, nothing from elsewhere, and the form goes nowhere but back to us. */
export const csp = `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

export function formPage(view: FormView) {
  const { page, settings, language, faults } = view
  const words = textsIn(language).nomination.page
  const body = html`<p class="small">${otherLanguage(language)}</p>
    <h1>${words.title}</h1>
    ${settings.stamp ? html`<p><strong>${settings.stamp}</strong></p>` : ''}
    <p>${words.intro(settings.office.name)}</p>
    <dl>
      <dt>${words.unit}</dt>
      <dd>${page.unit}</dd>
      <dt>${words.conference}</dt>
      <dd>${page.conference}</dd>
      <dt>${words.bridgePoints}</dt>
      <dd>${page.bridgePoints.join(', ')}</dd>
    </dl>
    ${stateOf(view, words)}
    ${Object.keys(faults).length > 0 ? html`<p class="mend" role="alert">${words.mend}</p>` : ''}
    <form method="post" action="?lang=${language}" autocomplete="off">
      ${nomineeRoles.map((role) => fieldsFor(role, view, words))}
      <button>${page.last ? words.sendAgain : words.send}</button>
    </form>
    <p class="small">${words.privacy}</p>
    ${call(settings, words)}`
  return whole(language, words.title, body)
}

export function plainPage(why: NoWay, settings: Settings, language: Language) {
  const words = textsIn(language).nomination.page
  const body = html`<p class="small">${otherLanguage(language)}</p>
    <h1>${words.title}</h1>
    <p class="mend">${words.noWay[why]}</p>
    ${call(settings, words)}`
  return whole(language, words.title, body)
}

const call = ({ office }: Settings, words: Words) =>
  office.phone ? html`<p class="small">${words.call(spokenPhone(office.phone))}</p>` : ''

const otherLanguage = (language: Language) =>
  language === 'vi'
    ? html`<a href="?lang=en" lang="en">English</a>`
    : html`<a href="?lang=vi" lang="vi">Tiếng Việt</a>`

function stateOf({ page, language }: FormView, words: Words) {
  const { last, timezone } = page
  if (!last || last.state === 'overtaken') return ''
  const at = forReader(last.decidedAt ?? last.at, timezone, language)
  return html`<p class="said" role="status">${words.states[last.state](at)}</p>`
}

const fieldsFor = (role: NomineeRole, view: FormView, words: Words) =>
  html`<fieldset>
    <legend>${words.roles[role]}</legend>
    ${formParts.map((part) => field(`${role}-${part}`, words.fields[part], view, words))}
  </fieldset>`

function field(name: FormField, label: string, { typed, faults }: FormView, words: Words) {
  const fault = faults[name]
  const type = name.endsWith('phone') ? 'tel' : 'text'
  const marks = fault ? raw(` aria-invalid="true" aria-describedby="${name}-fault"`) : ''
  return html`<label for="${name}">${label}</label>
    <input id="${name}" name="${name}" type="${type}" maxlength="200" value="${typed[name] ?? ''}" ${marks} />
    ${fault ? html`<p class="fault" id="${name}-fault">${words.faults[fault]}</p>` : ''}`
}

const whole = (language: Language, title: string, body: ReturnType<typeof html>) =>
  html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        ${STYLED}
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html>`

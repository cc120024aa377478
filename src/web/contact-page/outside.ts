import { html } from 'hono/html'
import type { NoWay } from '../../../handlers/link.ts'
import type { Settings } from '../../../handlers/world.ts'
import { catalogue } from './catalogue.ts'
import { pageLanguages } from './opening.ts'
import { documentOf, htmlLanguage } from './view.ts'

/** Why a link opens nothing, in every language: nobody knows yet who reads this. */
export const refusalPage = ({ name, phone }: Settings['office'], why: NoWay | 'oversized') =>
  documentOf(
    'vi',
    'Cầu Nối',
    html`<main>
      <h1>Cầu Nối</h1>
      ${pageLanguages.map((language) => {
        const words = catalogue[language]
        return html`<div class="box" lang="${htmlLanguage(language)}">
          <p>${why === 'oversized' ? words.badPhoto : words[why]}</p>
          ${why === 'oversized' ? '' : html`<p>${words.askOffice(name, phone)}</p>`}
        </div>`
      })}
    </main>`,
  )

/** What a machine gets that looks at a link before a person does; a person is one tap from their cards. */
export const neutralPage = (path: string) =>
  documentOf(
    'vi',
    'Cầu Nối',
    html`<main>
      <h1>Cầu Nối</h1>
      <div class="row">
        ${pageLanguages.map(
          (language) =>
            html`<a
              class="button"
              rel="nofollow"
              lang="${htmlLanguage(language)}"
              href="${path}?here=1&amp;lang=${language}"
              >${catalogue[language].openHere}</a
            >`,
        )}
      </div>
    </main>`,
  )

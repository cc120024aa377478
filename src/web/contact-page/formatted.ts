import { html } from 'hono/html'
import type { Card } from '../../domain/message.ts'
import { type Look, type Piece, pieces } from '../../domain/spans.ts'
import type { Html } from './view.ts'

/** A card's text with the looks of its words. */
export const formatted = ({ text, spans = [] }: Card) => pieces({ text, spans }).map(linked)

function linked({ url, stretches }: Piece) {
  const words = stretches.map(({ text, looks }) =>
    looks.reduceRight<Html | string>((inside, look) => tagged[look](inside), text),
  )
  return url === undefined ? words : html`<a href="${url}" rel="noopener nofollow">${words}</a>`
}

const tagged: Record<Look, (inside: Html | string) => Html> = {
  bold: (inside) => html`<strong>${inside}</strong>`,
  italic: (inside) => html`<em>${inside}</em>`,
  underline: (inside) => html`<u>${inside}</u>`,
  strike: (inside) => html`<s>${inside}</s>`,
}

import { expect } from 'vitest'

const PHONE =
  'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Mobile Safari/537.36'

/** Somebody at the page of a signed link, as a browser without JavaScript lets them: they read, press and send forms. */
export interface WebVisitor {
  opens: (headers?: Record<string, string>) => Promise<void>
  sees: (...words: string[]) => void
  seesNo: (words: string) => void
  /** Whether a button of that label is offered. */
  offers: (label: string) => boolean
  presses: (label: string) => Promise<void>
  /** The same form leaves twice, as by an impatient thumb. */
  pressesTwice: (label: string) => Promise<void>
  asks: (question: string) => Promise<void>
  writes: (text: string) => Promise<void>
  /** Fills in what the card that says these words asks for. */
  answers: (answer: string | File, card?: string) => Promise<void>
  reportsFault: (words: string, photo?: { bytes: Uint8Array; type: string }) => Promise<void>
  /** Sends what no form of the page offers. */
  sends: (fields: Record<string, string>, headers?: Record<string, string>) => Promise<number>
  /** What of the page's HTML is before them. */
  html: () => string
  status: () => number
}

export function webVisitor(base: string, token: string, settle: () => Promise<void>): WebVisitor {
  const state = { html: '', status: 0 }
  const url = `${base}/c/${token}`
  const keep = async (response: Response) => {
    state.status = response.status
    state.html = await response.text()
    return response.status
  }
  const opens = async (headers: Record<string, string> = {}) => {
    await keep(await fetch(url, { headers: { 'user-agent': PHONE, ...headers } }))
    await settle()
  }
  const post = (form: FormData | URLSearchParams, headers: Record<string, string> = {}) =>
    fetch(url, { method: 'POST', body: form, headers: { 'user-agent': PHONE, ...headers } })
  const submit = async (fields: Record<string, string | File>) => {
    await keep(await post(formOf({ nonce: nonceIn(state.html), ...fields })))
    await settle()
  }
  const textOf = () => readable(state.html)
  return {
    opens,
    sees: (...words) => {
      for (const each of words) expect(textOf()).toContain(each)
    },
    seesNo: (words) => expect(textOf()).not.toContain(words),
    offers: (label) => buttonsIn(state.html).some((button) => button.label === label),
    presses: async (label) => submit(fieldsOf(state.html, label)),
    pressesTwice: async (label) => {
      const fields = { nonce: nonceIn(state.html), ...fieldsOf(state.html, label) }
      const [first, second] = await Promise.all([post(formOf(fields)), post(formOf(fields))])
      await second.text()
      await keep(first)
      await settle()
    },
    asks: (question) => submit({ question }),
    writes: (text) => submit({ text }),
    answers: async (answer, words = '') => {
      const cards = state.html.split('<article').filter((card) => readable(card).includes(words))
      const give = /name="give" value="([^"]+)"/.exec(cards.join(''))?.[1]
      if (!give) return expect.fail(`nothing can be filled in:\n${textOf()}`)
      return submit({ give, [answer instanceof File ? 'file' : 'answer']: answer })
    },
    reportsFault: async (fault, photo) => {
      const point = /name="point" value="([^"]+)"|<option value="([^"]+)"/.exec(state.html)
      const file = photo && new File([Buffer.from(photo.bytes)], 'anh.jpg', { type: photo.type })
      await submit({ fault, point: point?.[1] ?? point?.[2] ?? '', ...(file && { photo: file }) })
    },
    sends: async (fields, headers) => {
      const status = await keep(await post(new URLSearchParams(fields), headers))
      await settle()
      return status
    },
    html: () => state.html,
    status: () => state.status,
  }
}

export const nonceIn = (html: string) => /name="nonce" value="([^"]+)"/.exec(html)?.[1] ?? ''

export function buttonsIn(html: string): { name: string; value: string; label: string }[] {
  return [...html.matchAll(/<button\s([^>]*)>([\s\S]*?)<\/button>/g)].map(
    ([, attributes = '', label = '']) => ({
      name: /name="([^"]*)"/.exec(attributes)?.[1] ?? '',
      value: /value="([^"]*)"/.exec(attributes)?.[1] ?? '',
      label: readable(label),
    }),
  )
}

function fieldsOf(html: string, label: string): Record<string, string> {
  const button = buttonsIn(html).find((each) => each.label === label || bare(each.label) === label)
  if (!button) return expect.fail(`no button “${label}” on the page:\n${readable(html)}`)
  return { [button.name]: button.value }
}

const bare = (label: string) => label.replace(/^[^\p{L}\p{N}]+/u, '')

function formOf(fields: Record<string, string | File>): FormData | URLSearchParams {
  const files = Object.values(fields).some((value) => value instanceof File)
  if (!files) return new URLSearchParams(fields as Record<string, string>)
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}

/** The page as it is read: no marks, no style, entities as characters. */
export const readable = (html: string) =>
  html
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/[ \t]+/g, ' ')
    .trim()

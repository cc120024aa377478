import type { Outgoing, Particulars } from '../../domain/message.ts'
import type { Parameter, TemplateForm } from './form.ts'

/** What a parameter is filled in with. */
export type Source = keyof Particulars | 'token' | 'link'

/** Cut short these would lead or say something else. */
const EXACT: Source[] = ['token', 'link', 'phone', 'when']
/** No kind of parameter takes more; counts where the platform did not tell. */
const LONGEST = 200
const NOTHING = '—'

/**
 * The values of a template, or null where they cannot be given without saying something wrong. What describes is shortened;
 * what has to be exact is not. `form` is null when the platform did not tell what the template declares.
 */
export function fill(
  sources: Record<string, Source>,
  form: TemplateForm | null,
  letter: Pick<Outgoing, 'particulars' | 'link'>,
): Record<string, string> | null {
  const parameters = form?.parameters ?? Object.keys(sources).map(undeclared)
  const values = parameters.map((parameter) => {
    const source = Object.hasOwn(sources, parameter.name) ? sources[parameter.name] : undefined
    return [parameter.name, valueFor(parameter, source, letter)] as const
  })
  const given = values.filter((pair): pair is [string, string] => pair[1] !== null)
  return given.length === values.length ? Object.fromEntries(given) : null
}

const undeclared = (name: string): Parameter => ({
  name,
  type: '',
  maxLength: Infinity,
  minLength: 0,
  acceptNull: false,
})

function valueFor(
  parameter: Parameter,
  source: Source | undefined,
  letter: Pick<Outgoing, 'particulars' | 'link'>,
): string | null {
  if (!source) return parameter.acceptNull ? '' : null
  const value = oneLine(valueOf(source, letter))
  if (value === '' && parameter.acceptNull) return ''
  if (EXACT.includes(source)) return isExactly(value, parameter) ? value : null
  const least = parameter.minLength
  if (value === '') return isDate(parameter) ? null : NOTHING.repeat(Math.max(1, least))
  return shortened(value, Math.min(parameter.maxLength, LONGEST)).padEnd(least, NOTHING)
}

function valueOf(source: Source, { particulars, link }: Pick<Outgoing, 'particulars' | 'link'>): string {
  if (source === 'token') return link?.token ?? ''
  if (source === 'link') return link?.url ?? ''
  return particulars?.[source] ?? ''
}

const isExactly = (value: string, { maxLength, minLength }: Parameter) =>
  value !== '' && value.length <= maxLength && value.length >= minLength

const isDate = ({ type }: Parameter) => /date|time/i.test(type)

const oneLine = (text: string) =>
  text
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()

/** At a word where that leaves at least half, and never inside a character. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text
  const head = text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')
  const space = text[head.length] === ' ' ? head.length : head.lastIndexOf(' ')
  const words = space >= most / 2 ? head.slice(0, space) : head
  return `${words.replace(/[\s.,;:–-]+$/u, '')}…`
}

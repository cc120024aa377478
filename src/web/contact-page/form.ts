import { z } from 'zod'
import { mayPress, type Picture, type Visit } from '../../../handlers/web-visit.ts'
import { fileKind, fileNameFor } from '../../domain/file-kind.ts'
import type { Content } from '../../domain/message.ts'
import { textsIn } from '../../domain/texts/index.ts'
import type { WebRefusal } from '../metrics.ts'

/** What the form of the page may hold: one of these ways to say something, and the number that tells two sendings apart. */
const words = z.string().trim().max(4000).optional()
const fields = z.object({
  nonce: z.string().regex(/^[\w-]{16,64}$/),
  press: z
    .string()
    .regex(/^[\w-]{1,64}\.\d{1,2}$/)
    .optional(),
  quick: z
    .string()
    .regex(/^[\w-]{1,64}\.\d$/)
    .optional(),
  point: z.string().max(64).optional(),
  fault: words,
  question: words,
  text: words,
  photo: z.instanceof(File).optional(),
})

export type Form = z.infer<typeof fields>

/** What is done, under the id that makes it count once. */
export interface Done {
  kind: 'done'
  eventId: string
  content: Content
  picture: Picture | null
}

export type Read = Done | { kind: 'refused'; why: WebRefusal }

const refused = (why: WebRefusal): Read => ({ kind: 'refused', why })

/** Takes a form for what it says, within what the link opens. `points` are the bridge points it may report on. */
export async function readForm(
  body: Record<string, unknown>,
  { visit, points, awaits, newId }: { visit: Visit; points: string[]; awaits: boolean; newId: () => string },
): Promise<Read> {
  const form = fields.safeParse(body).data
  if (!form) return refused('malformed')
  const picture = await pictureIn(form, newId)
  if (picture === 'bad') return refused('bad-photo')
  const content = contentOf(form, { visit, points, awaits, picture })
  if (typeof content === 'string') return refused(content)
  return { kind: 'done', eventId: `${visit.link.id}:${form.nonce}`, content, picture }
}

interface Around {
  visit: Visit
  points: string[]
  awaits: boolean
  picture: Picture | null
}

function contentOf(form: Form, around: Around): Content | WebRefusal {
  if (form.press) return pressed(form.press, around.visit)
  if (form.quick) return quickFault(form.quick, around)
  if (form.fault || around.picture) return faultInWords(form, around)
  if (form.text && around.awaits) return { kind: 'text', text: form.text }
  const question = form.question || form.text
  return question ? asked(question, around.visit) : 'malformed'
}

function pressed(data: string, visit: Visit): Content | WebRefusal {
  const [letter = '', digits = ''] = data.split('.')
  const number = Number(digits)
  return mayPress(visit, letter, number)
    ? { kind: 'press', letter, number, pressId: '' }
    : ('foreign-letter' as const)
}

function quickFault(data: string, { visit, points }: Around): Content | WebRefusal {
  const [bridgePoint = '', place = ''] = data.split('.')
  const text = textsIn(visit.person.language).readiness.faultLabels[Number(place)]
  if (!points.includes(bridgePoint)) return 'foreign-letter'
  return text ? { kind: 'wish', command: { kind: 'report-fault', bridgePoint, text } } : 'malformed'
}

function faultInWords(form: Form, { visit, points, picture }: Around): Content | WebRefusal {
  const bridgePoint = form.point ?? ''
  if (!points.includes(bridgePoint)) return 'foreign-letter'
  const text = form.fault || textsIn(visit.person.language).web.photoOnly
  const command = { kind: 'report-fault' as const, bridgePoint, text }
  return { kind: 'wish', command, ...(picture && { photo: picture.id }) }
}

/** With one ask on the page it is clear what the question is about. */
function asked(text: string, { asks }: Visit): Content {
  const [only, ...more] = asks
  const about = only && more.length === 0 ? { about: only.id } : {}
  return { kind: 'wish', command: { kind: 'ask-organisers', text, ...about } }
}

const PHOTO_LIMIT = 10 * 1024 * 1024
const PHOTOS = ['image/jpeg', 'image/png', 'image/webp']

/** A browser sends an empty file where none was chosen. */
async function pictureIn({ photo }: Form, newId: () => string): Promise<Picture | 'bad' | null> {
  if (!photo || photo.size === 0) return null
  if (photo.size > PHOTO_LIMIT) return 'bad'
  const bytes = new Uint8Array(await photo.arrayBuffer())
  const kind = fileKind(bytes)
  if (!kind || !PHOTOS.includes(kind.mime)) return 'bad'
  return { id: newId(), bytes, mime: kind.mime, fileName: fileNameFor('photo', kind) }
}

import type { Ask } from './ask.ts'
import { formIn, type TemplateForm } from './form.ts'
import { reasonOf } from './result.ts'
import { HOUR, MINUTE } from '../../domain/time.ts'

/** What each template declares, kept for a while. */
export interface Forms {
  /** Null when the platform does not tell. */
  of(templateId: string): Promise<TemplateForm | null>
  forget(templateId: string): void
}

const KEPT_MS = 3 * HOUR
/** A platform that does not tell is not asked again with every letter. */
const UNTOLD_MS = 5 * MINUTE

export function formsAt(ask: Ask): Forms {
  const kept = new Map<string, { form: Promise<TemplateForm | null>; until: number }>()
  return {
    of(id) {
      const known = kept.get(id)
      if (known && performance.now() < known.until) return known.form
      const entry = { form: read(ask, id), until: performance.now() + KEPT_MS }
      kept.set(id, entry)
      void entry.form.then((form) => {
        if (!form) entry.until = performance.now() + UNTOLD_MS
      })
      return entry.form
    },
    forget: (id) => void kept.delete(id),
  }
}

const question = (id: string) => ({ path: '/template/info/v2', query: { template_id: id } })

async function read(ask: Ask, id: string): Promise<TemplateForm | null> {
  const reply = await ask(question(id))
  return reply.kind === 'ok' ? formIn(reply.data) : null
}

/** Why this template cannot be sent, in words for who runs the server; null when it can. */
export async function faultOf(ask: Ask, id: string): Promise<string | null> {
  const reply = await ask(question(id))
  if (reply.kind === 'unasked')
    return 'reason' in reply.result ? reply.result.reason : 'the account cannot be asked'
  if (reply.kind !== 'ok') return `template ${id}: ${reasonOf(reply)}`
  const form = formIn(reply.data)
  if (!form) return `template ${id}: unreadable`
  return form.status === 'ENABLE' ? null : `template ${id}: ${form.status || 'unknown status'}`
}

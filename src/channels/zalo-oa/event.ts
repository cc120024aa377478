import { z } from 'zod'

const id = z.union([z.string().min(1).max(200), z.number().int().transform(String)])
const text = z.string().optional().catch(undefined)
const side = z.object({ id, admin_id: id.optional().catch(undefined) })
const one = side.optional().catch(undefined)

/** The last moment that a date can hold, in ms. */
const LATEST = 8.64e15

const attachment = z.object({
  type: text,
  payload: z.record(z.string(), z.unknown()).optional().catch(undefined),
})

const message = z.object({
  msg_id: id.optional().catch(undefined),
  msg_ids: z.array(id).max(1000).optional().catch(undefined),
  text,
  quote_msg_id: id.optional().catch(undefined),
  attachments: z.array(attachment).optional().catch(undefined),
})

const info = z.object({
  name: text,
  phone: z
    .union([z.string(), z.number().transform(String)])
    .optional()
    .catch(undefined),
})

/** What any event may hold; ids and moments are text, and sometimes numbers. */
export const event = z.object({
  event_name: z.string().min(1).max(200),
  app_id: id.optional().catch(undefined),
  oa_id: id.optional().catch(undefined),
  oaId: id.optional().catch(undefined),
  sender: one,
  recipient: one,
  follower: one,
  user_id: id.optional().catch(undefined),
  timestamp: z.coerce.number().positive().max(LATEST).optional().catch(undefined),
  message: message.optional().catch(undefined),
  info: info.optional().catch(undefined),
})
export type Event = z.infer<typeof event>

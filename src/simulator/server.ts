import type { CallLog } from './calls.ts'
import { startListening } from './exchange.ts'
import type { Arrived, Listening, Understood } from './exchange.ts'
import type { Faults } from './faults.ts'
import { BrokenBody, readFields, text } from './fields.ts'
import type { Fields } from './fields.ts'
import type { Answer, Platform } from './platform.ts'

interface Ears {
  platform: Platform
  faults: Faults
  log: CallLog
}

/** Serves `/bot<token>/<method>` on the loopback interface; port 0 takes a free one. */
export function startBotServer({ platform, faults, log }: Ears, port: number): Promise<Listening> {
  return startListening(
    {
      faults,
      log,
      understand: (arrived) => understand(platform, arrived),
      refusal: (code, description, retryAfter) => platform.refusal(code, description, retryAfter),
    },
    port,
  )
}

function understand(platform: Platform, arrived: Arrived): Understood | Answer {
  if (arrived.path.startsWith('/file/')) return fileCall(platform.file?.(arrived.path))
  const spelled = /^\/bot([^/]+)\/(?:test\/)?([^/]+)$/.exec(arrived.path)
  if (!spelled) return platform.refusal(404, 'Not Found')
  return understoodCall(platform, arrived, decoded(spelled[1]!), spelled[2]!)
}

function understoodCall(platform: Platform, arrived: Arrived, token: string, method: string): Understood {
  const fields = fieldsOf(arrived)
  const broken = typeof fields === 'string'
  const known = broken ? {} : fields
  return {
    call: { method, account: platform.account(token) ?? '', chat: text(known, 'chat_id'), fields: known },
    answer: () => platform.answer({ token, method, fields: known, onHangUp: arrived.onHangUp }),
    refused: broken ? platform.refusal(400, `Bad Request: ${fields}`) : undefined,
  }
}

/** The fields, or in words why there are none. */
function fieldsOf({ headers, query, body }: Arrived): Fields | string {
  try {
    return readFields(headers['content-type'], query, body)
  } catch (error) {
    if (error instanceof BrokenBody) return error.message
    throw error
  }
}

/** Fetching a file is a call as well, by the name of 'file', so that faults may strike it. */
export const fileCall = (bytes: Buffer | undefined): Understood => ({
  call: { method: 'file', account: '', fields: {} },
  answer: () => ({ status: bytes ? 200 : 404, body: bytes ?? Buffer.alloc(0) }),
})

function decoded(token: string): string {
  try {
    return decodeURIComponent(token)
  } catch {
    return token
  }
}

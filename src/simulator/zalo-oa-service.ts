import type { Arrived, Understood } from './exchange.ts'
import { BrokenBody, isRecord, readFields } from './fields.ts'
import type { Fields } from './fields.ts'
import type { Answer } from './platform.ts'
import { fileCall } from './server.ts'
import { oaRefusal } from './zalo-oa-answers.ts'
import type { OaRequest } from './zalo-oa-answers.ts'
import { rateHeaders } from './zalo-oa-rate.ts'
import type { OaRate } from './zalo-oa-rate.ts'
import { answerBody, routeOf } from './zalo-oa-routes.ts'
import type { OaWorld } from './zalo-oa-state.ts'

/** The three hosts' paths behind one door: they do not clash. */
export function understandOa(world: OaWorld, rate: OaRate, arrived: Arrived): Understood | Answer {
  if (arrived.path.startsWith('/file/')) return fileCall(world.files.get(arrived.path.slice('/file/'.length)))
  const route = routeOf(arrived.verb, arrived.path)
  if (!route) return { status: 404, body: { error: 404, message: 'empty api' } }
  const { headers, body } = arrived
  const request: OaRequest = { headers, body, query: new URLSearchParams(arrived.query) }
  const fields = fieldsOf(arrived)
  return {
    call: { method: route.method, account: accountOf(world, request), chat: chatOf(fields), fields },
    answer: () => (route.host === 'openapi' ? paced() : { status: 200, body: answer() }),
  }

  function answer(): unknown {
    return answerBody(world, route!, request)
  }

  function paced(): Answer {
    // template messages do not count for the Official Account
    if (route!.method === 'template/uid') return { status: 200, body: answer() }
    const counted = rate.count()
    const headers = rateHeaders(counted)
    if (counted.remain >= 0) return { status: 200, body: answer(), headers }
    return { ...oaRefusal(-32, 'OA has reached the limit of calls per minute'), headers }
  }
}

function accountOf(world: OaWorld, { headers }: OaRequest): string {
  const token = headers.access_token
  const known = typeof token === 'string' && world.tokens.trouble(token) === undefined
  return known ? world.settings.oaId : ''
}

/** For the log of calls and for faults: what can be read at all, `data` unfolded. */
function fieldsOf({ headers, query, body }: Arrived): Fields {
  try {
    const { data, ...fields } = readFields(headers['content-type'], query, body)
    const unfolded: unknown = typeof data === 'string' ? JSON.parse(data) : data
    return isRecord(unfolded) ? { ...fields, ...unfolded } : fields
  } catch (error) {
    if (error instanceof BrokenBody || error instanceof SyntaxError) return {}
    throw error
  }
}

function chatOf(fields: Fields): string | undefined {
  const inside = isRecord(fields.recipient) ? fields.recipient.user_id : undefined
  return [inside, fields.user_id, fields.phone].find((one) => typeof one === 'string')
}

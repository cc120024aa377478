import { oaRefusal, OaRefusal, success } from './zalo-oa-answers.ts'
import type { OaRequest } from './zalo-oa-answers.ts'
import * as info from './zalo-oa-info.ts'
import { react, sendConsultation } from './zalo-oa-sending.ts'
import type { OaWorld } from './zalo-oa-state.ts'
import { messageStatus, templateInfo, templateList, templateQuota } from './zalo-oa-template-info.ts'
import { sendByPhone, sendByUser } from './zalo-oa-templates.ts'
import { oauthRefusal } from './zalo-oa-tokens.ts'
import { upload } from './zalo-oa-uploads.ts'

/** One of the three hosts decides how a token is refused and what counts against the rate. */
interface Route {
  method: string
  host: 'oauth' | 'openapi' | 'business'
  /** The whole body of the answer. */
  answer(world: OaWorld, request: OaRequest): unknown
}

type Data = (world: OaWorld, request: OaRequest) => unknown

const openapi = (method: string, data: Data): Route => route('openapi', method, data)
const business = (method: string, data: Data): Route => route('business', method, data)

function route(host: Route['host'], method: string, data: Data): Route {
  return { method, host, answer: (world, request) => success(data(world, request)) }
}

const routes: Record<string, Route> = {
  'POST /v4/oa/access_token': { method: 'oauth/access_token', host: 'oauth', answer: grant },
  'POST /v3.0/oa/message/cs': openapi('message/cs', sendConsultation),
  'POST /v3.0/oa/message/template': openapi('template/uid', sendByUser),
  'POST /v2.0/oa/message': openapi('message/reaction', react),
  'POST /v2.0/oa/upload/image': openapi('upload/image', (world, request) => upload(world, request, 'image')),
  'POST /v2.0/oa/upload/gif': openapi('upload/gif', (world, request) => upload(world, request, 'gif')),
  'POST /v2.0/oa/upload/file': openapi('upload/file', (world, request) => upload(world, request, 'file')),
  'GET /v2.0/oa/getoa': openapi('getoa', info.officialAccount),
  'GET /v3.0/oa/user/detail': openapi('user/detail', info.userDetail),
  'GET /v3.0/oa/user/getlist': openapi('user/getlist', info.userList),
  'POST /v3.0/oa/quota/message': openapi('quota/message', info.messageQuota),
  'GET /v2.0/oa/conversation': openapi('conversation', info.conversation),
  'GET /v2.0/oa/listrecentchat': openapi('listrecentchat', info.recentChat),
  'POST /message/template': business('template/phone', sendByPhone),
  'GET /message/status': business('message/status', messageStatus),
  'GET /message/quota': business('message/quota', templateQuota),
  'GET /template/info/v2': business('template/info', templateInfo),
  'GET /template/all': {
    method: 'template/all',
    host: 'business',
    answer: (world, request) => ({ ...templateList(world, request), error: 0, message: 'Success' }),
  },
}

export function routeOf(verb: string, path: string): Route | undefined {
  return Object.hasOwn(routes, `${verb} ${path}`) ? routes[`${verb} ${path}`] : undefined
}

function grant(world: OaWorld, request: OaRequest): unknown {
  try {
    return world.tokens.exchange(request)
  } catch (error) {
    if (error instanceof OaRefusal) return oauthRefusal(error)
    throw error
  }
}

/** What the platform says to a call: a refusal is an answer like any other. */
export function answerBody(world: OaWorld, route: Route, request: OaRequest): unknown {
  try {
    if (route.host !== 'oauth') checkToken(world, route.host, request)
    return route.answer(world, request)
  } catch (error) {
    if (error instanceof OaRefusal) return oaRefusal(error.code, error.message).body
    throw error
  }
}

function checkToken(world: OaWorld, host: 'openapi' | 'business', { headers }: OaRequest): void {
  const token = headers.access_token
  const trouble = typeof token === 'string' ? world.tokens.trouble(token) : -216
  if (trouble !== undefined)
    throw new OaRefusal(host === 'business' ? -124 : trouble, 'Access token is invalid or expired')
  if (world.settings.proof && headers.appsecret_proof !== world.tokens.proof)
    throw new OaRefusal(host === 'business' ? -1241 : -242, 'appsecret_proof is invalid')
}

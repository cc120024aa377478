import { z } from 'zod'
import { abilities } from '../abilities.ts'
import {
  type Channel,
  ChannelError,
  type LinkState,
  type Profile,
  type Received,
  type WebhookRequest,
} from '../channel.ts'
import { fetchOver } from '../files.ts'
import { jsonOf, type Patience } from '../http.ts'
import { rest } from '../polling.ts'
import { uploadedOnce, type UploadStore } from '../uploads.ts'
import type { ZaloAccess } from '../zalo-access.ts'
import { type Ask, askOver, granted } from './ask.ts'
import { HOSTS } from './content.ts'
import { isProbe, parseEvent } from './parse.ts'
import { sending } from './send.ts'
import { isSigned } from './signature.ts'
import type { OaStore } from './token-store.ts'

export interface ZaloOaConfig {
  appId: string
  appSecret: string
  oaId: string
  /** Signs webhooks. */
  secretKey: string
  buttons: 'auto' | 'on' | 'off'
  appSecretProof: boolean
  /** Without a slash at its end. */
  root: string
  formImage?: string
  store: OaStore
  access: ZaloAccess
  /** By what names the account's files are known; without one every file is uploaded anew. */
  uploads?: UploadStore
  proxy?: string
  patience: Patience
  now: () => number
}

/** What the console and the doctor are to know of the account. */
export interface OaProfile extends Profile {
  isVerified: boolean
  packageName: string
}

export interface ZaloOaChannel extends Channel {
  profile(): Promise<OaProfile>
}

/** An official account of Zalo. Its webhook is set in Zalo's console alone, and there is nothing to poll. */
export function zaloOaChannel(config: ZaloOaConfig): ZaloOaChannel {
  const ask = askOver({ ...config, proofSecret: config.appSecretProof ? config.appSecret : undefined })
  return {
    name: 'zalo-oa',
    account: config.oaId,
    abilities: { ...abilities['zalo-oa'], buttons: config.buttons !== 'off' },
    send: sending({ ...config, ask, uploads: uploadedOnce(config.uploads) }),
    fetch: fetchOver({ root: config.root, hosts: HOSTS }, config),
    receive: (request) => receive(request, config),
    poll: (_sink, signal, onState) => watch(ask, signal, onState),
    registerWebhook: async () => {},
    profile: () => profile(ask),
  }
}

/** The unsigned test of the console comes first; all else must be signed before it is looked into. */
function receive({ headers, body }: WebhookRequest, config: ZaloOaConfig): Received {
  const json = jsonOf(body)
  if (isProbe(json)) return { kind: 'probe' }
  const timestamp = moment.safeParse(json).data?.timestamp
  if (!isSigned({ body, headers, timestamp }, config)) return { kind: 'forged' }
  const isTemplate = headers['x-zevent-server']?.trim().toUpperCase() === 'ZNS'
  const parsed = parseEvent(json, body, { ...config, now: config.now(), isTemplate })
  return parsed.kind === 'event' ? { ...parsed, kind: 'accepted' } : parsed
}

const moment = z.object({ timestamp: z.union([z.string(), z.number().transform(String)]) })

const WATCH_MS = 60_000

async function watch(ask: Ask, signal: AbortSignal, onState: (state: LinkState) => void): Promise<void> {
  while (!signal.aborted) {
    const state = await profile(ask).then(
      (): LinkState => ({ kind: 'up' }),
      (error: unknown): LinkState => ({
        kind: 'down',
        reason: error instanceof Error ? error.message : 'unknown',
      }),
    )
    if (!signal.aborted) onState(state)
    await rest(WATCH_MS, signal)
  }
}

const face = z.object({
  name: z.string(),
  is_verified: z.coerce.boolean().catch(false),
  package_name: z.string().catch(''),
})

async function profile(ask: Ask): Promise<OaProfile> {
  const said = face.safeParse(granted(await ask({ path: '/v2.0/oa/getoa' }))).data
  if (!said) throw new ChannelError('Zalo OA: an answer that could not be understood')
  const { name, is_verified: isVerified, package_name: packageName } = said
  return { userName: name, displayName: name, isVerified, packageName }
}

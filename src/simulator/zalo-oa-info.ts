import { z } from 'zod'
import { checked, dataQuery, jsonBody } from './zalo-oa-answers.ts'
import type { OaRequest } from './zalo-oa-answers.ts'
import { related } from './zalo-oa-sending.ts'
import { usedUp } from './zalo-oa-state.ts'
import type { OaChat, OaEntry, OaWorld } from './zalo-oa-state.ts'
import { vietnamDay } from './zalo-state.ts'

const byUser = z.strictObject({ user_id: z.string().min(1) })
const byOwner = z.strictObject({
  quota_owner: z.literal('OA'),
  product_type: z.literal('cs'),
  quota_type: z.enum(['sub_quota', 'purchase_quota', 'reward_quota']),
})
const page = z.strictObject({ offset: z.number().int().min(0), count: z.number().int().min(1).max(10) })
const pageOfUser = page.extend({ user_id: z.string().min(1) })
const pageOfUsers = z.strictObject({
  offset: z.number().int().min(0).max(9951),
  count: z.number().int().min(1).max(50),
  is_follower: z.boolean().optional(),
})

/** `GET /v2.0/oa/getoa` */
export function officialAccount(world: OaWorld): unknown {
  return {
    oa_id: world.settings.oaId,
    name: world.settings.name,
    description: '',
    oa_alias: '',
    is_verified: true,
    oa_type: 4,
    cate_name: 'Cơ quan nhà nước',
    num_follower: [...world.chats.values()].filter((chat) => chat.follows).length,
    avatar: 'https://s160-ava-talk.zadn.vn/oa.jpg',
    cover: 'https://cover-talk.zadn.vn/oa.jpg',
    package_name: 'Tăng trưởng',
    package_valid_through_date: '31/12/2027',
    package_auto_renew_date: '',
    linked_ZCA: '',
  }
}

/** `GET /v3.0/oa/user/detail` */
export function userDetail(world: OaWorld, request: OaRequest): unknown {
  const { user_id } = checked(byUser, dataQuery(request))
  const chat = related(world, user_id)
  const avatar = 'https://s120-ava-talk.zadn.vn/default.jpg'
  return {
    user_id: chat.userId,
    user_id_by_app: chat.userIdByApp,
    user_external_id: '',
    display_name: chat.person.name,
    user_alias: chat.person.name,
    is_sensitive: false,
    user_last_interaction_date: chat.lastInteraction === undefined ? '' : dayOf(chat.lastInteraction),
    user_is_follower: chat.follows,
    avatar,
    avatars: { '120': avatar, '240': avatar },
    dynamic_param: '',
    tags_and_notes_info: { notes: [], tag_names: [] },
    shared_info: { address: '', city: '', district: '', phone: '', name: '', ...chat.shared },
  }
}

const dayOf = (at: number) => vietnamDay(at).split('-').toReversed().join('/')

/** `GET /v3.0/oa/user/getlist` */
export function userList(world: OaWorld, request: OaRequest): unknown {
  const { offset, count, is_follower } = checked(pageOfUsers, dataQuery(request))
  const met = [...world.chats.values()].filter((chat) => chat.relation === 'open')
  const meant = met.filter((chat) => is_follower === undefined || chat.follows === is_follower)
  const users = meant.slice(offset, offset + count).map((chat) => ({ user_id: chat.userId }))
  return { total: meant.length, count: users.length, offset, users }
}

/** `POST /v3.0/oa/quota/message`: of one user, or of the Official Account. */
export function messageQuota(world: OaWorld, request: OaRequest): unknown {
  const body = jsonBody(request)
  if (typeof body === 'object' && body !== null && 'user_id' in body)
    return quotaOfUser(related(world, checked(byUser, body).user_id))
  const { product_type, quota_type } = checked(byOwner, body)
  if (quota_type !== 'sub_quota') return []
  const { allowance, now } = world.settings
  const used = usedUp(world, 'consultations', vietnamDay(now()).slice(0, 7))
  const valid_through = '31/12/2027'
  return [
    { asset_id: 'a1', product_type, quota_type, valid_through, total: allowance, remain: allowance - used },
  ]
}

function quotaOfUser(chat: OaChat): unknown {
  return {
    last_interaction: chat.lastInteraction === undefined ? '' : String(chat.lastInteraction),
    cs_reply: { remain: 8, total: 8 },
    promotion: { daily_remain: 1, daily_total: 1, monthly_remain: 4, monthly_total: 4 },
  }
}

/** `GET /v2.0/oa/conversation`, newest first. */
export function conversation(world: OaWorld, request: OaRequest): unknown {
  const { user_id, offset, count } = checked(pageOfUser, dataQuery(request))
  return newest(world, [related(world, user_id)], offset, count)
}

/** `GET /v2.0/oa/listrecentchat`: the same of everyone. */
export function recentChat(world: OaWorld, request: OaRequest): unknown {
  const { offset, count } = checked(page, dataQuery(request))
  return newest(world, [...world.chats.values()], offset, count)
}

function newest(world: OaWorld, chats: OaChat[], offset: number, count: number): unknown[] {
  return chats
    .flatMap((chat) => [...chat.messages.values()].map((entry) => ({ chat, entry })))
    .filter(({ entry }) => entry.way !== 'phone')
    .toSorted((a, b) => b.entry.order - a.entry.order)
    .slice(offset, offset + count)
    .map(({ chat, entry }) => historyItem(world, chat, entry))
}

function historyItem(world: OaWorld, chat: OaChat, { shown, way }: OaEntry): unknown {
  const account = { id: world.settings.oaId, name: world.settings.name }
  const user = { id: chat.userId, name: chat.person.name }
  const [from, to] = way === 'me' ? [user, account] : [account, user]
  return {
    src: way === 'me' ? 1 : 0,
    time: shown.at,
    type: shown.media ?? 'text',
    message: shown.text,
    message_id: String(shown.id),
    from_id: from.id,
    to_id: to.id,
    from_display_name: from.name,
    from_avatar: '',
    to_display_name: to.name,
    to_avatar: '',
  }
}

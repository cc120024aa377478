import type { OaChat, OaEntry, OaWorld } from './zalo-oa-state.ts'

/** What the platform tells the app. An app that nobody authorised is told nothing. */
export function tell(world: OaWorld, event: Record<string, unknown>, headers?: Record<string, string>): void {
  if (world.tokens.granted) world.webhook.add(event, headers)
}

/** An event whose sender is the person. */
export function tellFromUser(
  world: OaWorld,
  chat: OaChat,
  event_name: string,
  content: Record<string, unknown>,
): void {
  const ends = { sender: { id: chat.userId }, recipient: { id: world.settings.oaId } }
  tell(world, { ...ends, user_id_by_app: chat.userIdByApp, event_name, ...content })
}

export function tellFollow(world: OaWorld, chat: OaChat, follows: boolean): void {
  const event_name = follows ? 'follow' : 'unfollow'
  const ids = { oa_id: world.settings.oaId, follower: { id: chat.userId }, user_id_by_app: chat.userIdByApp }
  tell(world, { ...ids, event_name, ...(follows ? { source: 'oa_profile' } : {}) })
}

/** Events that name the person by `user_id` and have no message. */
export function tellAbout(world: OaWorld, chat: OaChat, event_name: string): void {
  const ids = { oa_id: world.settings.oaId, user_id: chat.userId, user_id_by_app: chat.userIdByApp }
  tell(world, { ...ids, event_name })
}

/** What the Official Account said, by the API or by the human whose id is given. */
export function tellEcho(
  world: OaWorld,
  chat: OaChat,
  event_name: string,
  message: Record<string, unknown>,
  admin_id?: string,
): void {
  const sender = { id: world.settings.oaId, ...(admin_id === undefined ? {} : { admin_id }) }
  const recipient = { id: chat.userId }
  tell(world, { sender, recipient, user_id_by_app: chat.userIdByApp, event_name, message })
}

export function tellSubmitted(world: OaWorld, chat: OaChat, shared: { name: string; phone: string }): void {
  const place = { user_city: 'Tuyên Quang', user_ward: 'Phường Minh Xuân', user_address: 'Số 1' }
  const info =
    world.settings.variants.submitInfo === 'new'
      ? { ...shared, user_dob: '30/10/1990', gender: 'Nam', full_address: place }
      : { name: shared.name, phone: Number(shared.phone), address: 'Số 1', city: 'Tuyên Quang', ward: '' }
  tellFromUser(world, chat, 'user_submit_info', { info })
}

/** The message is on the screen, and the app that sent it learns so. A phone that is off waits. */
export function deliver(world: OaWorld, chat: OaChat, entry: OaEntry): void {
  if (!chat.phoneOn) return
  entry.delivered = true
  world.changed(chat)
  if (world.settings.receipts) tellDelivered(world, chat, entry)
}

function tellDelivered(world: OaWorld, chat: OaChat, entry: OaEntry): void {
  const { way, trackingId, shown } = entry
  const msg_id = String(shown.id)
  if (way === 'cs' || way === 'uid')
    return tellReceipt(world, chat, { event_name: 'user_received_message', message: { msg_id } })
  if (way !== 'phone') return
  const delivery_time = String(world.settings.now())
  world.sentByPhone.set(msg_id, { deliveredAt: Number(delivery_time) })
  const event = {
    event_name: 'user_received_message',
    sender: { id: world.settings.oaId },
    recipient: { id: chat.number },
    message: { msg_id, delivery_time, tracking_id: trackingId },
  }
  tell(world, event, { 'x-zevent-server': 'ZNS' })
}

export function tellSeen(world: OaWorld, chat: OaChat, msg_ids: string[]): void {
  tellReceipt(world, chat, { event_name: 'user_seen_message', message: { msg_ids } })
}

function tellReceipt(world: OaWorld, chat: OaChat, event: Record<string, unknown>): void {
  const { oaId, variants } = world.settings
  const ends = [{ id: chat.userId }, { id: oaId }]
  const [sender, recipient] = variants.receiptFrom === 'user' ? ends : ends.toReversed()
  tell(world, { ...event, sender, recipient, user_id_by_app: chat.userIdByApp })
}

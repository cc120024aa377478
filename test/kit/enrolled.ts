import { link } from '../../db/identities.ts'
import type { Tx } from '../../db/open.ts'
import { saveContact } from '../../db/people.ts'

/** Contacts p0, p1 … who are linked already, one for each of these chats with that Telegram bot. Returns their ids. */
export async function enrolled(tx: Tx, account: string, chats: string[]): Promise<string[]> {
  const ids = chats.map((_, place) => `person-${place}`)
  const now = Date.now()
  for (const [place, chat] of chats.entries()) {
    const id = ids[place]!
    await saveContact(tx, {
      id,
      code: `p${place}`,
      name: `Nguyễn Văn ${place}`,
      phones: [],
      timezone: 'Asia/Ho_Chi_Minh',
      language: 'vi',
      address: 'Ông',
      createdAt: now,
    })
    await link(tx, { id: `chat-${place}`, contactId: id, channel: 'telegram', account, chat, linkedAt: now })
  }
  return ids
}

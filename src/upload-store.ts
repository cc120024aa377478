import { inTransaction, type Store } from '../db/open.ts'
import { dropUpload, saveUpload, uploadRef } from '../db/uploads.ts'
import type { UploadStores } from './channels/uploads.ts'
import type { ChannelName } from './domain/message.ts'
import { DAY } from './domain/time.ts'

/** Zalo forgets an upload after seven days; Telegram keeps what it was given. */
const GOOD_FOR: Partial<Record<ChannelName, number>> = { 'zalo-oa': 6 * DAY }

/** What was uploaded, in our database. */
export const uploadStores =
  (store: Store, now: () => number): UploadStores =>
  (channel, account) => {
    const of = (mediaId: string) => ({ channel, account, mediaId })
    const goodFor = GOOD_FOR[channel] ?? Infinity
    return {
      load: (mediaId) => uploadRef(store.db, of(mediaId), Math.max(0, now() - goodFor)),
      save: (mediaId, ref) => inTransaction(store, (tx) => saveUpload(tx, of(mediaId), ref, now())),
      drop: (mediaId) => inTransaction(store, (tx) => dropUpload(tx, of(mediaId))),
    }
  }

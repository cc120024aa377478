import type { ChannelName } from '../domain/message.ts'

/** Where an account remembers by what name the platform knows a file already. */
export interface UploadStore {
  /** Null for what was never uploaded, or so long ago that the platform has forgotten it. */
  load(mediaId: string): Promise<string | null>
  save(mediaId: string, ref: string): Promise<void>
  drop(mediaId: string): Promise<void>
}

/** Each bot has its own: a platform's name for a file is good for one of them alone. */
export type UploadStores = (channel: ChannelName, account: string) => UploadStore

/**
 * The platform's name for a file: the one that is known, else what `upload` gets for it. However many ask at once, one
 * uploads and the others wait for it; where it fails (null), the next of them tries. `stale`: a name that the platform no
 * longer takes. Null only when the caller's own `upload` failed; it must not throw.
 */
export type Uploads = (
  mediaId: string,
  upload: () => Promise<string | null>,
  stale?: string,
) => Promise<string | null>

/** What cannot be remembered costs another upload, not the letter: a store that fails is as good as an empty one. */
export function uploadedOnce(store: UploadStore = nowhere): Uploads {
  const underway = new Map<string, Promise<string | null>>()

  async function take(...[mediaId, upload, stale]: Parameters<Uploads>): Promise<string | null> {
    const known = await store.load(mediaId).catch(() => null)
    if (known !== null && known !== stale) return known
    if (known !== null) await store.drop(mediaId).catch(() => {})
    const ref = await upload()
    if (ref !== null) await store.save(mediaId, ref).catch(() => {})
    return ref
  }

  return async (mediaId, upload, stale) => {
    for (;;) {
      const running = underway.get(mediaId)
      if (!running) {
        const turn = take(mediaId, upload, stale).finally(() => underway.delete(mediaId))
        underway.set(mediaId, turn)
        return turn
      }
      const ref = await running
      if (ref !== null && ref !== stale) return ref
    }
  }
}

const nowhere: UploadStore = {
  load: () => Promise.resolve(null),
  save: () => Promise.resolve(),
  drop: () => Promise.resolve(),
}

import { and, eq, gt, inArray } from 'drizzle-orm'
import type { ChannelName } from '../src/domain/message.ts'
import type { Db, Tx } from './open.ts'
import { uploads } from './schema.ts'

export interface UploadOf {
  channel: ChannelName
  account: string
  mediaId: string
}

const ofThat = ({ channel, account, mediaId }: UploadOf) =>
  and(eq(uploads.channel, channel), eq(uploads.account, account), eq(uploads.mediaId, mediaId))

/** The platform's name for a file that was uploaded after `since`, ms. */
export async function uploadRef(db: Db | Tx, of: UploadOf, since: number): Promise<string | null> {
  const [row] = await db
    .select({ ref: uploads.ref })
    .from(uploads)
    .where(and(ofThat(of), gt(uploads.at, since)))
  return row?.ref ?? null
}

export async function saveUpload(tx: Tx, of: UploadOf, ref: string, at: number): Promise<void> {
  const { channel, account, mediaId } = of
  await tx
    .insert(uploads)
    .values({ channel, account, mediaId, ref, at })
    .onConflictDoUpdate({ target: [uploads.channel, uploads.account, uploads.mediaId], set: { ref, at } })
}

export async function dropUpload(tx: Tx, of: UploadOf): Promise<void> {
  await tx.delete(uploads).where(ofThat(of))
}

/** Files that are no longer kept are not sent by their old names either. */
export async function dropUploadsOf(tx: Tx, mediaIds: string[]): Promise<void> {
  if (mediaIds.length > 0) await tx.delete(uploads).where(inArray(uploads.mediaId, mediaIds))
}

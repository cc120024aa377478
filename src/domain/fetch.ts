/** What a picture or file that somebody sent is for. */
export type FetchPurpose =
  | { what: 'announcement-answer'; ask: string }
  | { what: 'draft'; draft: string; version: number }
  | { what: 'new-file'; announcement: string }

/** The largest file that is taken from a chat or sent out, bytes: what Telegram's bots may fetch. */
export const LARGEST_FILE = 20 * 1024 * 1024

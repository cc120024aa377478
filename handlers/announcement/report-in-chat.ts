import type { Announcement } from '../../db/announcements.ts'
import type { Heard } from '../heard.ts'

export async function sendReport(_heard: Heard, _announcement: Announcement): Promise<void> {}

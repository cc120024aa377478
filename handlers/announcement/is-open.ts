import type { Announcement } from '../../db/announcements.ts'
import type { Turn } from '../world.ts'

/** Whether it can still be answered. */
export const isOpen = ({ now }: Pick<Turn, 'now'>, { openUntil }: Pick<Announcement, 'openUntil'>): boolean =>
  openUntil === null || openUntil > now

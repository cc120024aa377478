import type { Announcement } from '../../db/announcements.ts'
import { saveMedia } from '../../db/media.ts'
import { record } from '../../db/facts.ts'
import type { MediaRef } from '../../src/domain/message.ts'
import { callOn } from '../../src/domain/person.ts'
import { type Heard, sayCard } from '../heard.ts'
import { progressCard } from './progress.ts'
import { type ReportRow, reportOf } from './report.ts'
import { reportBook } from './report-book.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** So many are named in the message; all are in the file. */
const MOST_NAMED = 20

/** The workbook, and in the message how it stands and whom to ring. */
export async function sendReport(heard: Heard, announcement: Announcement): Promise<void> {
  const rows = await reportOf(heard, announcement)
  const media = await kept(heard, announcement, rows)
  const { announcing } = heard.texts
  const { text } = await progressCard(heard, announcement, heard.person)
  const named = (people: ReportRow[]) =>
    announcing.named(
      people.slice(0, MOST_NAMED).map(({ person }) => callOn(person)),
      people.length,
    )
  const silent = rows.filter(({ owes }) => owes)
  const unreached = rows.filter(({ state }) => state === 'held' || state === 'failed')
  const outdated = rows.filter(({ isOutdated }) => isOutdated)
  const lines = [
    text,
    ...(silent.length > 0 ? [`${announcing.silent(silent.length)}\n${named(silent)}`] : []),
    ...(unreached.length > 0 ? [`${announcing.unreached(unreached.length)}\n${named(unreached)}`] : []),
    ...(outdated.length > 0 ? [`${announcing.outdated(outdated.length)}\n${named(outdated)}`] : []),
    announcing.inFile(media.fileName),
  ]
  await sayCard(heard, 'sending-report', { text: lines.join('\n\n'), choices: [], media })
}

/** The file goes out like any other, and is forgotten like any other. */
async function kept(heard: Heard, announcement: Announcement, rows: ReportRow[]): Promise<MediaRef> {
  const { tx, now, world, person, texts } = heard
  const bytes = await reportBook(heard, announcement, person.language, rows)
  const media: MediaRef = {
    id: world.newId(),
    kind: 'file',
    mime: XLSX,
    fileName: texts.announcing.reportFile(announcement.number),
    size: bytes.length,
  }
  await saveMedia(tx, { ...media, bytes: Buffer.from(bytes), at: now })
  await record(tx, now, person.id, 'announcement-report', announcement.id)
  return media
}

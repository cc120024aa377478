import type { Texts } from '../index.ts'
import { admission } from './admission.ts'
import { announcement } from './announcement.ts'
import { announcing } from './announcing.ts'
import { assignment } from './assignment.ts'
import { audience } from './audience.ts'
import { board } from './board.ts'
import { change } from './change.ts'
import { cli } from './cli.ts'
import { composing } from './composing.ts'
import { contactable } from './contactable.ts'
import { fetched } from './fetched.ts'
import { general } from './general.ts'
import { incident } from './incident.ts'
import { join } from './join.ts'
import { link } from './link.ts'
import { nomination } from './nomination.ts'
import { official } from './official.ts'
import { personal } from './personal.ts'
import { question } from './question.ts'
import { readiness } from './readiness.ts'
import { seats } from './seats.ts'
import { sending } from './sending.ts'
import { sheet } from './sheet.ts'
import { web } from './web.ts'

export const en: Texts = {
  admission,
  announcement,
  announcing,
  assignment,
  audience,
  board,
  change,
  cli,
  composing,
  contactable,
  fetched,
  general,
  incident,
  join,
  link,
  nomination,
  official,
  personal,
  question,
  readiness,
  seats,
  sending,
  sheet,
  web,
}

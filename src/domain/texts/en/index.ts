import type { Texts } from '../index.ts'
import { admission } from './admission.ts'
import { assignment } from './assignment.ts'
import { board } from './board.ts'
import { change } from './change.ts'
import { cli } from './cli.ts'
import { contactable } from './contactable.ts'
import { general } from './general.ts'
import { incident } from './incident.ts'
import { join } from './join.ts'
import { link } from './link.ts'
import { personal } from './personal.ts'
import { question } from './question.ts'
import { readiness } from './readiness.ts'
import { seats } from './seats.ts'
import { web } from './web.ts'

export const en: Texts = {
  admission,
  assignment,
  board,
  change,
  cli,
  contactable,
  general,
  incident,
  join,
  link,
  personal,
  question,
  readiness,
  seats,
  web,
}

import type { Texts } from '../index.ts'
import { assignment } from './assignment.ts'
import { board } from './board.ts'
import { change } from './change.ts'
import { official } from './official.ts'
import { cli } from './cli.ts'
import { general } from './general.ts'
import { incident } from './incident.ts'
import { join } from './join.ts'
import { link } from './link.ts'
import { question } from './question.ts'
import { readiness } from './readiness.ts'

export const en: Texts = {
  change,
  cli,
  official,
  general,
  assignment,
  readiness,
  incident,
  question,
  board,
  join,
  link,
}

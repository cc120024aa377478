import { official } from './official.ts'
import { assignment } from './assignment.ts'
import { change } from './change.ts'
import { cli } from './cli.ts'
import { general } from './general.ts'
import { readiness } from './readiness.ts'
import { incident } from './incident.ts'
import { question } from './question.ts'
import { board } from './board.ts'
import { join } from './join.ts'
import { link } from './link.ts'

export const vi = {
  official,
  change,
  cli,
  general,
  assignment,
  readiness,
  incident,
  question,
  board,
  join,
  link,
}

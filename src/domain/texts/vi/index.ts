import { assignment } from './assignment.ts'
import { common } from './common.ts'
import { readiness } from './readiness.ts'
import { incident } from './incident.ts'
import { question } from './question.ts'
import { board } from './board.ts'

export const vi = { common, assignment, readiness, incident, question, board }

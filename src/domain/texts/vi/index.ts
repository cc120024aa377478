import { assignment } from './assignment.ts'
import { common } from './common.ts'
import { readiness } from './readiness.ts'

export const vi = { common, assignment, readiness }

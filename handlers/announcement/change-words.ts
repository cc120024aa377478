import type { Expecting } from '../../src/domain/conversation.ts'
import type { Heard } from '../heard.ts'

export async function takeCorrection(
  _heard: Heard,
  _expecting: Extract<Expecting, { what: 'correction' }>,
  _text: string,
): Promise<boolean> {
  return false
}

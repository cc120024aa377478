import type { Command } from '../../src/domain/command.ts'
import type { Expecting } from '../../src/domain/conversation.ts'
import type { Heard } from '../heard.ts'

export async function startDraft(_heard: Heard): Promise<void> {}

export async function draftStep(
  _heard: Heard,
  _command: Extract<Command, { kind: 'draft' }>,
): Promise<void> {}

export async function takeDraftWords(
  _heard: Heard,
  _expecting: Extract<Expecting, { what: 'draft' }>,
  _text: string,
): Promise<boolean> {
  return false
}

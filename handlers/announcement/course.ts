import type { Command } from '../../src/domain/command.ts'
import type { Heard } from '../heard.ts'

export async function announcementAct(
  _heard: Heard,
  _command: Extract<Command, { kind: 'announcement' }>,
): Promise<void> {}

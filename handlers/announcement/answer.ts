import type { Heard } from '../heard.ts'

export async function received(_heard: Heard, _askId: string): Promise<void> {}

export async function choose(_heard: Heard, _askId: string, _option: number): Promise<void> {}

export async function giveAnswer(_heard: Heard, _askId: string): Promise<void> {}

export async function takeGiven(_heard: Heard, _askId: string, _text: string): Promise<boolean> {
  return false
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readConfig } from '../../src/config.ts'
import { openDrill } from '../../src/drill.ts'
import { openLog } from '../../src/log.ts'

export interface ShownMessage {
  id: string | number
  from: 'bot' | 'me'
  text: string
  buttons: { label: string; data: string }[][]
}

export interface ShownState {
  clock: { now: number; speed: number }
  board: {
    round: { name: string } | null
    figures: Record<'ready' | 'preparing' | 'issue' | 'pending', number>
    bridgePoints: { code: string; name: string; status: string }[]
    assignments: { code: string; status: string }[]
    openIncidents: { text: string }[]
  }
  people: { code: string; temper: string; linked: boolean }[]
}

/** Settings as a newcomer has them: none, but for a free port and a folder. */
export function newcomersConfig(dataDir: string, more: Record<string, string> = {}) {
  const read = readConfig({ PORT: '0', DATA_DIR: dataDir, QUIET_HOURS: 'off', ...more })
  if (read.kind === 'refused') throw new Error(read.problems.map(({ name }) => name).join())
  return read.config
}

/** A drill and its page, as somebody at a browser meets it; what went wrong inside is in `errors`. */
export async function drillTable(more: Record<string, string> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'caunoi-drill-'))
  const errors: string[] = []
  const log = openLog('error', [], { write: (line) => void errors.push(line) })
  const config = newcomersConfig(dataDir, more)
  const drill = await openDrill({ config, log })
  const post = (path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
    fetch(`${drill.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const got = async (path: string) => JSON.parse(await (await fetch(`${drill.url}${path}`)).text())
  const state = (): Promise<ShownState> => got('/drill/state')
  const screen = async (code: string): Promise<ShownMessage[]> => {
    const view: { messages: ShownMessage[] } = await got(`/drill/phones/${code}`)
    return view.messages
  }
  return {
    url: drill.url,
    dataDir,
    config,
    errors,
    log,
    post,
    state,
    screen,
    /** Waits for a bot's message with these words; returns it, or throws with what is on the screen. */
    async sees(code: string, words: string): Promise<ShownMessage> {
      const deadline = Date.now() + 5_000
      for (;;) {
        const messages = await screen(code)
        const found = messages.findLast((message) => message.from === 'bot' && message.text.includes(words))
        if (found) return found
        if (Date.now() > deadline)
          throw new Error(
            `${code} does not see “${words}” but: ${messages.map(({ text }) => text).join('\n---\n')}`,
          )
        await pause(25)
      }
    },
    writes: (code: string, text: string) => post(`/drill/phones/${code}/write`, { text }),
    async presses(code: string, label: string) {
      const messages = await screen(code)
      const message = messages.findLast(({ buttons }) =>
        buttons.flat().some((button) => button.label === label),
      )
      const data = message?.buttons.flat().find((button) => button.label === label)?.data
      if (!message || data === undefined) throw new Error(`${code} sees no button “${label}”`)
      return post(`/drill/phones/${code}/press`, { message: message.id, data })
    },
    close: async () => {
      await drill.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

import { callLog } from './calls.ts'
import { startListening } from './exchange.ts'
import type { Listening } from './exchange.ts'
import { faultInjection } from './faults.ts'
import { listeners, Newest } from './phone.ts'
import { seededRandom } from './random.ts'
import type { Person, Simulator } from './simulator.ts'
import { oaRefusal } from './zalo-oa-answers.ts'
import { tell } from './zalo-oa-events.ts'
import { OaPhone } from './zalo-oa-phone.ts'
import { oaRate } from './zalo-oa-rate.ts'
import { understandOa } from './zalo-oa-service.ts'
import { settingsOf } from './zalo-oa-settings.ts'
import type { TemplateStatus, ZaloOaOptions } from './zalo-oa-settings.ts'
import { KEPT_FILES } from './zalo-state.ts'
import { newChat } from './zalo-oa-state.ts'
import type { OaChat, OaPerson, OaWorld } from './zalo-oa-state.ts'
import { OaTokens } from './zalo-oa-tokens.ts'
import { OaWebhook } from './zalo-oa-webhook.ts'

/** The Official Account's controls, besides what every simulator has. A fault's negative `code` is the platform's own. */
export interface ZaloOaSimulator extends Simulator {
  phone(person: Person): OaPhone
  phones(): OaPhone[]
  /** The tokens that are good now, unless they have expired. */
  tokens(): { access?: string; refresh?: string }
  /** The administrator consents; the code of the callback. */
  authorize(challenge: string): string
  expireAccess(): void
  /** The administrator withdraws the consent: no token is good, and no event comes. */
  revoke(): void
  setWebhook(url: string | undefined): void
  /** The console's test of the webhook: the status it answers, 0 without an answer. */
  probe(): Promise<number>
  /** The next repetitions of refused events come at once. */
  retryNow(): void
  /** False after an event failed on the last rung of the ladder: nothing comes until `subscribe`. */
  subscribed(): boolean
  subscribe(): void
  /** Events that came while nobody could hear, or that were refused to the end. */
  lost(): number
  setButtons(taken: boolean): void
  setTemplateStatus(id: string, status: TemplateStatus, reason?: string): void
}

/** Starts the Open API, OAuth and templates of one Official Account on the loopback interface, with people's phones. */
export async function startZaloOaSimulator(options: ZaloOaOptions): Promise<ZaloOaSimulator> {
  const faults = faultInjection()
  const log = callLog()
  const ears = listeners()
  const phones = new Map<string, OaPhone>()
  const world = makeWorld(options, (chat) => ears.tell(phones.get(chat.person.id)!))
  const rate = oaRate(world.settings.rpm, world.settings.wallClock)
  const service = {
    faults,
    log,
    understand: (arrived: Parameters<typeof understandOa>[2]) => understandOa(world, rate, arrived),
    refusal: oaRefusal,
  }
  const server = await startListening(service, options.port ?? 0)
  world.url = server.url

  return {
    url: server.url,
    ...network(world, server),
    ...controls(world),
    phone: (person) => phoneOf(person),
    phones: () => [...phones.values()],
    faults,
    calls: log.list,
    count: log.count,
    forgetCalls: log.reset,
    onChange: (listener) => ears.add(listener),
  }

  function phoneOf(person: Person): OaPhone {
    const id = String(person.id ?? `oa${phones.size + 1}-${person.name}`)
    const known = phones.get(id)
    if (known) return known
    const phone = new OaPhone(world, chatOf(world, { id, name: person.name, phone: person.phone }))
    phones.set(id, phone)
    return phone
  }
}

function makeWorld(options: ZaloOaOptions, changed: (chat: OaChat) => void): OaWorld {
  const settings = settingsOf(options)
  let order = 0
  return {
    settings,
    tokens: new OaTokens(settings),
    webhook: new OaWebhook(settings, options.webhook?.url),
    chats: new Map(),
    templates: new Map(options.templates?.map((template) => [template.id, { ...template }])),
    uploads: new Map(),
    counts: new Map(),
    sentByPhone: new Map(),
    changed,
    order: () => ++order,
    url: '',
    files: new Newest(KEPT_FILES),
  }
}

function chatOf(world: OaWorld, person: OaPerson): OaChat {
  const chat = newChat(world, person)
  world.chats.set(chat.userId, chat)
  return chat
}

function network({ webhook }: OaWorld, server: Listening) {
  return {
    async close() {
      webhook.close()
      await server.close()
    },
    async unplug() {
      webhook.unplug(true)
      await server.close()
    },
    async plugIn() {
      await server.reopen()
      webhook.unplug(false)
    },
    idle: () => webhook.idle,
    hold: () => webhook.hold(true),
    release: () => webhook.hold(false),
    shuffle: (seed = 1) => webhook.shuffle(seededRandom(seed)),
    redeliver: (last = Infinity) => webhook.redeliver(last),
    setWebhook: (url: string | undefined) => webhook.set(url),
    probe: () => webhook.probe(),
    retryNow: () => webhook.retryNow(),
    subscribed: () => webhook.subscribed,
    subscribe: () => void (webhook.subscribed = true),
    lost: () => webhook.lost,
  }
}

function controls(world: OaWorld) {
  const { tokens, settings } = world
  return {
    tokens: () => tokens.live,
    authorize: (challenge: string) => tokens.authorize(challenge),
    expireAccess: () => tokens.expireAccess(),
    revoke: () => tokens.revoke(),
    setButtons: (taken: boolean) => void (settings.buttons = taken),
    setTemplateStatus(id: string, status: TemplateStatus, reason = '') {
      const template = world.templates.get(id)
      if (!template) throw new Error(`No template ${id} in this simulator`)
      const change = { prev_status: template.status ?? 'ENABLE', new_status: status }
      template.status = status
      const event_name = 'change_template_status'
      tell(
        world,
        { oa_id: settings.oaId, event_name, template_id: id, status: change, reason },
        {
          'x-zevent-server': 'ZNS',
        },
      )
    },
  }
}

export { OaPhone } from './zalo-oa-phone.ts'
export { linkIn } from './zalo-oa-screen.ts'
export { signOaEvent } from './zalo-oa-webhook.ts'
export type { OaTemplate, OaTemplateParam, OaVariants, ZaloOaOptions } from './zalo-oa-settings.ts'

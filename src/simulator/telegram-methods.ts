import { BrokenBody } from './fields.ts'
import { Refusal } from './refusal.ts'
import type { Answer, Incoming } from './platform.ts'
import * as account from './telegram-account.ts'
import * as deleting from './telegram-deleting.ts'
import * as sending from './telegram-sending.ts'
import type { Bot, World } from './telegram-state.ts'
import type { DeliveryTimes } from './telegram-webhook.ts'

type Method = (world: World, bot: Bot, call: Incoming, times: DeliveryTimes) => Answer | Promise<Answer>

/** Method names are matched without regard to case, as the real server does. */
const methods = new Map<string, Method>(
  Object.entries<Method>({
    getMe: (_world, bot) => account.getMe(bot),
    getUpdates: (_world, bot, call) => account.getUpdates(bot, call.fields, call.onHangUp),
    setWebhook: (_world, bot, call, times) => account.setWebhook(bot, call.fields, times),
    deleteWebhook: (_world, bot, call) => account.deleteWebhook(bot, call.fields),
    getWebhookInfo: (_world, bot) => account.getWebhookInfo(bot),
    sendMessage: (world, bot, call) => sending.sendMessage(world, bot, call.fields),
    editMessageText: (world, bot, call) => sending.editMessageText(world, bot, call.fields),
    editMessageReplyMarkup: (world, bot, call) => sending.editMessageReplyMarkup(world, bot, call.fields),
    deleteMessage: (world, bot, call) => deleting.deleteMessage(world, bot, call.fields),
    deleteMessages: (world, bot, call) => deleting.deleteMessages(world, bot, call.fields),
    answerCallbackQuery: (world, bot, call) => sending.answerCallbackQuery(world, bot, call.fields),
    sendPhoto: (world, bot, call) => sending.sendPhoto(world, bot, call.fields),
    sendDocument: (world, bot, call) => sending.sendDocument(world, bot, call.fields),
    sendChatAction: (world, bot, call) => sending.sendChatAction(world, bot, call.fields),
    setMyCommands: (_world, bot, call) => account.setMyCommands(bot, call.fields),
    getMyCommands: (_world, bot) => account.getMyCommands(bot),
    setMyName: (_world, bot, call) => account.setProfileText('name', 64)(bot, call.fields),
    setMyDescription: (_world, bot, call) => account.setProfileText('description', 512)(bot, call.fields),
    setMyShortDescription: (_world, bot, call) =>
      account.setProfileText('short_description', 120)(bot, call.fields),
    getMyDescription: (_world, bot) => account.getProfileText('description')(bot),
    getMyShortDescription: (_world, bot) => account.getProfileText('short_description')(bot),
    getChat: (world, bot, call) => account.getChat(world, bot, call.fields),
    getFile: (_world, bot, call) => account.getFile(bot, call.fields),
  }).map(([name, method]) => [name.toLowerCase(), method]),
)

/** Runs one call for a known bot; every refusal becomes an answer here. */
export async function answerTelegram(
  world: World,
  bot: Bot,
  call: Incoming,
  times: DeliveryTimes,
): Promise<Answer> {
  const method = methods.get(call.method.toLowerCase())
  if (!method) return telegramRefusal(404, 'Not Found: method not found')
  try {
    return await method(world, bot, call, times)
  } catch (error) {
    if (error instanceof Refusal) return telegramRefusal(error.code, error.message, error.retryAfter)
    if (error instanceof BrokenBody) return telegramRefusal(400, `Bad Request: ${error.message}`)
    throw error
  }
}

const usual: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden: bot was blocked by the user',
  404: 'Not Found',
  409: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
}

/** Telegram's envelope; a 429 says in three places how long to wait, as the real one does. */
export function telegramRefusal(code: number, description?: string, retryAfter?: number): Answer {
  const wait = retryAfter ?? (code === 429 ? 1 : undefined)
  const words =
    description ??
    (code === 429 ? `Too Many Requests: retry after ${wait}` : (usual[code] ?? `Error ${code}`))
  const body = { ok: false, error_code: code, description: words }
  if (wait === undefined) return { status: code, body }
  return { status: code, body: { ...body, parameters: { retry_after: wait } }, retryAfter: wait }
}

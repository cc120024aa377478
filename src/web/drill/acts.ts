import type { Context } from 'hono'
import { z } from 'zod'
import { speeds } from '../../simulator/clock.ts'
import type { Member } from '../../simulator/people.ts'
import { tempers } from '../../simulator/scripts.ts'
import type { Stage } from './stage.ts'

/** One thing a newcomer may do with the page. */
type Act = (c: Context, stage: Stage) => Promise<Response>

/** In one word why it was not done; nothing when it was. */
type Refusal = 'gone' | 'cannot' | 'nothing-ahead' | undefined
type Does<T, Whom> = (whom: Whom, asked: T, stage: Stage) => Refusal | void | Promise<Refusal | void>

/** More than a phone sends in one piece, less than anybody types by hand. */
const LONGEST_TEXT = 8_000

/** By the path it is posted to. */
export const acts: Record<string, Act> = {
  '/drill/clock': onStage(z.object({ speed: z.literal([...speeds]) }), (stage, { speed }) => {
    stage.clock.setSpeed(speed)
  }),
  '/drill/skip': onStage(z.object({}), async (stage) => ((await stage.skip()) ? undefined : 'nothing-ahead')),
  '/drill/tempers': onStage(
    z.object({ codes: z.array(z.string()).max(500), temper: z.enum(tempers) }),
    (stage, { codes, temper }) => stage.cast.setTemper(codes, temper),
  ),
  '/drill/phones/:code/write': onPhone(
    z.object({ text: z.string().trim().min(1).max(LONGEST_TEXT) }),
    ({ phone }, { text }) => phone.write(text),
  ),
  '/drill/phones/:code/press': onPhone(
    z.object({ message: z.union([z.string(), z.number()]), data: z.string() }),
    press,
  ),
  '/drill/phones/:code/join': onPhone(z.object({}), joinByInvite),
}

/** Only what is on the screen can be pressed. */
function press({ phone }: Member, { message, data }: { message: string | number; data: string }): Refusal {
  const shown = phone.messages().find((each) => each.id === message)
  if (!shown?.buttons.flat().some((button) => button.data === data)) return 'gone'
  phone.press({ message, data })
  return undefined
}

/** Follows the link on Telegram; on Zalo the code is typed. */
function joinByInvite({ code, app, phone }: Member, _asked: object, { players }: Stage): void {
  const invite = players.find((player) => player.code === code)!.invite
  if (app === 'telegram') phone.start(invite.token)
  else phone.write(invite.code)
}

function onStage<T>(shape: z.ZodType<T>, does: Does<T, Stage>): Act {
  return (c, stage) => answered(c, shape, (asked) => does(stage, asked, stage))
}

function onPhone<T>(shape: z.ZodType<T>, does: Does<T, Member>): Act {
  return async (c, stage) => {
    const member = stage.cast.member(c.req.param('code') ?? '')
    if (!member) return c.json({ error: 'unknown' }, 404)
    return answered(c, shape, (asked) => does(member, asked, stage))
  }
}

async function answered<T>(c: Context, shape: z.ZodType<T>, does: (asked: T) => unknown): Promise<Response> {
  const asked = shape.safeParse(await c.req.json().catch(() => undefined))
  if (!asked.success) return c.json({ error: 'shape' }, 400)
  const refusal = await whyNot(() => does(asked.data))
  return refusal ? c.json({ error: refusal }, 409) : c.json({ ok: true })
}

/** A phone throws for what its person cannot do: write to a bot they have blocked, say. */
async function whyNot(does: () => unknown): Promise<unknown> {
  try {
    return await does()
  } catch {
    return 'cannot'
  }
}

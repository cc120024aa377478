import { figures } from '../../domain/board.ts'
import type { Member } from '../../simulator/people.ts'
import type { Stage } from './stage.ts'

/** A phone shows what a screen and some scrolling show. */
const MESSAGES_SHOWN = 80

export const clockView = ({ clock }: Stage) => ({ now: clock.now(), speed: clock.speed() })

/** Who is there; does not change while the drill runs. */
export const castView = ({ cast, players, firstPhones }: Stage) => ({
  firstPhones,
  people: players.map(({ invite, ...player }) => ({
    ...player,
    inviteCode: invite.code,
    app: cast.member(player.code)?.app,
  })),
})

/** All that moves, except the clock and what the phones say. */
export async function stateView(stage: Stage) {
  const board = await stage.board()
  const linked = new Set(await stage.linked())
  const people = stage.cast.members.map((member) => ({
    code: member.code,
    temper: member.temper,
    linked: linked.has(member.code),
    changes: member.changes,
    received: member.phone.messages().filter((message) => message.from === 'bot').length,
  }))
  return { board: board && { ...board, figures: figures(board.bridgePoints) }, people }
}

export function phoneView(member: Member) {
  const { phone, changes, app, code } = member
  const messages = phone.messages()
  return {
    code,
    changes,
    app,
    messages: messages.slice(-MESSAGES_SHOWN).map(({ id, from, text, buttons, at, edits, media }) => ({
      id,
      from,
      text,
      buttons,
      at,
      edited: edits > 0,
      media,
    })),
    notices: phone.notices().slice(-3),
    waiting: phone.waiting(),
  }
}

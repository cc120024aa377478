import { conferenceById } from '../db/conferences.ts'
import { record } from '../db/facts.ts'
import { changeNomination, type Nomination, nominationById } from '../db/nominations.ts'
import { isCoordinator, personById } from '../db/people.ts'
import { type Heard, say } from './heard.ts'
import { seat } from './hand-over.ts'
import { type InviteView, invite, inviteView } from './invite.ts'
import { showDecided, unitName } from './nominate.ts'

/** "Xác nhận": the unit's people serve its bridge points from now on; the answer is what to pass on to them. */
export async function acceptNomination(heard: Heard, id: string): Promise<void> {
  const nomination = await decidable(heard, id)
  if (!nomination) return
  const { nomination: words } = heard.texts
  const conference = await conferenceById(heard.tx, nomination.conferenceId)
  if (conference.cancelledAt !== null || conference.endedAt !== null)
    return void (await say(heard, 'nomination-over', words.conferenceOver))
  await decide(heard, nomination, 'accepted')
  const newcomers = await seat(heard, conference, nomination)
  const invites: InviteView[] = []
  for (const one of newcomers) invites.push(await inviteView(heard, one, await invite(heard, one)))
  const unit = await unitName(heard.tx, nomination.unitId)
  await say(heard, 'nomination-accepted', words.accepted(unit, invites))
}

/** "Từ chối": nothing changes; whom to tell is the coordinator's business. */
export async function refuseNomination(heard: Heard, id: string): Promise<void> {
  const nomination = await decidable(heard, id)
  if (!nomination) return
  await decide(heard, nomination, 'refused')
  const unit = await unitName(heard.tx, nomination.unitId)
  await say(heard, 'nomination-refused', heard.texts.nomination.refused(unit))
}

async function decide(heard: Heard, nomination: Nomination, state: 'accepted' | 'refused'): Promise<void> {
  const { tx, now, person } = heard
  await changeNomination(tx, nomination.id, { state, decidedBy: person.id, decidedAt: now })
  await record(tx, now, person.id, `nomination-${state}`, nomination.id)
  await showDecided(heard, nomination, person)
}

/** The nomination, when this person may decide it and it is not decided yet. */
async function decidable(heard: Heard, id: string): Promise<Nomination | null> {
  const nomination = await nominationById(heard.tx, id)
  if (!nomination || !(await isCoordinator(heard.tx, heard.person.id, nomination.conferenceId))) {
    await say(heard, 'not-yours', heard.texts.general.notYours)
    return null
  }
  if (nomination.state === 'waiting') return nomination
  const by = nomination.decidedBy ? await personById(heard.tx, nomination.decidedBy) : null
  const said = heard.texts.nomination.alreadyDecided(nomination.state, by?.name ?? null)
  await say(heard, 'nomination-decided', said)
  return null
}

import type { BotUse } from '../../seats.ts'

const figure = (count: number) => count.toLocaleString('en-GB')

const another =
  'Create another bot (Zalo Bot Manager), then add its token to ZALO_BOT_TOKEN and its link to ZALO_BOT_LINK, separated by commas'

export const seats = {
  line: (place: number, { people, seats, sent, monthly }: BotUse) =>
    `Zalo bot ${place}: ${figure(people)}/${figure(seats)} people, ${figure(sent)}/${figure(monthly)} messages this month`,
  missing: (count: number) =>
    `${figure(count)} more ${count === 1 ? 'seat' : 'seats'} needed if every contact not yet linked uses Zalo`,
  high: `nearly used up. ${another}`,
  full: `used up. ${another}`,
  seatsAlert: (place: number, { people, seats }: BotUse, level: 'high' | 'full') =>
    level === 'full'
      ? `ZALO BOT ${place} HAS NO SEAT LEFT: ${figure(people)}/${figure(seats)} people. New contacts cannot be linked to it. Please ask the IT officer for another bot.`
      : `ZALO BOT ${place} IS NEARLY FULL: ${figure(people)}/${figure(seats)} people. Please ask the IT officer to prepare another bot.`,
  monthAlert: (place: number, { sent, monthly }: BotUse, level: 'high' | 'full') =>
    level === 'full'
      ? `ZALO BOT ${place} HAS USED UP THIS MONTH'S MESSAGES: ${figure(sent)}/${figure(monthly)}. Messages through it may not arrive; please reach its contacts another way and tell the IT officer.`
      : `ZALO BOT ${place} HAS NEARLY USED UP THIS MONTH'S MESSAGES: ${figure(sent)}/${figure(monthly)}. Please tell the IT officer.`,
}

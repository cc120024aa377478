import { test } from 'vitest'
import { office } from '../kit/office.ts'
import type { planFile } from '../kit/plan.ts'

/** Lan stays in Hà Giang; Keiko Sato, at the trade office in Tokyo, reads English two hours ahead. */
const keikoInTokyo = (plan: ReturnType<typeof planFile>) => {
  Object.assign(plan.contacts[1]!, {
    name: 'Keiko Sato',
    phones: ['+819012345678'],
    language: 'en',
    timezone: 'Asia/Tokyo',
    address: undefined,
    unit: 'Trade Office in Tokyo',
  })
  Object.assign(plan.bridgePoints[1]!, { name: 'Tokyo', country: 'JP', timezone: 'Asia/Tokyo' })
  Object.assign(plan.assignments[1] ?? {}, { text: 'Prepare the line at Tokyo', due: '2026-12-07T17:00' })
}

test('Keiko in Tokyo is welcomed and given her assignment in English, Lan hers in Vietnamese', async () => {
  const { people, clock, sendsAssignments } = await office({
    bridgePoints: 2,
    assignments: 2,
    rounds: false,
    with: keikoInTokyo,
  })
  const [lan, keiko] = people
  keiko!.shows('Dear Keiko Sato,')
  keiko!.shows('Your part: bridge point Tokyo')
  await sendsAssignments()
  keiko!.sees(
    'Dear Keiko Sato,',
    'assignment 2: Prepare the line at Tokyo',
    '10:00 Tuesday, 08/12/2026 (08:00 Vietnam time)',
    'Due: 19:00 Monday, 07/12/2026 (17:00 Vietnam time)',
    '[Received]',
  )
  lan!.sees('Kính gửi Bà Nguyễn Thị Lan', '08:00 thứ Ba, 08/12/2026', '[Đã nhận]')
  await keiko!.presses('Received')
  keiko!.sees('Recorded: assignment 2, Received, 10:00 (08:00 Vietnam time).', '[Change my answer]')
  await lan!.presses('Đã nhận')
  lan!.sees('Đã ghi: nhiệm vụ 1, Đã nhận, 08:00.')
  await clock.forward('PT1H')
  keiko!.seesNothingNew()
})

test('Keiko checks her bridge point in English, on Tokyo time, with Vietnam’s beside it', async () => {
  const { people, clock, opensRound } = await office({ bridgePoints: 2, with: keikoInTokyo })
  const [lan, keiko] = people
  await clock.to('2026-12-05T14:00')
  await opensRound('r1')
  keiko!.sees(
    'Please check and confirm bridge point Tokyo.',
    'closes at 19:00 Saturday, 05/12/2026 (17:00 Vietnam time)',
    'Âm thanh: not checked',
    '[All good]',
  )
  lan!.sees('xác nhận điểm cầu Hà Giang', 'đóng lúc 17:00 thứ Bảy, 05/12/2026', '[Tất cả tốt]')
  await keiko!.presses('Preparing')
  keiko!.sees('When do you expect to be ready?', '[In 15 minutes]', '[In 1 hour]')
  await keiko!.presses('In 15 minutes')
  keiko!.sees('Recorded: bridge point Tokyo, Preparing, 16:00 (14:00 Vietnam time), expected by 16:15')
  await clock.forward('PT15M')
  keiko!.sees('Is bridge point Tokyo ready now?')
  await keiko!.presses('All good')
  await keiko!.presses('Ready')
  keiko!.sees('Recorded: bridge point Tokyo, Ready, 16:15 (14:15 Vietnam time).')
  await lan!.presses('Tất cả tốt')
  await lan!.presses('Sẵn sàng')
  lan!.sees('Đã ghi: điểm cầu Hà Giang, Sẵn sàng, 14:15.')
})

test('Keiko types what stands on her buttons, and the organiser reads of her fault in Vietnamese', async () => {
  const { people, coordinator, clock, opensRound } = await office({ bridgePoints: 2, with: keikoInTokyo })
  const [lan, keiko] = people
  await clock.to('2026-12-05T14:00')
  await opensRound('r1')
  keiko!.sees('bridge point Tokyo')
  lan!.sees('điểm cầu Hà Giang')
  await keiko!.writes('no sound')
  keiko!.sees('fault no. 1, bridge point Tokyo: no sound', 'The organisers have been told', '[False alarm]')
  coordinator.sees('SỰ CỐ số 1 – điểm cầu Tokyo: no sound', 'Keiko Sato')
  await keiko!.writes('false alarm')
  keiko!.sees('Withdrawn: fault no. 1, bridge point Tokyo (false alarm).')
  await keiko!.writes('all good')
  keiko!.sees('Recorded: bridge point Tokyo, 4 of 4 items good.')
  await keiko!.writes('ready')
  keiko!.sees('Recorded: bridge point Tokyo, Ready, 16:00')
})

test('Keiko asks for help and changes the language, and back', async () => {
  const { people } = await office({ bridgePoints: 2, rounds: false, with: keikoInTokyo })
  const [, keiko] = people
  await keiko!.writes('Help')
  keiko!.sees('Dear Keiko Sato,', '/bridgepoints', '/assignments', '/vietnamese')
  await keiko!.writes('/bridgepoints')
  keiko!.sees('Bridge points of Keiko Sato:', '– Tokyo: no readiness check open')
  await keiko!.writes('/assignments')
  keiko!.sees('You have no assignments at present.')
  await keiko!.writes('/vietnamese')
  keiko!.sees('Từ nay hệ thống trả lời bằng tiếng Việt.')
  await keiko!.writes('/english')
  keiko!.sees('From now on the system will answer in English.')
})

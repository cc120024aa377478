import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { languages } from '../../src/domain/person.ts'
import { fold, matchLabel } from '../../src/domain/reply.ts'
import { textsIn, type Texts } from '../../src/domain/texts/index.ts'

const catalogue = join(import.meta.dirname, '../../src/domain/texts')

/** The product's name is Vietnamese in every language. */
const isOurs = (text: string) => text.replaceAll('Cầu Nối', '')

describe('English', () => {
  test.each(readdirSync(join(catalogue, 'en')))('%s holds no Vietnamese letter', (file) => {
    const text = isOurs(readFileSync(join(catalogue, 'en', file), 'utf8')).normalize('NFD')
    expect(text.match(/.*(?:\p{Script=Latin}\p{M}|[đĐ]).*/u)?.[0]).toBeUndefined()
  })

  test('one is one, and two are two', () => {
    const { cli, readiness, board, join: joining } = textsIn('en')
    expect(readiness.minutesLabel(60)).toBe('In 1 hour')
    expect(readiness.minutesLabel(120)).toBe('In 2 hours')
    expect(board.remindNowLabel(1)).toBe('Remind 1 contact')
    expect(board.remindNowLabel(2)).toBe('Remind 2 contacts')
    expect(cli.roundOpened('Check 1', 1)).toContain('1 bridge point asked')
    expect(cli.roundOpened('Check 1', 2)).toContain('2 bridge points asked')
    expect(cli.effectTold(['c1'])).toBe('1 person told (c1)')
    expect(cli.effectTold(['c1', 'c2'])).toBe('2 people told (c1, c2)')
    expect(joining.welcome(keiko, welcome(1))).toMatch(/bridge point Tokyo(?!s)[^]* 1 day;/)
    expect(joining.welcome(keiko, welcome(2))).toMatch(/bridge points Tokyo, Tokyo[^]* 2 days;/)
  })
})

const keiko = {
  id: 'k',
  code: 'c1',
  name: 'Keiko Sato',
  title: null,
  unit: null,
  phones: [],
  timezone: 'Asia/Tokyo',
  language: 'en' as const,
  address: 'Ông/Bà',
}

const welcome = (count: number) => ({
  office: 'The Office',
  channel: 'telegram' as const,
  documents: [],
  conferences: [],
  bridgePoints: Array.from({ length: count }, () => ({ name: 'Tokyo', as: 'contact' as const })),
  assignments: [],
  coordinates: false,
  check: null,
  rawDays: count,
  letterDays: count,
  mediaDays: count,
})

const checklist = ['Đường truyền', 'Âm thanh', 'Hình ảnh', 'Internet/Wi-Fi', 'Điện', 'Cán bộ trực']

const longWords = 'The picture on the second screen freezes whenever somebody speaks at the main bridge point'

const fault = (number: number, text: string) => ({
  number,
  text,
  bridgePoint: 'Tokyo',
  at: '16:00',
  reporter: 'Keiko Sato',
  isReporter: true,
  call: 'Keiko Sato',
  owner: null,
  callOwner: null,
  end: null,
})

const labelsOf = <Key extends string>(labels: Record<Key, string>, keys: Key[]) =>
  keys.map((key) => labels[key])

/** The labels that stand together on one card. */
const cardsIn = ({
  admission,
  announcement,
  assignment,
  board,
  composing,
  contactable,
  general,
  incident,
  nomination,
  question,
  readiness,
  sending,
}: Texts) => ({
  'an assignment': [assignment.acknowledgeLabel, assignment.concernLabel, assignment.discussLabel],
  'several assignments': [
    assignment.acknowledgeAllLabel,
    ...['1', '2', '11'].map(assignment.acknowledgeNumberedLabel),
  ],
  'a due date': [assignment.completeLabel, assignment.notCompleteLabel, assignment.discussLabel],
  'several answers to change': ['1', '2', '11'].map(assignment.reviseNumberedLabel),
  'several due dates': ['1', '2', '11'].map(assignment.completeNumberedLabel),
  'a concern': Object.values(assignment.concerns),
  'readiness, nothing ticked': [
    readiness.allGoodLabel,
    readiness.readyLabel,
    readiness.preparingLabel,
    readiness.issueLabel,
    readiness.dutyLabel,
    ...checklist.map((item) => readiness.itemLabel(item, 'unknown')),
  ],
  'ready, with a problem': [readiness.readyAnywayLabel, readiness.issueLabel],
  'ready, and then a fault': [general.reviseLabel, readiness.issueLabel],
  'several bridge points': ['Tokyo', 'Osaka', 'Hà Giang'].map(readiness.readyNamedLabel),
  'when it will be ready': [...[15, 30, 60].map(readiness.minutesLabel), general.reviseLabel],
  'which fault': [...readiness.faultLabels, incident.withdrawLabel],
  'a fault': [incident.takeLabel, incident.resolveLabel],
  'which fault is over': [fault(1, 'no sound'), fault(2, ''), fault(11, longWords)].map(incident.overLabel),
  'bridge points of one name': ['05/12', '08/12'].map((day) => board.pointOn('Hà Giang', day)),
  'a reminder of the silent': [board.remindNowLabel(3), general.neverMindLabel],
  'the board': [board.remindLabel],
  'a question': [question.replyLabel],
  'a request to join': [
    ...['Keiko Sato', 'Akira Mori'].map((name) => admission.acceptLabel(name, 'Tokyo')),
    admission.chooseLabel,
    admission.refuseLabel,
  ],
  'a number to share': [admission.sharePhoneLabel],
  'a test message': [contactable.pingLabel],
  'a test message to be sent': [contactable.pingNowLabel(3)],
  'whom a unit names': [nomination.acceptLabel, nomination.refuseLabel],
  'announcements in doubt': [
    announcement.receivedLabel,
    announcement.chooseLabel,
    ...Object.values(announcement.giveLabels),
  ],
  'words that may be an answer': [
    announcement.isAnswerLabel(120),
    question.forwardLabel,
    general.neverMindLabel,
  ],
  'words that were not understood': [question.forwardLabel, general.neverMindLabel],
  'a draft': labelsOf(composing.labels, [
    'text',
    'audience',
    'files',
    'dropFiles',
    'answer',
    'when',
    'preview',
    'test',
    'send',
    'discard',
  ]),
  'what is to be answered': [
    ...Object.values(composing.labels.answers),
    ...labelsOf(composing.labels, ['until', 'back']),
  ],
  'when it is sent': labelsOf(composing.labels, ['now', 'hours', 'urgent', 'back']),
  'out of hours': labelsOf(composing.labels, ['sendHours', 'sendUrgent', 'back']),
  'out of hours, later': labelsOf(composing.labels, ['when', 'sendAtNight', 'back']),
  'what was sent': [
    sending.labels.pause(),
    sending.labels.stop(),
    sending.labels.remind(3),
    sending.labels.report(),
    sending.labels.results(),
    sending.labels.correct(),
    sending.labels['new-file'](),
    sending.labels.recall(),
  ],
  'what was paused': [sending.labels.resume(), sending.labels.stop(), sending.labels.remind(3)],
})

describe.each(languages)('labels in %s', (language) => {
  const cards = Object.entries(cardsIn(textsIn(language)))

  test.each(cards)('%s: each can be told from the others, and typed', (_, labels) => {
    expect(new Set(labels.map(fold)).size).toBe(labels.length)
    expect(labels.map((label) => matchLabel(label, labels))).toEqual(labels.map((_label, place) => place))
    const typed = labels.map((label) => fold(label))
    expect(typed.map((words) => matchLabel(words, labels))).toEqual(labels.map((_label, place) => place))
  })

  test.each(cards)('%s: short enough for a button', (_, labels) => {
    for (const label of labels) {
      expect(label.trim()).not.toBe('')
      expect(label.length, label).toBeLessThanOrEqual(64)
    }
  })

  test('no label is on none of these cards', () => {
    const shown = cards.flatMap(([, labels]) => labels)
    expect(fixedLabels(textsIn(language)).filter((label) => !shown.includes(label))).toEqual([])
  })
})

/** Every label of the catalogue that says the same whatever it stands for. */
const fixedLabels = (texts: Texts): string[] =>
  Object.values(texts).flatMap((part) =>
    Object.entries(part).flatMap(([key, value]) =>
      key.endsWith('Label') && typeof value === 'string' ? [value] : [],
    ),
  )

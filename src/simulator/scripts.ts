import type { Language } from '../domain/person.ts'
import type { Texts } from '../domain/texts/index.ts'
import { HOUR, MINUTE, SECOND } from '../domain/time.ts'
import type { Duty } from './offers.ts'

/** How a virtual person answers; `hand` leaves it to whoever plays them. */
export const tempers = ['prompt', 'late', 'wrong', 'never', 'hand'] as const
export type Temper = (typeof tempers)[number]

/** One thing a person does, so long (ms on the drill's clock) after the one before. */
export interface Move {
  after: number
  /** Choosing what is no longer offered is left out. `words` are what is typed where there are no buttons. */
  act: { choose: string; words?: string } | { say: string }
}

export interface Scene {
  duty: Duty
  texts: Texts
  language: Language
  /** They have said "Đang chuẩn bị" before: the next time they are asked, they answer. */
  promised: boolean
  /** From 0 up to 1. */
  random: () => number
}

/** What a person of that temper does about a duty, from the moment it stands on their phone. */
export function script(temper: Temper, scene: Scene): Move[] {
  switch (temper) {
    case 'prompt':
      return properly(scene, between(scene, 20 * SECOND, 4 * MINUTE))
    case 'late':
      return late(scene)
    case 'wrong':
      return wrongly(scene)
    case 'never':
    case 'hand':
      return []
    default:
      return temper satisfies never
  }
}

/** People type as they speak: with or without marks, in other words than the card's, and with slips. */
const words = {
  vi: {
    acknowledge: ['da nhan', 'Đã nhận', 'ok đã nhận', 'dạ em đã nhận ạ'],
    allGood: ['tat ca tot', 'Tất cả tốt'],
    ready: ['san sang', 'Sẵn sàng', 'da san sang'],
    preparing: ['30 phut nua', '30 phút nữa'],
    slip: { acknowledge: 'da nhna', ready: 'sna snag' },
    isItDone: 'xong chua?',
    noSound: 'mat tieng roi',
    mistaken: 'báo nhầm',
    notReady: 'chua san sang',
  },
  en: {
    acknowledge: ['received', 'OK, received', 'noted'],
    allGood: ['all good'],
    ready: ['ready', 'we are ready'],
    preparing: ['in 30 minutes'],
    slip: { acknowledge: 'recieevd', ready: 'redy?!' },
    isItDone: 'is it finished?',
    noSound: 'no sound',
    mistaken: 'my mistake',
    notReady: 'not ready',
  },
} satisfies Record<Language, object>

function properly(scene: Scene, after: number): Move[] {
  const { duty, texts } = scene
  switch (duty.kind) {
    case 'acknowledge':
      return [{ after, act: { choose: duty.label, words: acknowledgement(scene) } }]
    case 'readiness':
      return check(scene, after)
    case 'complete':
      return [{ after: after + between(scene, HOUR, 5 * HOUR), act: { choose: duty.label } }]
    case 'which':
      return [{ after: 20 * SECOND, act: { choose: duty.label } }]
    case 'fault':
      return [
        { after, act: { choose: duty.label } },
        { after: between(scene, 8 * MINUTE, 20 * MINUTE), act: { choose: texts.incident.resolveLabel } },
      ]
    default:
      return duty.kind satisfies never
  }
}

/** Words for one assignment; several at once, and now and then a single one, are answered by number. */
const acknowledgement = (scene: Scene) =>
  scene.duty.label === scene.texts.assignment.acknowledgeLabel && scene.random() < 0.7
    ? one(scene, words[scene.language].acknowledge)
    : undefined

/** Through the checklist, then ready. */
const check = (scene: Scene, after: number): Move[] => [
  {
    after,
    act: { choose: scene.texts.readiness.allGoodLabel, words: one(scene, words[scene.language].allGood) },
  },
  {
    after: between(scene, 15 * SECOND, 90 * SECOND),
    act: { choose: scene.texts.readiness.readyLabel, words: one(scene, words[scene.language].ready) },
  },
]

/** Late enough to be reminded; some so late that the backup is asked first, some say when they will be ready. */
function late(scene: Scene): Move[] {
  const { duty, promised } = scene
  if (duty.kind === 'acknowledge') return properly(scene, between(scene, 5 * HOUR, 27 * HOUR))
  if (duty.kind !== 'readiness') return properly(scene, between(scene, 10 * MINUTE, 30 * MINUTE))
  if (promised) return check(scene, between(scene, MINUTE, 5 * MINUTE))
  return scene.random() < 0.5
    ? promise(scene, between(scene, 6 * MINUTE, 20 * MINUTE))
    : check(scene, between(scene, 78 * MINUTE, 100 * MINUTE))
}

const promise = (scene: Scene, after: number): Move[] => [
  { after, act: { choose: scene.texts.readiness.preparingLabel } },
  {
    after: 20 * SECOND,
    act: {
      choose: scene.texts.readiness.minutesLabel(30),
      words: one(scene, words[scene.language].preparing),
    },
  },
]

/** Slips of every kind, and then the right thing, as people do. */
function wrongly(scene: Scene): Move[] {
  const { duty } = scene
  const right = properly(scene, between(scene, MINUTE, 3 * MINUTE))
  if (duty.kind === 'acknowledge') return [...unevenly(scene, wrongAcknowledgements(scene)), ...right]
  if (duty.kind === 'readiness') return [...unevenly(scene, wrongChecks(scene)), ...right]
  return right
}

/** One of several ways to go wrong; no two people do it at the same pace. */
const unevenly = (scene: Scene, ways: Move[][]): Move[] =>
  one(scene, ways).map(({ after, act }) => ({ after: between(scene, after / 2, after * 2), act }))

const said = (after: number, say: string): Move => ({ after, act: { say } })
const chosen = (after: number, choose: string): Move => ({ after, act: { choose } })

function wrongAcknowledgements({ texts, language }: Scene): Move[][] {
  const { assignment, general } = texts
  const { slip, isItDone } = words[language]
  return [
    [said(2 * MINUTE, slip.acknowledge)],
    [said(MINUTE, '99')],
    [said(3 * MINUTE, isItDone)],
    [
      chosen(2 * MINUTE, assignment.concernLabel),
      chosen(MINUTE, assignment.concerns.clash),
      chosen(4 * MINUTE, general.reviseLabel),
    ],
  ]
}

function wrongChecks({ texts, language }: Scene): Move[][] {
  const { readiness, incident } = texts
  const { slip, noSound, mistaken, notReady } = words[language]
  return [
    [said(3 * MINUTE, noSound), said(6 * MINUTE, mistaken)],
    [said(2 * MINUTE, slip.ready)],
    [said(2 * MINUTE, '77'), said(MINUTE, notReady)],
    [chosen(2 * MINUTE, readiness.readyLabel)],
    [
      chosen(4 * MINUTE, readiness.issueLabel),
      chosen(MINUTE, readiness.faultLabels[1]!),
      chosen(5 * MINUTE, incident.withdrawLabel),
    ],
  ]
}

const between = ({ random }: Scene, least: number, most: number) =>
  Math.round(least + random() * (most - least))

const one = <T>({ random }: Scene, several: T[]): T => several[Math.floor(random() * several.length)]!

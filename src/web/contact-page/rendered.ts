import type { Context } from 'hono'
import { numberToCheck } from '../../../handlers/welcome.ts'
import { answersWanted, awaitsWords, pointsIn } from '../../../handlers/web-offer.ts'
import type { Visit } from '../../../handlers/web-visit.ts'
import { turn, type World } from '../../../handlers/world.ts'
import { textsIn, type Texts } from '../../domain/texts/index.ts'
import { labelInChinese } from '../../domain/texts/zh/web.ts'
import type { WebRefusal } from '../metrics.ts'
import { catalogue } from './catalogue.ts'
import { languageOf } from './opening.ts'
import { shown } from './shown.ts'
import { page, type Page } from './view.ts'

type Refused = Exclude<WebRefusal, 'unknown' | 'expired' | 'revoked' | 'oversized'>

interface Standing {
  visit: Visit
  isWaiting: boolean
  refused: Refused | null
}

/** The page as things stand. */
export async function rendered(world: World, c: Context, standing: Standing) {
  const { person } = standing.visit
  const language = languageOf(c, person)
  const words = catalogue[language]
  return page({
    language,
    words,
    labelled: (label) => (language === 'zh' ? labelInChinese(label, person.language) : label),
    path: c.req.path,
    tail: c.req.query('here') === '1' ? '&here=1' : '',
    nonce: world.newToken(),
    stamp: world.settings.stamp,
    office: world.settings.office.name,
    phone: await turn(world, (at) => numberToCheck(at, person.id)),
    person,
    shown: shown(standing.visit),
    faults: {
      points: await pointsIn(world, standing.visit),
      labels: textsIn(language === 'en' ? 'en' : person.language).readiness.faultLabels,
    },
    wanted: await answersWanted(world, standing.visit),
    awaits: await awaitsWords(world, standing.visit),
    notice: noticeOf(words, standing),
  })
}

const sentences = {
  'foreign-letter': 'foreignLetter',
  'foreign-site': 'foreignSite',
  malformed: 'malformed',
  'bad-photo': 'badPhoto',
  'bad-file': 'badFile',
} as const satisfies Record<Refused, keyof Texts['web']>

function noticeOf(words: Texts['web'], { refused, isWaiting }: Standing): Page['notice'] {
  if (refused) return { text: words[sentences[refused]], isBad: true }
  return isWaiting ? { text: words.waiting, isBad: false } : null
}

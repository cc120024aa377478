import { textsIn, type Texts } from '../../domain/texts/index.ts'
import { web as chinese } from '../../domain/texts/zh/web.ts'
import type { PageLanguage } from './opening.ts'

/** The page's own words. Chinese is a language of the page only. */
export const catalogue: Record<PageLanguage, Texts['web']> = {
  vi: textsIn('vi').web,
  en: textsIn('en').web,
  zh: chinese,
}

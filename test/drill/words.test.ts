import { expect, test } from 'vitest'

interface Page {
  words: () => object
  chooseLanguage: (language: string) => void
}

/** A script of the browser, not of ours: found by its address. */
const address = new URL('../../src/web/drill/page/words.js', import.meta.url).href
const page: Page = await import(address)

/** The page's words in one language, with functions as their names. */
function shapeOf(language: string): unknown {
  page.chooseLanguage(language)
  return JSON.parse(
    JSON.stringify(page.words(), (_, value) => (typeof value === 'function' ? 'a sentence' : value)),
    (_, value) => (typeof value === 'string' ? 'words' : value),
  )
}

test('the drill page says everything in Vietnamese and in English', () => {
  expect(shapeOf('en')).toEqual(shapeOf('vi'))
})

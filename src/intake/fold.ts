const invisible = /\u00AD|[\u200B-\u200F]|\u2060|\uFE0F|\uFEFF/g

/**
 * A text as headers and labels are compared: no case, no diacritics (đ as well), anything that is neither letter
 * nor digit as one blank. 'Họ và tên (*)' → 'ho va ten'.
 */
export const fold = (text: string) =>
  plain(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Without case and diacritics, punctuation kept: what dates and durations are read from. */
export const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐðÐ]/g, 'd')
    .replace(invisible, '')
    .toLowerCase()

/** One line as it is kept: composed (NFC), without invisible characters, blanks as single spaces. */
export const tidyLine = (text: string) => tidyText(text).replace(/\s+/g, ' ')

/** A text of several lines as it is kept: composed, without control and invisible characters, trimmed. */
export const tidyText = (text: string) =>
  text
    .normalize('NFC')
    .replace(invisible, '')
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cc}/gu, (mark) => (mark === '\n' || mark === '\t' ? mark : ' '))
    .replace(/[ \t\u00A0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()

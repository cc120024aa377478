import { blob, customType, integer, text } from 'drizzle-orm/sqlite-core'

/**
 * The few kinds of column we use, so that a second dialect needs to be taught only these: ids and JSON as text,
 * moments as integer ms since the epoch.
 */
export const id = () => text()
export const words = () => text()
export const moment = () => integer()
export const count = () => integer()
export const flag = () => integer({ mode: 'boolean' })

const jsonText = customType<{ data: unknown; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (value) => JSON.parse(value),
})

/** A value kept as JSON text; say which by `.$type<…>()`. What we wrote ourselves is trusted on the way back. */
export const json = () => jsonText()

/** A file's content. */
export const bytes = () => blob({ mode: 'buffer' })

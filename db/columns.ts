import { customType, integer, text } from 'drizzle-orm/sqlite-core'

/**
 * The few kinds of column we use, so that a second dialect needs to be taught only these: ids and JSON as text,
 * moments as integer ms since the epoch.
 */
export const id = () => text()
export const words = () => text()
export const moment = () => integer()
export const count = () => integer()
export const flag = () => integer({ mode: 'boolean' })

/** A value kept as JSON text. What we wrote ourselves is trusted on the way back. */
export const json = <T>() =>
  customType<{ data: T; driverData: string }>({
    dataType: () => 'text',
    toDriver: (value) => JSON.stringify(value),
    fromDriver: (value) => JSON.parse(value) as T,
  })()

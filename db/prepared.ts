import { getTableColumns, sql, type Table } from 'drizzle-orm'
import type { Db, Tx } from './open.ts'

/**
 * Statements that run for every event or letter, made once per connection: building one anew costs ten times what
 * running it does.
 */
export function prepared<Made>(make: (db: Db | Tx) => Made): (db: Db | Tx) => Made {
  const made = new WeakMap<object, Made>()
  return (db) => {
    const known = made.get(db) ?? make(db)
    made.set(db, known)
    return known
  }
}

/** The same for statements that write. */
export const preparedWrites = <Made>(make: (tx: Tx) => Made) => prepared((db) => make(db as Tx))

/** A table's columns, empty or at their defaults: a prepared insert names them all. */
export const blankRow = (table: Table): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(getTableColumns(table)).map(([name, column]) => [name, column.default ?? null]),
  )

/** A placeholder for each of a table's columns, by its name. */
export const placeholders = (table: Table): Record<string, unknown> =>
  Object.fromEntries(Object.keys(getTableColumns(table)).map((name) => [name, sql.placeholder(name)]))

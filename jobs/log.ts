/** What the jobs need of a log; pino's logger is one. Fields hold ids and figures, never names, numbers or texts. */
export type Log = Record<'info' | 'warn' | 'error', (fields: object, message: string) => void>

/** What may be said of a thrown thing in a log: its message, without the stack and without the command that failed. */
export const reasonOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown)

export const nomineeRoles = ['contact', 'backup', 'duty'] as const
export type NomineeRole = (typeof nomineeRoles)[number]

/** Somebody a unit names for its bridge point. */
export interface Nominee {
  role: NomineeRole
  name: string
  title: string | null
  /** E.164. */
  phone: string
  email: string | null
}

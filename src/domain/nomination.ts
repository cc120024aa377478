/** Somebody a unit names for its bridge point. */
export interface Nominee {
  role: 'contact' | 'backup' | 'duty'
  name: string
  title: string | null
  /** E.164. */
  phone: string
  email: string | null
}

/** `open`: nobody has taken it. `owned`: a coordinator said "Tôi xử lý". The rest are ends. */
export type IncidentState = 'open' | 'owned' | 'resolved' | 'withdrawn'

export const isOver = (state: IncidentState) => state === 'resolved' || state === 'withdrawn'

/** Whole minutes a fault has lasted, at least 1. */
export const lasted = (from: number, to: number) => Math.max(1, Math.round((to - from) / 60_000))

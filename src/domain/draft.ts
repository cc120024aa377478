/** What of a draft the next words or files are for. `count`: the number of recipients, typed to confirm a large audience. */
export type DraftField = 'text' | 'files' | 'audience' | 'answer' | 'until' | 'when' | 'reason' | 'count'

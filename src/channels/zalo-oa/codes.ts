/** What an error of `openapi.zalo.me` asks for; the table is the platform's own (error list of the OA Open API, 2026-08). */
export type Meaning =
  | 'throttle'
  | 'upload-anew'
  | 'refresh'
  | 'retry'
  | 'human'
  | 'payload'
  | 'type'
  | 'quota'
  | 'recipient-quota'
  | 'recipient'
  | 'window'
  | 'night'

const MEANINGS: Record<Meaning, number[]> = {
  throttle: [-32],
  'upload-anew': [-100],
  refresh: [-124, -216, -220],
  retry: [-200],
  human: [
    -204, -205, -209, -212, -219, -221, -223, -224, -235, -237, -238, -240, -241, -242, -320, -321, -403,
  ],
  payload: [-201, -210, -214, -248, -249, -1340, -1341],
  type: [-233],
  quota: [-211],
  'recipient-quota': [-218],
  recipient: [-213, -217, -227, -244],
  window: [-230, -231, -232],
  night: [-234],
}

const byCode = new Map(
  Object.entries(MEANINGS).flatMap(([meaning, codes]) => codes.map((code) => [code, meaning as Meaning])),
)

/** Undefined for a code that no list names. */
export const meaningOf = (code: number): Meaning | undefined => byCode.get(code)

/** What a refusal asks of us. */
export type Meaning =
  | 'throttle'
  | 'refresh'
  | 'retry'
  | 'recipient'
  | 'payload'
  | 'quota'
  | 'recipient-quota'
  | 'night'
  | 'human'
  | 'not-by-uid'

/** By phone; those at the ends are of the account's own host, which is asked by user id. */
const byMeaning: Record<Meaning, string> = {
  throttle: '32',
  refresh: '124 216 220',
  retry: '100 200',
  recipient: '108 110 114 118 119 134 139 140 141 213 217 227 230 231 232 244',
  payload:
    '106 107 111 112 1121 1122 1123 1124 113 1131 116 121 122 123 130 132 148 149 1491 150 151 152 153 158 159 160 201 210 233 240 248',
  quota: '115 144 1441 147 211',
  // What one person may be sent is used up: nobody else need wait for that.
  'recipient-quota': '1471 1472 218',
  night: '133 234',
  human:
    '101 102 103 104 105 109 117 120 1201 1202 1241 125 126 127 128 129 131 135 1351 136 137 138 1381 142 143 145 146 161 162 204 205 209 212 219 221 223 224 235 242 320 321 403',
  'not-by-uid': '249',
}

const meanings = new Map(
  Object.entries(byMeaning).flatMap(([meaning, codes]) =>
    codes.split(' ').map((code) => [-Number(code), meaning as Meaning]),
  ),
)

/** Undefined for a code that nobody lists. */
export const meaningOf = (code: number): Meaning | undefined => meanings.get(code)

/** The template is another than we remember: its parameters have to be read anew. */
export const speaksOfParameters = (code: number) => [-112, -1121, -1122, -1124, -132].includes(code)

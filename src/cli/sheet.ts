import { type Texts, textsIn } from '../domain/texts/index.ts'
import type { InviteWay } from '../domain/texts/vi/sheet.ts'
import type { Paper } from './invite-papers.ts'
import { qrSvg } from './qr.ts'

/** What stands over all of it, in the language of whoever prints it. */
export interface SheetHead {
  texts: Texts
  language: string
  conference: string | null
  stamp: string | null
}

const STYLE = `
@page{size:A4;margin:12mm}
*{box-sizing:border-box}
body{font:11pt/1.4 "Times New Roman",serif;color:#000;margin:0 auto;max-width:186mm}
h1{font-size:14pt;text-align:center;margin:0 0 4mm}
.stamp{text-align:center;font-weight:bold}
section{display:grid;grid-template-columns:1fr 42mm;gap:6mm;padding:5mm 0;border-top:1px dashed #000;break-inside:avoid}
section:last-of-type{border-bottom:1px dashed #000}
h2{font-size:13pt;margin:0}
p{margin:1mm 0}
.code{font:bold 20pt/1.3 monospace;letter-spacing:.12em}
.qr{text-align:center;font-size:9pt}
.qr svg{display:block;width:42mm;height:42mm}
.small{font-size:9pt;overflow-wrap:anywhere}
`

/** One page of HTML with everything in it: nothing is fetched when it is opened or printed. */
export async function inviteSheet(head: SheetHead, papers: Paper[]): Promise<string> {
  const title = escaped(head.texts.sheet.title(head.conference))
  const slips: string[] = []
  for (const paper of papers) slips.push(await slip(paper))
  return `<!doctype html>
<html lang="${head.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${title}</h1>
${head.stamp ? `<p class="stamp">${escaped(head.stamp)}</p>` : ''}
${slips.join('\n')}
</body>
</html>
`
}

/** What one person tears off. */
async function slip({ person, passedOn }: Paper): Promise<string> {
  const { sheet } = textsIn(person.language)
  const [best, ...others] = passedOn.ways
  const who = [person.title, person.unit].filter(Boolean).join(', ')
  return `<section lang="${person.language}">
<div>
<h2>${escaped(`${sheet.greeting(person)} ${person.name}`)}</h2>
${who ? `<p>${escaped(who)}</p>` : ''}
<p>${escaped(sheet.purpose(passedOn))}</p>
<p>${escaped(best ? sheet.steps[best.way] : sheet.codeOnly)}</p>
<p>${escaped(sheet.codeWord)}: <span class="code">${escaped(passedOn.code)}</span></p>
<p>${escaped(sheet.until(passedOn.until))} ${passedOn.call ? escaped(sheet.call(passedOn.call)) : ''}</p>
${others.map((other) => `<p class="small">${escaped(linkLine(sheet, other))}</p>`).join('\n')}
</div>
${best ? `<div class="qr">${await qrSvg(best.url)}${escaped(sheet.ways[best.way])}</div>` : ''}
</section>`
}

const linkLine = (sheet: Texts['sheet'], { way, url }: { way: InviteWay; url: string }) =>
  `${sheet.alsoBy}: ${sheet.ways[way]}, ${url}`

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => ENTITIES[letter]!)

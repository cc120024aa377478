import { createHash } from 'node:crypto'

const RULES = `
:root{--ink:#1b1f24;--quiet:#4d5763;--line:#c9d0d8;--paper:#fff;--ground:#f1f4f7;--act:#0b4f8a;--warn:#8a1c12}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:17px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"PingFang SC","Noto Sans",sans-serif}
main,header,footer{max-width:40rem;margin:0 auto;padding:0 1rem}
header{padding-top:.75rem}
h1{font-size:1.35rem;line-height:1.25;margin:.5rem 0 .25rem}
h2{font-size:1.1rem;margin:1.5rem 0 .5rem}
p{margin:.4rem 0}
.box h2{margin-top:0}
.quiet{color:var(--quiet);font-size:.94rem}
.stamp{background:#6b2d00;color:#fff;text-align:center;font-weight:700;padding:.35rem;margin:0 -1rem}
.box{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:.9rem 1rem;margin:.75rem 0}
.box.new{border:2px solid #1c6b36}
.box.bad{border:2px solid var(--warn)}
.words{white-space:pre-line;overflow-wrap:anywhere;margin:0}
.row{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:.5rem}
button,.button{flex:1 1 8rem;min-height:3rem;padding:.6rem .5rem;font:inherit;font-weight:600;border-radius:.6rem;border:2px solid var(--act);background:var(--paper);color:var(--act);cursor:pointer;text-align:center;text-decoration:none;overflow-wrap:anywhere}
.row:first-of-type button.main,button.main{background:var(--act);color:#fff}
button:hover,.button:hover{box-shadow:inset 0 0 0 1px var(--act)}
button:focus-visible,a:focus-visible,textarea:focus-visible,select:focus-visible,input:focus-visible,summary:focus-visible{outline:3px solid #c25e00;outline-offset:2px}
label{display:block;font-weight:600;margin:.75rem 0 .25rem}
textarea,select,input{width:100%;font:inherit;padding:.6rem;border:1px solid #77818c;border-radius:.5rem;background:#fff;color:inherit}
textarea{min-height:5.5rem}
.send{margin-top:.75rem;width:100%}
.tongues{display:flex;gap:.25rem;justify-content:flex-end}
.tongues a,.tongues span{padding:.55rem .75rem;min-width:2.75rem;text-align:center}
.tongues span{font-weight:700;border-bottom:3px solid var(--act)}
a{color:var(--act)}
img{max-width:100%;border-radius:.5rem;margin-top:.5rem}
summary{cursor:pointer;padding:.6rem 0;font-weight:600}
footer{padding-bottom:2rem}
`

/** The element whole: its content has to be the same to the letter as what the policy names. */
export const STYLE = `<style>${RULES}</style>`

const hash = createHash('sha256').update(RULES).digest('base64')

/** Nothing runs here, and nothing is fetched but the pictures of this page. */
export const PAGE_HEADERS = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
}

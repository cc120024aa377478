import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { expect, onTestFinished, test } from 'vitest'
import { openChannels } from '../../src/channels/index.ts'
import { MAIL_ACCOUNT, type Outgoing } from '../../src/domain/message.ts'

const patience = { answerMs: 1_000 }

interface Arrived {
  to: string[]
  source: string
}

/** A real mail server of the office, and what has arrived at it. */
async function mailServer(options: SMTPServerOptions = {}) {
  const arrived: Arrived[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        arrived.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          source: Buffer.concat(chunks).toString('utf8'),
        })
        done()
      })
    },
    ...options,
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo
  return { arrived, url: `smtp://127.0.0.1:${port}` }
}

const mailTo = (smtpUrl: string) =>
  openChannels({
    email: {
      smtpUrl,
      from: 'UBND tỉnh <hop@tinh.example.vn>',
      replyTo: 'Ông Trần Văn Bình <binh@tinh.example.vn>',
    },
    patience,
  })[0]!

let letters = 0
const letter = (more: Partial<Outgoing> = {}): Outgoing => ({
  channel: 'email',
  account: MAIL_ACCOUNT,
  chat: 'lan@so.example.vn',
  letter: `01935f2e-0000-7000-8000-00000000000${++letters}`,
  text: 'Kính gửi Bà Lan,\nđề nghị xác nhận nhiệm vụ 1 <b>hôm nay</b> & mai.',
  buttons: [],
  headline: 'Hội nghị quý IV: Đề nghị xác nhận nhiệm vụ',
  language: 'vi',
  link: {
    url: 'https://hop.example.vn/c/tk.81?a="1"&b=2',
    token: 'tk.81',
    label: 'Xem và trả lời',
    onButton: true,
  },
  ...more,
})

/** Header lines unfolded, encoded words and both readable parts decoded, as a mail program shows them. */
function read(source: string) {
  const [head = ''] = source.split('\r\n\r\n', 1)
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  const word = (text: string) =>
    text
      .replace(/\?=\s+=\?/g, '?==?')
      .replace(/=\?utf-8\?(b|q)\?([^?]*)\?=/gi, (_all, how: string, coded: string) =>
        how.toLowerCase() === 'b'
          ? Buffer.from(coded, 'base64').toString()
          : quotedPrintable(coded.replace(/_/g, ' ')),
      )
  const headers = lines.map(word)
  const header = (name: string) =>
    headers.find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}: `))?.slice(name.length + 2)
  const part = (type: string) => {
    const from = source.indexOf(`Content-Type: ${type}`)
    const [partHead = '', ...rest] = source.slice(from).split('\r\n\r\n')
    const body = rest.join('\r\n\r\n').split(/\r\n--/)[0]!
    return /base64/i.test(partHead) ? Buffer.from(body, 'base64').toString() : quotedPrintable(body)
  }
  return { headers, header, text: part('text/plain'), html: part('text/html') }
}

const quotedPrintable = (text: string) =>
  Buffer.from(
    text
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString()

test('Lan reads in her mail what is asked, whom a reply reaches, and finds one button', async () => {
  const server = await mailServer()
  const given = letter()
  const result = await mailTo(server.url).send(given)
  expect(result).toEqual({ kind: 'sent', platformId: `<${given.letter}@tinh.example.vn>` })
  const [{ to, source }] = server.arrived as [Arrived]
  const mail = read(source)
  expect(to).toEqual(['lan@so.example.vn'])
  expect(mail.header('Subject')).toBe('Hội nghị quý IV: Đề nghị xác nhận nhiệm vụ')
  expect(mail.header('From')).toBe('UBND tỉnh <hop@tinh.example.vn>')
  expect(mail.header('Reply-To')).toBe('Ông Trần Văn Bình <binh@tinh.example.vn>')
  expect(mail.header('Auto-Submitted')).toBe('auto-generated')
  expect(mail.header('Message-ID')).toBe(`<${given.letter}@tinh.example.vn>`)
  expect(mail.text).toContain('đề nghị xác nhận nhiệm vụ 1 <b>hôm nay</b> & mai.')
  expect(mail.text).toContain('Xem và trả lời:\r\nhttps://hop.example.vn/c/tk.81?a="1"&b=2')
  expect(mail.text).toContain('thư trả lời được chuyển đến: Ông Trần Văn Bình.')
  expect(mail.html).toContain('<html lang="vi">')
  expect(mail.html).toContain('&lt;b&gt;hôm nay&lt;/b&gt; &amp; mai.')
  expect(mail.html.match(/<a href="([^"]*)"/)?.[1]).toBe(
    'https://hop.example.vn/c/tk.81?a=&quot;1&quot;&amp;b=2',
  )
  expect(mail.html).toContain('>Xem và trả lời</a>')
})

test('bold and links stand in the page of the mail, their addresses in its text, and no tag of anybody’s', async () => {
  const server = await mailServer()
  const text = 'Kính gửi 👍 <img src=x onerror=alert(1)>:\nxem kế hoạch & "chờ".'
  const on = (words: string) => ({ from: text.indexOf(words), length: words.length })
  await mailTo(server.url).send(
    letter({
      text,
      spans: [
        { ...on(text.slice(0, 30)), style: 'bold' },
        { ...on('xem kế hoạch'), style: 'italic' },
        { ...on('kế hoạch'), style: 'link', url: 'https://a.vn/?x="><script>&b=1' },
        { ...on('chờ'), style: 'link', url: 'javascript:alert(1)' },
      ],
    }),
  )
  const mail = read(server.arrived[0]!.source)
  expect(mail.text).toContain(
    `${text.replace('kế hoạch', 'kế hoạch (https://a.vn/?x="><script>&b=1)').replace('\n', '\r\n')}\r\n`,
  )
  expect(mail.html.replaceAll('\r\n', '\n')).toContain(
    '<p><strong>Kính gửi 👍 &lt;img src=x onerror</strong>=alert(1)&gt;:<br>\n<em>xem </em>' +
      '<a href="https://a.vn/?x=&quot;&gt;&lt;script&gt;&amp;b=1"><em>kế hoạch</em></a> &amp; &quot;chờ&quot;.</p>',
  )
  expect(mail.html).not.toMatch(/<(img|script)|javascript:/i)
})

test('John reads the same in English', async () => {
  const server = await mailServer()
  await mailTo(server.url).send(letter({ language: 'en', text: 'Dear John' }))
  const mail = read(server.arrived[0]!.source)
  expect(mail.html).toContain('<html lang="en">')
  expect(mail.text).toContain('your reply reaches Ông Trần Văn Bình.')
})

test('a headline cannot become another header, and a chat cannot become a second address', async () => {
  const server = await mailServer()
  const channel = mailTo(server.url)
  await channel.send(letter({ headline: 'Họp\r\nBcc: ke-la@xau.example\r\n\r\nnội dung lạ' }))
  const mail = read(server.arrived[0]!.source)
  expect(server.arrived[0]!.to).toEqual(['lan@so.example.vn'])
  expect(mail.header('Bcc')).toBeUndefined()
  expect(mail.headers.filter((line) => line.startsWith('Bcc'))).toEqual([])
  for (const chat of ['a@b.vn, c@d.vn', 'a@b.vn\r\nRCPT TO:<c@d.vn>', 'Lan <a@b.vn>', 'lan', ''])
    expect(await channel.send(letter({ chat }))).toEqual(notReachable)
  expect(server.arrived).toHaveLength(1)
})

test('the plan goes with the mail under its own name', async () => {
  const server = await mailServer()
  const bytes = Buffer.from('%PDF-1.7 kế hoạch')
  const media = {
    id: 'm1',
    kind: 'file' as const,
    mime: 'application/pdf',
    fileName: 'ke-hoach.pdf',
    size: bytes.length,
    bytes: () => Promise.resolve(bytes),
  }
  await mailTo(server.url).send(letter({ media }))
  const { source } = server.arrived[0]!
  expect(source).toContain('Content-Disposition: attachment; filename=ke-hoach.pdf')
  expect(source).toContain(bytes.toString('base64'))
})

test('a server that does not take the plan takes the words, and the letter says so', async () => {
  const size = 3_000
  let taken = 0
  const server = await mailServer({
    size,
    onData(stream, _session, done) {
      stream.resume()
      stream.on('end', () => (stream.sizeExceeded ? done(refusing(552)) : (taken++, done())))
    },
  })
  const bytes = Buffer.alloc(2 * size)
  const file = {
    id: 'm1',
    kind: 'file',
    mime: 'application/pdf',
    fileName: 'a.pdf',
    size: bytes.length,
  } as const
  const media = { ...file, bytes: () => Promise.resolve(bytes) }
  const places: number[] = []
  const result = await mailTo(server.url).send(letter({ media }), async () => void places.push(1))
  expect(result).toMatchObject({ kind: 'sent', mediaFailed: 'too-large' })
  expect(places).toHaveLength(1)
  expect(taken).toBe(1)
})

const notReachable = { kind: 'refused', what: 'address', reason: 'not-reachable' }
const badMessage = { kind: 'refused', what: 'message', reason: 'bad-message' }
const later = { kind: 'retry', reason: 'platform-error', scope: 'letter' }

const refusing = (responseCode: number) => Object.assign(new Error('không nhận'), { responseCode })

test.each([
  ['a mailbox that does not exist', 'onRcptTo', 550, notReachable],
  ['a mailbox that is full just now', 'onRcptTo', 452, later],
  ['a greylisting server', 'onRcptTo', 450, later],
  ['a content it does not like', 'onData', 554, badMessage],
  ['a content it cannot store now', 'onData', 451, later],
  [
    'a sender it does not know',
    'onMailFrom',
    550,
    { kind: 'retry', reason: 'needs-attention', scope: 'account' },
  ],
  ['a sender that must wait', 'onMailFrom', 421, later],
] as const)('%s (%s, %i)', async (_what, step, code, expected) => {
  const server = await mailServer(
    step === 'onData'
      ? {
          onData(stream, _session, done) {
            stream.resume()
            stream.on('end', () => done(refusing(code)))
          },
        }
      : {
          [step]: (_address: unknown, _session: unknown, done: (error: Error) => void) =>
            done(refusing(code)),
        },
  )
  expect(await mailTo(server.url).send(letter())).toMatchObject(expected)
})

test('a wrong password holds the account for a minute, and the doctor is told without it', async () => {
  const server = await mailServer({
    authOptional: false,
    onAuth: (auth, _session, done) =>
      auth.password === 'dung' ? done(null, { user: 'hop' }) : done(new Error('sai mật khẩu hop')),
  })
  const as = (password: string) => mailTo(server.url.replace('//', `//hop:${password}@`))
  expect(await as('dung').send(letter())).toMatchObject({ kind: 'sent' })
  expect(await as('sai').send(letter())).toEqual({
    kind: 'retry',
    reason: 'token-refused',
    afterMs: 60_000,
    scope: 'account',
  })
  expect(await as('dung').profile()).toEqual({ userName: 'hop@tinh.example.vn', displayName: 'UBND tỉnh' })
  await expect(as('sai').profile()).rejects.toThrow(/^SMTP: EAUTH 535$/)
})

test('nobody listens: it has not left, and the doctor hears so', async () => {
  const channel = mailTo('smtp://127.0.0.1:1')
  expect(await channel.send(letter())).toEqual({ kind: 'retry', reason: 'unreachable', scope: 'letter' })
  await expect(channel.profile()).rejects.toThrow(/^SMTP: E[A-Z]+$/)
})

/** Speaks SMTP until it hears this line, and hangs up on it. */
async function hangingUpAt(line: RegExp): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.write('220 thu\r\n')
    socket.on('data', (chunk) => {
      const said = chunk.toString()
      if (line.test(said)) socket.destroy()
      else socket.write(said.startsWith('DATA') ? '354 go on\r\n' : '250 ok\r\n')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('cut off before the content it has not left; after that nobody knows', async () => {
  const before = await hangingUpAt(/^RCPT TO/)
  expect(await mailTo(before).send(letter())).toEqual({
    kind: 'retry',
    reason: 'unreachable',
    scope: 'letter',
  })
  const after = await hangingUpAt(/Auto-Submitted/)
  expect(await mailTo(after).send(letter())).toEqual({ kind: 'unknown' })
})

test('a server that accepts and falls silent is not waited for without end', async () => {
  const server = await mailServer({ onData: (stream) => void stream.resume() })
  expect(await mailTo(server.url).send(letter())).toEqual({ kind: 'unknown' })
})

import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

export interface Mailbox {
  url: string
  /** Mails as they came, oldest first: to whom, what a mail program shows, and the names of what is attached. */
  mails: { to: string; text: string; files: string[] }[]
}

/** A real mail server, and what has arrived at it. */
export async function mailbox(): Promise<Mailbox> {
  const mails: Mailbox['mails'] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const to = session.envelope.rcptTo[0]?.address ?? ''
        const source = Buffer.concat(chunks).toString('latin1')
        const files = [...source.matchAll(/content-disposition: attachment;\s*filename="?([^"\r\n]+)/gi)]
        mails.push({ to, text: plainText(source), files: files.map(([, name]) => name!) })
        done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, mails }
}

/** The first text/plain part, out of its transfer encoding. */
function plainText(source: string): string {
  const part = /content-type: text\/plain[^]*?\r\n\r\n([^]*?)(?:\r\n--|$)/i.exec(source)
  const head = part?.[0].split('\r\n\r\n')[0] ?? ''
  const body = part?.[1] ?? ''
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8')
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

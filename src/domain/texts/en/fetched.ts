import type { ChannelName } from '../../message.ts'
import type { Person } from '../../person.ts'

export const fetched = {
  arrived: (fileName: string) => `The file “${fileName}” has been received.`,
  notTaken: (_reader: Person, channel: ChannelName) =>
    channel === 'zalo-bot'
      ? 'The file was not received. Only pictures can be received here; please send the file through another linked app, or directly to the organisers.'
      : 'The file was not received: only pictures, PDF, Word, Excel, PowerPoint and plain text files without macros are accepted. Please send it again as one of these.',
  tooLarge: (_reader: Person) =>
    'The file was not received because it is larger than 20 MB. Please send a smaller one, or send it directly to the organisers.',
  failed: (_reader: Person) =>
    'The file you have just sent could not be received. Please send it again, or send it directly to the organisers.',
}

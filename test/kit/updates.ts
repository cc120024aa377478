/** Takes what waits for a bot from its platform, before a server does: that everybody opened the chat is no news then. */
export async function takeUpdates(url: string, token: string): Promise<void> {
  for (let offset = 0, more = true; more;) {
    const answer = await fetch(`${url}/bot${token}/getUpdates?offset=${offset}&limit=100&timeout=0`)
    const { result } = (await answer.json()) as { result: { update_id: number }[] }
    more = result.length > 0
    if (more) offset = result.at(-1)!.update_id + 1
  }
}

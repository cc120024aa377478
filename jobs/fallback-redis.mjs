// The stand-in for Redis, in a process of its own: in memory, slow, for a first look only.
// Plain JavaScript, so that a bare node starts it without a loader. Usage: node fallback-redis.mjs SOCKET
import { rmSync, statSync } from 'node:fs'
import { createRedisCommandExecutor, RedisServerState, Resp2Server } from 'js-redis-server/core'

/** Left alone for so long, the application is gone for good and nobody would ever end this process. */
const LONELY_MS = 5 * 60_000
const LOOK_MS = 500

const [socket] = process.argv.slice(2)
if (!socket) throw new Error('usage: node fallback-redis.mjs SOCKET')

process.umask(0o077)
rmSync(socket, { force: true })
const server = new Resp2Server({
  server: new RedisServerState({ databaseCount: 1 }),
  executor: createRedisCommandExecutor(),
})
// A path where the library expects a port: node's listen takes both, and a socket needs no password.
await server.listen(socket)
const inode = statSync(socket).ino
let lastCompany = Date.now()

/** Taking the socket away is how this server is told to end: it knows no SHUTDOWN, and an id of a process may be reused. */
function stillWanted() {
  if (statSync(socket, { throwIfNoEntry: false })?.ino !== inode) process.exit(0)
  server.server.getConnections((error, connections) => {
    if (error || connections > 0) lastCompany = Date.now()
    else if (Date.now() - lastCompany > LONELY_MS) process.exit(0)
  })
}
setInterval(stillWanted, LOOK_MS)

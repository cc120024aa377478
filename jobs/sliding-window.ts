/** At most `limit` calls leave within any `windowMs`. */
export interface Rule {
  limit: number
  windowMs: number
}

/**
 * How much later than granted a call may truly leave and arrive. Added to the window: it keeps the rate honest where
 * it is counted, at the platform, at the price of a tenth of the speed.
 */
export const SLACK_MS = 100

/** The rule for a number of calls per second; rates below one are one call in a longer window. */
export function ruleOf(perSecond: number): Rule {
  const windowMs = Math.ceil(perSecond < 1 ? 1_000 / perSecond : 1_000) + SLACK_MS
  return { limit: Math.max(1, Math.floor(perSecond)), windowMs }
}

/**
 * The earliest moment, not before `from`, at which one more call keeps the rule. `granted` are earlier grants in
 * rising order, some perhaps still to come; the answer is never before the last of them.
 */
export function nextGrant(granted: readonly number[], from: number, rule: Rule): number {
  const last = granted.at(-1) ?? -Infinity
  const oldest = granted.at(-rule.limit) ?? -Infinity
  return Math.max(from, last, oldest + rule.windowMs)
}

/**
 * The same rule inside Redis, on Redis' own clock, for a lot of calls at once.
 * KEYS: the list of the latest grants. ARGV: limit, window, then for each call the least time it must wait.
 * Returns how long each of them is to wait, in ms. A clock that was set back would make everyone wait for it to catch
 * up: grants further ahead than any queue reaches are taken for such and replaced by a full window from now.
 */
export const GRANT_SCRIPT = `
local limit, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local granted = {}
for i, at in ipairs(redis.call('LRANGE', KEYS[1], -limit, -1)) do granted[i] = tonumber(at) end
local known = #granted
if known > 0 and granted[known] > now + 60000 + window then
  redis.call('DEL', KEYS[1])
  known = 0
  for i = 1, limit do granted[i] = now end
end
local waits = {}
for i = 3, #ARGV do
  local at = math.max(now + tonumber(ARGV[i]), granted[#granted] or 0)
  if #granted >= limit then at = math.max(at, granted[#granted - limit + 1] + window) end
  granted[#granted + 1] = at
  waits[#waits + 1] = at - now
end
for i = known + 1, #granted do redis.call('RPUSH', KEYS[1], string.format('%.0f', granted[i])) end
redis.call('LTRIM', KEYS[1], -limit, -1)
redis.call('PEXPIRE', KEYS[1], math.ceil(window * 2 + granted[#granted] - now))
return waits
`

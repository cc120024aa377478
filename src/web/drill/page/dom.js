/**
 * Makes an element. What it says is always text, never markup: names and messages come from people.
 * @param {string} tag
 * @param {Record<string, any>} [attributes] `on…` are listeners, `data` goes to the dataset, the rest are attributes
 * @param {...(Node | string | null | undefined | false)} children
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else if (name === 'data') Object.assign(element.dataset, value)
    else element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false))
  return element
}

export const byId = (id) => document.getElementById(id)

/** Changes text only where it differs, so that a reader's selection and the screen reader stay where they are. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text
}

/**
 * Brings a list's children to `items` in their order, keeping the elements of those that stay: focus is not lost and
 * nothing flickers. `render` gets the item and the element it had before, if any, and returns the element to show.
 */
export function keyed(parent, items, keyOf, render) {
  const before = parent.kept ?? new Map()
  const now = new Map()
  let place = parent.firstChild
  for (const item of items) {
    const key = keyOf(item)
    const old = before.get(key)
    const element = render(item, old)
    if (old && old !== element) {
      if (place === old) place = old.nextSibling
      old.remove()
    }
    now.set(key, element)
    if (place === element) place = element.nextSibling
    else parent.insertBefore(element, place)
  }
  for (const [key, element] of before) if (!now.has(key)) element.remove()
  while (place) {
    const next = place.nextSibling
    place.remove()
    place = next
  }
  parent.kept = now
}

let hiding

/** One sentence at the foot of the page, for a few seconds. */
export function toast(text, { stays = false } = {}) {
  const box = byId('toast')
  clearTimeout(hiding)
  box.textContent = text
  box.hidden = false
  if (!stays) hiding = setTimeout(() => (box.hidden = true), 4000)
}

export function hideToast() {
  clearTimeout(hiding)
  byId('toast').hidden = true
}

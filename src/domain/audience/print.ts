import type { Expression, Word } from '../audience.ts'

/** The expression in its English words, with no more brackets than it needs; reading it again gives the same tree. */
export function printed(tree: Expression): string {
  switch (tree.kind) {
    case 'or':
      return tree.of.map((each) => inBrackets(each, ['or'])).join(' or ')
    case 'and':
      return tree.of.map((each) => inBrackets(each, ['or', 'and'])).join(' and ')
    case 'not':
      return `not ${inBrackets(tree.of, ['or', 'and'])}`
    case 'all':
      return 'all'
    default:
      return `${tree.kind}:${tree.words.map(value).join(',')}`
  }
}

const inBrackets = (tree: Expression, kinds: Expression['kind'][]) =>
  kinds.includes(tree.kind) ? `(${printed(tree)})` : printed(tree)

/** Quoted unless it is plain letters, digits and what stands between them in codes and numbers. */
function value({ value }: Word<string | number>): string {
  const text = String(value)
  return /^[\p{L}\p{M}\p{N}._+/-]+$/u.test(text) ? text : `"${text.replace(/["“”]/g, '$&$&')}"`
}

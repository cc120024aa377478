import type { Expression, Term } from '../audience.ts'

/** Every term of an expression, in its order. */
export function termsIn(tree: Expression): Term[] {
  if (tree.kind === 'and' || tree.kind === 'or') return tree.of.flatMap(termsIn)
  return tree.kind === 'not' ? termsIn(tree.of) : [tree]
}

/** The parts that hold wherever the whole does: side by side, in brackets, or denied twice. */
export function conjuncts(tree: Expression): Expression[] {
  if (tree.kind === 'and') return tree.of.flatMap(conjuncts)
  return tree.kind === 'not' && tree.of.kind === 'not' ? conjuncts(tree.of.of) : [tree]
}

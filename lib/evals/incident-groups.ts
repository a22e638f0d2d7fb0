import type { Label } from "./outcome.ts";

/**
 * Which cases are about the same incident, by their labels. A steered text tells what its clean twin tells. Chains
 * count: if b repeats a and c repeats b, all three are one incident. The answer is null for an id that is no case of
 * the set.
 */
export function incidentGroups(labels: readonly Label[]): (id: string) => string | null {
  const parents = new Map(labels.map(({ id }) => [id, id]));
  const rootOf = (id: string): string => {
    let root = id;
    for (
      let parent = parents.get(root);
      parent !== undefined && parent !== root;
      parent = parents.get(root)
    ) {
      root = parent;
    }
    parents.set(id, root);
    return root;
  };
  for (const { id, dup_of, twin_of } of labels) {
    for (const other of [dup_of, twin_of]) {
      if (other && parents.has(other)) parents.set(rootOf(id), rootOf(other));
    }
  }
  return (id) => (parents.has(id) ? rootOf(id) : null);
}

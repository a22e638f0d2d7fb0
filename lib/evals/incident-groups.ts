import type { Label } from "./outcome.ts";

/**
 * Which cases are about the same incident, by their labels. Chains count: if b repeats a and c repeats b, all three
 * are one incident. The answer is null for an id that is no case of the set.
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
  for (const { id, dup_of } of labels) {
    if (dup_of && parents.has(dup_of)) parents.set(rootOf(id), rootOf(dup_of));
  }
  return (id) => (parents.has(id) ? rootOf(id) : null);
}

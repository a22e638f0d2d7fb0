/**
 * Works on several groups at a time, and on the items of a group one after the other. The first failure ends it.
 */
export async function inGroups<Item>(
  items: readonly Item[],
  groupOf: (item: Item) => string,
  { atOnce, work }: { atOnce: number; work: (item: Item) => Promise<void> },
): Promise<void> {
  const groups = Map.groupBy(items, groupOf).values();
  async function worker(): Promise<void> {
    for (const group of groups) for (const item of group) await work(item);
  }
  await Promise.all(Array.from({ length: atOnce }, worker));
}

import type { Page } from "@playwright/test";
import { expect } from "./browser-fixtures.ts";

/** Distinct words without digits, so that every ticket about one is an incident of its own. */
export const distinctWords = (count: number, ending: string): string[] =>
  Array.from(
    { length: count },
    (_, index) =>
      [..."abcdefghij"].map((letter, place) => ((index >> place) & 1 ? letter : "")).join("") + ending,
  );

/**
 * Decides what waits: other files use the same server. A card that the page of the test before gives back only now is
 * waited for.
 */
export async function emptyQueue(page: Page, baseURL: string | undefined): Promise<void> {
  const call = async (path: string, data: object) => {
    const answer = await page.request.post(`/api/v1/reviews/${path}`, {
      data,
      headers: { origin: baseURL ?? "" },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    return await answer.json();
  };
  await expect(async () => {
    for (let { item } = await call("next", {}); item; { item } = await call("next", {})) {
      await call(`${item.triageId}/decision`, { action: "approve" });
    }
    const waiting = await page.request.get("/api/v1/reviews?view=open&limit=1");
    expect((await waiting.json()).items).toEqual([]);
  }).toPass();
}

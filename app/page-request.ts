import { cookies, headers } from "next/headers";
import { type Theme, themeCookie, themeOf } from "#components/ui/theme.ts";

/** Path and query of the page being asked for, as proxy.ts noted it. */
export async function requestedPath(): Promise<string> {
  return (await headers()).get("x-page-path") ?? "/";
}

/** The viewer's choice of colours. */
export async function chosenTheme(): Promise<Theme> {
  return themeOf((await cookies()).get(themeCookie)?.value);
}

/** What a page was asked for, as an address bar holds it; a parameter may stand there several times. */
export function searchParamsOf(given: Record<string, string | string[] | undefined>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(given).flatMap(([name, values]) => [values ?? []].flat().map((value) => [name, value])),
  );
}

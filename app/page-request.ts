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

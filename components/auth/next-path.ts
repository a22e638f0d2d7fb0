const anyOrigin = "http://gateway.invalid";

/**
 * Where to go after signing in: a path of this site, else "/". An address that a browser would read as another
 * site ("//evil", "/\\evil", "https:…") is not followed.
 */
export function safeNextPath(next: string | null | undefined): string {
  if (!next?.startsWith("/") || !URL.canParse(next, anyOrigin)) return "/";
  const url = new URL(next, anyOrigin);
  const isSignIn = ["/sign-in", "/set-up", "/set-password"].includes(url.pathname);
  return url.origin === anyOrigin && !isSignIn ? url.pathname + url.search + url.hash : "/";
}

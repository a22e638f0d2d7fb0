/** Ends the session and shows the sign-in page; rejects when the gateway does not answer. */
export async function signOut(): Promise<void> {
  const response = await fetch("/api/auth/sign-out", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  if (!response.ok) throw new Error(`sign-out answered ${response.status}`);
  // A full load, so that nothing of this person stays in the browser's memory.
  window.location.assign("/sign-in");
}

import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import type { Role } from "#lib/contracts/access.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { createApiKey } from "#lib/services/access/api-keys.ts";
import { createUser, disableUser, setUserRole } from "#lib/services/access/users.ts";
import { testActor } from "#lib/services/testing.ts";
import { handleAuth } from "./auth-route.ts";
import { authenticate, authenticateSession } from "./authenticate.ts";
import { getDatabase } from "./database.ts";
import { readSettings } from "./env.ts";
import { setSettings } from "./runtime-settings.ts";

const appUrl = "http://localhost:3000";
const password = "correct horse battery";
let home: TestDatabase;

beforeAll(async () => {
  home = await createTestDatabase();
  setSettings({
    ...readSettings({ LOG_LEVEL: "silent" }),
    databaseAddress: home.address,
    authSecret: "0123456789abcdefghijklmnopqrstuvwxyz-secret",
    appUrl,
  });
});
afterAll(async () => {
  await getDatabase().close();
  await home.drop();
});

afterEach(() => {
  vi.useRealTimers();
});

const ctx = () => ({ database: home.database, runtime: systemRuntime, actor: testActor });

async function person(name: string, role: Role = "agent"): Promise<string> {
  const email = `${name}@example.com`;
  await createUser(ctx(), { name, email, role, password });
  return email;
}

let clients = 0;
const fromBrowser = (path: string, init: { body?: unknown; headers?: Record<string, string> } = {}) =>
  new Request(`${appUrl}${path}`, {
    method: init.body === undefined ? "GET" : "POST",
    headers: {
      host: "localhost:3000",
      origin: appUrl,
      "content-type": "application/json",
      "x-gateway-client-address": `10.0.0.${clients++}`,
      ...init.headers,
    },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });

const signIn = (email: string, given = password, headers: Record<string, string> = {}) =>
  handleAuth(fromBrowser("/api/auth/sign-in/email", { body: { email, password: given }, headers }));

const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");

const request = (headers: Record<string, string>, method = "GET") =>
  new Request(`${appUrl}/api/v1/tickets`, { method, headers });

test("who signs in is who they are, with the scopes of their role at this moment", async () => {
  const email = await person("ada", "reviewer");
  const response = await signIn(email);
  expect(response.status).toBe(200);
  const [cookie = ""] = response.headers.getSetCookie();
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=Lax/i);
  const headers = { cookie: cookieOf(response) };
  expect(await authenticate(request(headers))).toMatchObject({
    type: "user",
    email,
    role: "reviewer",
    scopes: ["triage:write", "triage:read", "review:write", "evals:write"],
  });
  await setUserRole(ctx(), { email }, "agent");
  expect(await authenticateSession(new Headers(headers))).toMatchObject({ role: "agent" });
});

test("no answer hands the session's token to a script", async () => {
  const email = await person("lin");
  const signedIn = await signIn(email);
  const cookie = cookieOf(signedIn);
  const [token = ""] = decodeURIComponent(cookie.split("=")[1] ?? "").split(".");
  expect(token.length).toBeGreaterThan(20);
  const session = await handleAuth(fromBrowser("/api/auth/get-session", { headers: { cookie } }));
  const bodies = [await signedIn.text(), await session.text()];
  for (const body of bodies) {
    expect(JSON.parse(body)).toMatchObject({ user: { email } });
    expect(body).not.toContain(token);
  }
  const nobody = await handleAuth(fromBrowser("/api/auth/get-session"));
  expect(await nobody.json()).toBeNull();
});

test("a session lasts seven days, used or not, in the browser and here", async () => {
  const dayMs = 86_400_000;
  const response = await signIn(await person("hedy"));
  expect(response.headers.getSetCookie()[0]).toMatch(/Max-Age=604800/i);
  const headers = new Headers({ cookie: cookieOf(response) });
  const startMs = Date.now();
  vi.useFakeTimers({ toFake: ["Date"] });
  for (const day of [2, 6.9]) {
    vi.setSystemTime(startMs + day * dayMs);
    expect(await authenticateSession(headers)).not.toBeNull();
  }
  vi.setSystemTime(startMs + 7.1 * dayMs);
  expect(await authenticateSession(headers)).toBeNull();
});

test("a disabled person is signed out and cannot sign in", async () => {
  const email = await person("mallory");
  const headers = { cookie: cookieOf(await signIn(email)) };
  expect(await authenticate(request(headers))).not.toBeNull();
  await disableUser(ctx(), { email });
  expect(await authenticate(request(headers))).toBeNull();
  expect((await signIn(email)).status).toBe(401);
});

test("after signing out the cookie is worth nothing", async () => {
  const cookie = cookieOf(await signIn(await person("grace")));
  const response = await handleAuth(fromBrowser("/api/auth/sign-out", { body: {}, headers: { cookie } }));
  expect(response.status).toBe(200);
  expect(await authenticate(request({ cookie }))).toBeNull();
});

test.each([
  ["a wrong password", { email: "nobody@example.com", password: "wrong" }, 401, "unauthorized"],
  ["no password", { email: "nobody@example.com" }, 422, "invalid_fields"],
  ["no e-mail", { email: "nobody", password: "x" }, 422, "invalid_fields"],
  ["something else altogether", [1], 422, "invalid_fields"],
])("refuses a sign-in with %s as a problem document", async (_what, body, status, code) => {
  const response = await handleAuth(fromBrowser("/api/auth/sign-in/email", { body }));
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await response.json()).toMatchObject({ status, code });
});

test("nobody signs up, and nobody gives themselves a role", async () => {
  const body = { name: "eve", email: "eve@example.com", password, role: "admin" };
  expect((await handleAuth(fromBrowser("/api/auth/sign-up/email", { body }))).status).toBe(404);
  const cookie = cookieOf(await signIn(await person("trudy")));
  const update = fromBrowser("/api/auth/update-user", { body: { role: "admin" }, headers: { cookie } });
  expect((await handleAuth(update)).status).toBe(404);
  expect(await authenticate(request({ cookie }))).toMatchObject({ role: "agent" });
});

test("guessing passwords from one address is stopped for a while", async () => {
  const email = await person("victim");
  const address = { "x-gateway-client-address": "192.0.2.1" };
  const statuses: number[] = [];
  for (let tries = 0; tries < 11; tries++) statuses.push((await signIn(email, "guess", address)).status);
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
  const refused = await signIn(email, password, address);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await signIn(email, password, { "x-gateway-client-address": "192.0.2.2" })).status).toBe(200);
});

test("a page of another site can neither sign in nor act with a session", async () => {
  const email = await person("bob");
  const foreign = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  expect((await signIn(email, password, foreign)).status).toBe(403);
  const cookie = cookieOf(await signIn(email));
  await expect(authenticate(request({ cookie, ...foreign }, "POST"))).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(
    authenticate(request({ cookie, host: "localhost:3000", origin: "http://localhost:3001" }, "POST")),
  ).rejects.toMatchObject({ code: "forbidden" });
  const own = { cookie, host: "localhost:3000", origin: appUrl };
  expect(await authenticate(request(own, "POST"))).toMatchObject({ email });
  expect(await authenticate(request({ cookie }, "POST"))).toMatchObject({ email });
});

test("a key counts alone: a wrong one is not made good by a session", async () => {
  const {
    key: { id },
    secret,
  } = await createApiKey(ctx(), { name: "pager", scopes: ["triage:read"], team: null });
  expect(await authenticate(request({ authorization: `Bearer ${secret}` }))).toMatchObject({
    type: "api_key",
    id,
  });
  expect(await authenticate(request({ authorization: `bearer  ${secret} ` }))).toMatchObject({ id });
  const cookie = cookieOf(await signIn(await person("carol")));
  for (const authorization of ["Bearer wrong", "Bearer ", `Basic ${secret}`, secret]) {
    expect(await authenticate(request({ cookie, authorization }))).toBeNull();
  }
});

test("a cookie that nobody signed is nobody", async () => {
  for (const cookie of ["better-auth.session_token=abc.def", "better-auth.session_token=%00", "x=y"]) {
    expect(await authenticate(request({ cookie }))).toBeNull();
  }
});

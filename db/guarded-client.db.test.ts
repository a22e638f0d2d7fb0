import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createWatchedDatabase, type DatabaseAddress } from "./client.ts";
import { createTestDatabase, type TestDatabase } from "./testing.ts";

let home: TestDatabase;
beforeAll(async () => {
  home = await createTestDatabase();
});
afterAll(() => home.drop());

/** A door before the test database that can be shut (connections end) and jammed (nothing passes). */
async function doorTo(address: DatabaseAddress) {
  if (typeof address === "string" || !("socketPath" in address)) throw new Error("no socket file here");
  const sockets = new Set<Socket>();
  let jammed = false;
  const pass = (client: Socket) => {
    const server = connect(address.socketPath);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy()).on("close", () => sockets.delete(socket));
    }
    client.on("data", (data) => jammed || server.write(data)).on("close", () => server.destroy());
    server.on("data", (data) => jammed || client.write(data)).on("close", () => client.destroy());
  };
  const door = createServer(pass).listen(0, "127.0.0.1");
  await once(door, "listening");
  const place = door.address();
  if (place === null || typeof place === "string") throw new Error("no port");
  const open = async () => {
    jammed = false;
    if (!door.listening) await once(door.listen(place.port, "127.0.0.1"), "listening");
  };
  return {
    address: {
      user: address.user,
      database: address.database,
      host: "127.0.0.1",
      port: place.port,
      password: "",
    },
    open,
    shut() {
      door.close();
      for (const socket of sockets) socket.destroy();
    },
    jam() {
      jammed = true;
    },
  };
}

test("queries fail at once while the database cannot be reached, and work again when it can", async () => {
  const door = await doorTo(home.address);
  const db = createWatchedDatabase(door.address, { connections: 2 });
  const one = () => db.execute(sql`select 1 as one`);
  expect([...(await one())]).toEqual([{ one: 1 }]);
  const slow = db.execute(sql`select pg_sleep(60)`);
  door.shut();
  await expect(slow).rejects.toThrow();
  await vi.waitFor(() => expect(db.availability?.isUp()).toBe(false), 5_000);
  await expect(one()).rejects.toMatchObject({ cause: { code: "unavailable" } });
  await expect(db.transaction(async (tx) => tx.execute(sql`select 1`))).rejects.toMatchObject({
    code: "unavailable",
  });
  await door.open();
  await vi.waitFor(() => expect(db.availability?.isUp()).toBe(true), 5_000);
  expect([...(await one())]).toEqual([{ one: 1 }]);
  await db.close();
  door.shut();
});

test("a database that says nothing any more is noticed, and nothing goes on waiting for it", async () => {
  const door = await doorTo(home.address);
  const db = createWatchedDatabase(door.address, { connections: 1 });
  await db.execute(sql`select 1`);
  door.jam();
  const waiting = [1, 2, 3].map(() => db.execute(sql`select 1`));
  const outcomes = await Promise.allSettled(waiting);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(db.availability?.isUp()).toBe(false);
  await door.open();
  await vi.waitFor(() => expect(db.availability?.isUp()).toBe(true), 10_000);
  await db.transaction(async (tx) => tx.execute(sql`select 1`));
  await db.close();
  door.shut();
});

test("who listens hears again after the database came back", async () => {
  const door = await doorTo(home.address);
  const db = createWatchedDatabase(door.address, { connections: 1 });
  const heard: string[] = [];
  let listening = 0;
  await db.$client.listen(
    "door_test",
    (word) => heard.push(word),
    () => {
      listening += 1;
    },
  );
  door.shut();
  await vi.waitFor(() => expect(db.availability?.isUp()).toBe(false), 5_000);
  await door.open();
  await vi.waitFor(() => expect(listening).toBe(2), 10_000);
  await home.database.execute(sql`select pg_notify('door_test', 'again')`);
  await vi.waitFor(() => expect(heard).toEqual(["again"]), 5_000);
  await db.close();
  door.shut();
});

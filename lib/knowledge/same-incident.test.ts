import fc from "fast-check";
import { expect, test } from "vitest";
import { incidentTraits } from "./incident-traits.ts";
import { rarityAmong } from "./rarity.ts";
import { compareIncidents } from "./same-incident.ts";

const background = [
  "The printer on floor two prints blank pages",
  "Cannot open the report, the page stays white",
  "The backup job failed again last night",
  "Users in the office cannot log in to the portal",
  "The job of the warehouse failed at night, please check",
  "Mail to customers is late since noon",
];

function compare(a: string, b: string, apartMs: number | null = null) {
  const start = Date.UTC(2026, 0, 5);
  const reports = [a, b].map((text, index) => ({
    traits: incidentTraits(text),
    receivedAt: apartMs === null ? null : new Date(start + index * apartMs),
  }));
  const [one, other] = reports;
  if (!one || !other) throw new Error("Two texts make two reports.");
  const marks = [...background.map(incidentTraits), one.traits, other.traits].map((traits) => traits.marks);
  return compareIncidents(one, other, rarityAmong(marks));
}

const mail = (time: string, cluster: string, host: string) =>
  `[FIRING:1] ReplicaLagsBehind (${host} ${cluster})\n\nLabels\n - alertname = ReplicaLagsBehind\n - instance = ${host}\n - cluster = ${cluster}\nAnnotations\n - summary = Replica lags behind\nStartsAt = 2026-01-05T${time}:00Z`;
const chat = (time: string, cluster: string, host: string) =>
  `:rotating_light: ReplicaLagsBehind is firing since ${time} UTC\n*Replica lags behind (${host})*\ninstance=${host} · cluster=${cluster}`;

test("the same alert some minutes later is the same incident, in another layout and from another machine, too", () => {
  expect(
    compare(mail("10:02", "blue-1", "pg-03:9187"), chat("10:11", "blue-1", "pg-07:9187")).duplicate,
  ).toBe(true);
});

test.each([
  ["hours later", mail("10:02", "blue-1", "pg-03"), chat("15:40", "blue-1", "pg-03")],
  ["in another cluster", mail("10:02", "blue-1", "pg-03"), chat("10:05", "green-2", "pg-03")],
  [
    "on another day",
    mail("10:02", "blue-1", "pg-03"),
    mail("10:05", "blue-1", "pg-03").replace("2026-01-05", "2026-01-09"),
  ],
  [
    "of another name",
    mail("10:02", "blue-1", "pg-03"),
    chat("10:05", "blue-1", "pg-03").replaceAll("Behind", "Ahead"),
  ],
])("an alert %s is another incident", (_, a, b) => {
  expect(compare(a, b).duplicate).toBe(false);
});

test("a case told again in other words is found by what only it has", () => {
  const first =
    "Invoices of tenant harbour are doubled\n\nSince the import at noon 412 orders were charged twice, the table inv_ledger has two rows for each.";
  const second =
    "Finance: customers of harbour complain that they paid two times. In inv_ledger we see 412 orders charged twice.";
  const { duplicate, shared } = compare(first, second);
  expect(shared).toEqual(expect.arrayContaining(["412orders"]));
  expect(duplicate).toBe(true);
});

test("what short requests and all traces have in common makes no incident", () => {
  expect(
    compare(
      "Hello, I forgot my password for the portal, please reset it",
      "Password forgotten, user jdoe, please reset",
    ).duplicate,
  ).toBe(false);
  const trace = (frame: string, error: string) =>
    `Traceback (most recent call last):\n  File ${frame}\n${error}`;
  expect(
    compare(
      trace(`"/srv/report.py", line 12, in build\n    region = row["code"]`, "KeyError: 'code'"),
      trace(
        `"/opt/etl/load.py", line 33, in load\n    cursor.execute(sql)`,
        "OperationalError: server closed",
      ),
    ).duplicate,
  ).toBe(false);
});

test("what a program calls a thing of its own in a message tells the incident", () => {
  const lists =
    'After the update every list is empty. Log: ERROR: column "is_snapshot" does not exist at character 70';
  const { duplicate } = compare(
    lists,
    "Since this morning nobody sees any list, they are simply empty. Postgres says a column called is_snapshot does not exist.",
  );
  expect(duplicate).toBe(true);
  expect(
    compare(
      lists,
      "Since this morning some lists are empty. Postgres says a column called is_archived does not exist.",
    ).duplicate,
  ).toBe(false);
});

test("first lines that ask the same of one thing are of one incident, of two things they are not", () => {
  const first = "Upgrade left-pad to 1.10\n\nThe old one is reported to run scripts from what it reads.";
  const second =
    "Upgrade left-pad version to fix CVE-2031-4288\n\nOur scanner complains about the library in all images that we build.";
  expect(compare(first, second).duplicate).toBe(true);
  expect(compare(first, second.replace("left-pad", "right-pad")).duplicate).toBe(false);
  expect(compare(first, second.replace("Upgrade", "Remove")).duplicate).toBe(false);
});

test("a host counts with the domain that it belongs to, so that its page and its site have a name in common", () => {
  const namesIn = (line: string) => [...incidentTraits(line).titleNames];
  expect(namesIn("dict.leaf.example.org renders blank")).toEqual(["=dict.leaf.example.org", "=example.org"]);
  expect(namesIn("Page does not load on example.org")).toEqual(["=example.org"]);
});

test("the same kind of trouble with another thing is another incident", () => {
  expect(
    compare(
      "job load_orders_eu failed at night, please check",
      "job load_stock_us failed at night, please check",
    ).duplicate,
  ).toBe(false);
});

test("what people report days later is another incident", () => {
  const text = "The portal shows error harbour-pilot for everybody in the office";
  expect(compare(text, text, 60_000).duplicate).toBe(true);
  expect(compare(text, text, 3 * 86_400_000).duplicate).toBe(false);
});

test("does not depend on which of two comes first, and similarity is a share", () => {
  const text = fc.lorem({ maxCount: 30 });
  fc.assert(
    fc.property(text, text, (a, b) => {
      const forth = compare(a, b);
      const back = compare(b, a);
      expect(forth.duplicate).toBe(back.duplicate);
      expect(forth.similarity).toBeCloseTo(back.similarity, 9);
      expect(forth.similarity).toBeGreaterThanOrEqual(0);
      expect(forth.similarity).toBeLessThanOrEqual(1);
    }),
  );
});

test("what a bug tracker's form brings along says nothing, and first lines in the same words say much", () => {
  const form = (title: string, body: string, agent: string) =>
    `${title}\n\nUser Agent: Mozilla/5.0 (${agent}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/106.0 Safari/537.36\n\nSteps to reproduce:\n\n${body}\n\nActual results:\n\nSee above.\n\nExpected results:\n\nIt should work.`;
  const first = form(
    "Print preview dialog never closes",
    "Press print, then cancel. The preview stays.",
    "X11",
  );
  const again = form(
    "Print preview dialog never closes after cancel",
    "I cancel the preview, it stays.",
    "Macintosh",
  );
  const other = form("Bookmarks menu is empty", "Open the menu of the bookmarks.", "X11");
  expect(compare(first, again).duplicate).toBe(true);
  expect(compare(first, other)).toMatchObject({ duplicate: false });
  expect(compare(first, other).similarity).toBeLessThan(0.1);
});

test("two machines with the same trouble are two incidents", () => {
  expect(
    compare(
      "URGENT: file server filer_1326 is down\n\nThe drives show a red cross.",
      "filer_587: file server is down since 11:01",
    ).duplicate,
  ).toBe(false);
});

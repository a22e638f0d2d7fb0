import type { TriageRequest } from "#lib/contracts/triage.ts";
import type { Draw } from "#samples/draw.ts";

/** A kind of report that comes in again and again, in other words and about other things. */
export interface Report {
  source: string;
  service: string;
  environment?: TriageRequest["environment"];
  /** How often, against the others. */
  weight: number;
  text: (draw: Draw) => string;
}

const number = (draw: Draw, least: number, most: number) => String(Math.round(draw.between(least, most)));
const pod = (draw: Draw) => `${draw.oneOf(["a", "b", "c"])}${number(draw, 1, 9)}`;
const version = (draw: Draw) => `${number(draw, 2, 6)}.${number(draw, 0, 30)}.${number(draw, 0, 9)}`;
const clock = (draw: Draw) => `${number(draw, 10, 23)}:${number(draw, 10, 59)}`;
const person = (draw: Draw) =>
  draw.oneOf(["Hanna", "Luis", "Wei", "Marta", "Jonas", "Aisha", "Pavel", "Noor", "Chloe", "Diego"]);
const shop = (draw: Draw) =>
  draw.oneOf([
    "Nordlicht Outdoor",
    "Casa Verde",
    "Blue Harbour",
    "Atelier Mosaik",
    "Kite & Co",
    "Fjord Home",
    "Luma Toys",
  ]);

export const reports: readonly Report[] = [
  {
    source: "alertmanager",
    service: "storefront",
    environment: "production",
    weight: 5,
    text: (draw) => `[FIRING] StorefrontLatencyHigh (severity=warning, region=eu-central)
p95 of /products is ${number(draw, 1400, 4200)} ms, threshold 900 ms, since ${clock(draw)} UTC.
Pods storefront-${pod(draw)} and storefront-${pod(draw)} wait for connections: pool exhausted (20/20).
Pages still load, slowly.`,
  },
  {
    source: "sentry",
    service: "storefront",
    environment: "production",
    weight: 6,
    text: (
      draw,
    ) => `TypeError: Cannot read properties of null (reading '${draw.oneOf(["price", "variant", "currency", "stock"])}')
    at ${draw.oneOf(["renderTile", "ProductCard", "useBasket", "PriceLine"])} (basket.${number(draw, 100, 999)}.js:${number(draw, 20, 400)}:17)
    at commit (react-dom.production.js:211:9)
release storefront@${version(draw)}, ${number(draw, 12, 340)} events, ${number(draw, 4, 90)} users
Only products without a picture. Reloading does not help.`,
  },
  {
    source: "zendesk",
    service: "returns",
    weight: 5,
    text: (
      draw,
    ) => `Hello, I run ${shop(draw)}. A customer of ours sent order ${number(draw, 41000, 89000)} back ${number(draw, 8, 20)} days ago and the refund still says "in progress".
Could you tell me where I can see what is missing? Thanks, ${person(draw)}`,
  },
  {
    source: "zendesk",
    service: "accounts",
    weight: 6,
    text: (
      draw,
    ) => `Hi, since this morning I cannot sign in. I type the code from the app and it says "code expired" every time.
My colleague ${person(draw)} has the same problem, two others can sign in. Shop: ${shop(draw)}.`,
  },
  {
    source: "zendesk",
    service: "reports",
    weight: 4,
    text: (
      draw,
    ) => `How can I export last month's orders with the tax per country? I found "Export" but the file has only totals.
No hurry, our accountant needs it by the end of the month. ${person(draw)}, ${shop(draw)}`,
  },
  {
    source: "grafana",
    service: "orders-db",
    environment: "production",
    weight: 4,
    text: (draw) => `[Alerting] orders-db replication lag
Value: ${number(draw, 95, 900)} s on replica ${number(draw, 2, 4)} (threshold 60 s), rising.
Last log: canceling statement due to conflict with recovery
Reports read from this replica and show old numbers. The primary is healthy.`,
  },
  {
    source: "alertmanager",
    service: "orders-db",
    environment: "production",
    weight: 3,
    text: (draw) => `[FIRING] DiskWillFill (severity=warning)
/var/lib/postgresql on orders-db-${number(draw, 1, 3)} is ${number(draw, 84, 94)} % full and grows by ${number(draw, 1, 4)} % an hour.
Predicted full in ${number(draw, 4, 11)} hours. Nothing is lost yet.`,
  },
  {
    source: "sentry",
    service: "invoices",
    environment: "production",
    weight: 4,
    text: (draw) => `DeadlockDetected: deadlock detected
DETAIL: Process ${number(draw, 2000, 9000)} waits for ShareLock on transaction ${number(draw, 100000, 900000)}; blocked by process ${number(draw, 2000, 9000)}.
  File "invoices/run.py", line ${number(draw, 80, 300)}, in close_month
Invoice run of ${number(draw, 2, 9)} shops stopped at ${clock(draw)}. The retry went through for all but one.`,
  },
  {
    source: "alertmanager",
    service: "events",
    environment: "production",
    weight: 4,
    text: (draw) => `[FIRING] ConsumerLag (severity=warning, topic=order-events, group=mailer)
Lag ${number(draw, 40000, 900000)} messages and rising for ${number(draw, 12, 50)} minutes.
Confirmation mails go out about ${number(draw, 20, 90)} minutes late.`,
  },
  {
    source: "pagerduty",
    service: "payments",
    environment: "production",
    weight: 3,
    text: (draw) => `payments: card authorisations fail
Since ${clock(draw)} UTC ${number(draw, 18, 70)} % of authorisations at the acquirer "Meridian" end in a timeout after 10 s.
Customers see "payment not possible" and leave; other acquirers work. ${number(draw, 60, 400)} orders lost so far, growing.`,
  },
  {
    source: "zendesk",
    service: "payments",
    weight: 3,
    text: (
      draw,
    ) => `Urgent!! ${shop(draw)} here. Customers tell us they were charged twice for the same order since ${clock(draw)}.
We counted ${number(draw, 4, 30)} so far, for example orders ${number(draw, 41000, 89000)} and ${number(draw, 41000, 89000)}. Please stop this. ${person(draw)}`,
  },
  {
    source: "cert-watch",
    service: "partner-api",
    environment: "production",
    weight: 2,
    text: (draw) => `Certificate of api.partners.example.net expires in ${number(draw, 3, 9)} days
Issuer: internal CA 2, last renewal failed: rate limit of the ACME account. ${number(draw, 6, 40)} partners call this address.`,
  },
  {
    source: "siem",
    service: "accounts",
    environment: "production",
    weight: 3,
    text: (
      draw,
    ) => `Password spraying against accounts: ${number(draw, 900, 9000)} failed logins for ${number(draw, 200, 900)} accounts from 198.51.100.${number(draw, 2, 250)} within ${number(draw, 5, 30)} minutes.
No successful login from that address. Attempts continue, one per account.`,
  },
  {
    source: "mailbox",
    service: "workplace",
    weight: 3,
    text: (
      draw,
    ) => `Hi security, I got a mail that looked like our payroll portal and typed my password before I saw the address was
payroll-portal-login.example. That was at ${clock(draw)}. My inbox now has a rule I did not make, it forwards invoices. Sorry! ${person(draw)}`,
  },
  {
    source: "siem",
    service: "media",
    environment: "production",
    weight: 2,
    text: (
      draw,
    ) => `Bucket "media-exports" became public at ${clock(draw)} UTC by a change of the role "deploy".
${number(draw, 120, 900)} objects, among them customer lists as CSV. ${number(draw, 3, 40)} downloads from unknown addresses since then.`,
  },
  {
    source: "ci",
    service: "search",
    environment: "staging",
    weight: 4,
    text: (
      draw,
    ) => `Pipeline ${number(draw, 4000, 9000)} failed on staging: connection to search-staging-0:9200 refused
Deploy of branch "facets-${number(draw, 2, 30)}" stopped. Main is green.`,
  },
  {
    source: "alertmanager",
    service: "search",
    environment: "production",
    weight: 3,
    text: (draw) => `[FIRING] SearchClusterYellow (severity=warning)
${number(draw, 3, 14)} replica shards of index products-v${number(draw, 7, 19)} are unassigned after node search-${number(draw, 1, 6)} left the cluster.
Queries are answered, a second node lost would lose data.`,
  },
  {
    source: "zendesk",
    service: "search",
    weight: 3,
    text: (draw) =>
      `Search finds nothing for "${draw.oneOf(["rain jacket", "oak table", "tea set", "kids bike"])}" although we have ${number(draw, 8, 60)} of them in stock. Other words work. ${shop(draw)}`,
  },
  {
    source: "zendesk",
    service: "workplace",
    weight: 4,
    text: (draw) =>
      `The printer on floor ${number(draw, 1, 5)} prints only empty pages since ${clock(draw)}. The one on the floor below works.`,
  },
  {
    source: "zendesk",
    service: "workplace",
    weight: 3,
    text: (draw) =>
      `Please give ${person(draw)} (starts on Monday) access to the analytics workspace, role "viewer". ${person(draw)} approves.`,
  },
  {
    source: "zendesk",
    service: "storefront",
    weight: 2,
    text: (draw) =>
      `the page looks strange on my tablet, logo is too big and covers the menu a little. ordering works. ${person(draw)}`,
  },
  {
    source: "zendesk",
    service: "storefront",
    weight: 2,
    text: () => "it does not work, please call me back",
  },
  {
    source: "alertmanager",
    service: "checkout",
    environment: "production",
    weight: 3,
    text: (draw) => `[FIRING] PodCrashLooping (severity=warning, namespace=checkout)
checkout-worker-${pod(draw)} restarted ${number(draw, 5, 22)} times in 30 minutes: OOMKilled, limit 512Mi, since version ${version(draw)}.
The other ${number(draw, 3, 6)} workers take the load.`,
  },
  {
    source: "grafana",
    service: "warehouse",
    environment: "production",
    weight: 3,
    text: (draw) => `Nightly stock import ended with exit code 1 at 03:${number(draw, 10, 59)}
psycopg.errors.NumericValueOutOfRange: integer out of range, table stock_moves, column quantity
Yesterday's moves of ${number(draw, 2, 6)} warehouses are missing; the shop shows stock of the day before.`,
  },
  {
    source: "zendesk",
    service: "shipping",
    weight: 3,
    text: (draw) =>
      `Labels cannot be printed since ${clock(draw)}, the page shows "502 Bad Gateway". ${number(draw, 20, 160)} parcels wait here and the van comes at five! ${shop(draw)}, ${person(draw)}`,
  },
  {
    source: "alertmanager",
    service: "shipping",
    environment: "production",
    weight: 2,
    text: (draw) => `[RESOLVED] ShippingGatewayErrors
Error rate of shipping-gateway is back to ${number(draw, 0, 1)} % after ${number(draw, 9, 40)} minutes, all carriers answer again.`,
  },
  {
    source: "grafana",
    service: "network",
    environment: "production",
    weight: 2,
    text: (
      draw,
    ) => `Packet loss ${number(draw, 4, 22)} % between eu-central and eu-west since ${clock(draw)} UTC, BGP session to the second carrier is down.
Traffic runs over the first carrier, there is no spare path left.`,
  },
  {
    source: "zendesk",
    service: "billing",
    weight: 2,
    text: (
      draw,
    ) => `Guten Tag, auf unserer Rechnung vom Monatsanfang ist die Umsatzsteuer falsch berechnet, 16 % statt 19 %.
Betroffen sind ${number(draw, 2, 12)} Positionen. Können Sie das bitte korrigieren? ${shop(draw)}`,
  },
];

/** A report of the checkout outage, as everybody who sees it writes it. */
export const checkoutOutage = (
  draw: Draw,
) => `[FIRING] EdgeHighErrorRate (severity=critical, cluster=prod-eu-1)
${number(draw, 61, 96)} % of requests to /checkout answer 502 Bad Gateway, the others time out after 30 s.
Upstream: checkout-api:8443, connect() failed (111: Connection refused) on all six pods.
All regions are affected, nobody can pay.`;

export const identityOutage = (draw: Draw) => `[FIRING] SignInFailures (severity=critical, cluster=prod-eu-1)
${number(draw, 70, 99)} % of sign-ins fail with 503 from identity-provider, users are sent back to the login page.
redis-sessions-0: CLUSTERDOWN The cluster is down. All shops are affected.`;

export const queueStorm = (draw: Draw) => `[FIRING] WebhookBacklog (severity=warning, service=webhooks)
${number(draw, 2000, 90000)} webhooks wait to be sent, oldest ${number(draw, 6, 55)} minutes, receiver answers 429 Too Many Requests.
Shops hear late of new orders.`;

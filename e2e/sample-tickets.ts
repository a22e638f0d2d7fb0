import type { TriageRequest } from "#lib/contracts/triage.ts";

/** Tickets that fill a list: several sources, categories and lengths, the last one a repetition of the first. */
export const sampleTickets: readonly TriageRequest[] = [
  {
    text: `[FIRING] EdgeHighErrorRate (severity=critical, cluster=prod-eu-1)
Since 09:41 UTC 68 % of requests to /checkout answer with 502 Bad Gateway, the others time out after 30 s.
Upstream: checkout-api:8443, connect() failed (111: Connection refused) on all six pods.
All regions in the EU are affected, no customer can pay.`,
    source: "alertmanager",
    service: "checkout",
    environment: "production",
    externalId: "alert-77120",
  },
  {
    text: `The nightly invoice run stopped again at 02:14 with
ORA-00060: deadlock detected while waiting for resource
ORA-06512: at "BILLING.PKG_INVOICE", line 882
A rerun at 06:30 went through. Third time this week, invoices for two regions went out four hours late.`,
    source: "jira",
    service: "billing",
    environment: "production",
  },
  {
    text: `java.lang.NullPointerException: Cannot invoke "com.acme.orders.Address.countryCode()" because "address" is null
    at com.acme.orders.TaxCalculator.rateFor(TaxCalculator.java:58)
    at com.acme.orders.OrderService.place(OrderService.java:141)
87 users since the release at 13:05. Only orders with "collect in store" fail.`,
    source: "sentry",
    service: "order-service",
    environment: "production",
  },
  {
    text: `Hi team, I clicked a link in a mail from "IT-Support" and entered my password before I saw that the address was
acme-login-secure.com. There is a sign-in from Lagos in my account history and a forwarding rule that I did not make.`,
    source: "mailbox",
  },
  {
    text: "Hello, how can I give a new colleague read access to the quarterly reports folder? She starts next Monday.",
    source: "zendesk",
  },
  {
    text: "Disk usage on db-replica-3 is at 91 % and grows 2 % per hour; it will be full this evening",
    source: "alertmanager",
    service: "postgres",
    environment: "production",
  },
  {
    text: "Consumer lag on topic payments.settled is 1.2 million and rising, the settlement report is three hours behind",
    source: "alertmanager",
    service: "settlement",
    environment: "production",
  },
  {
    text: "CI on staging: connection to redis-staging-0 refused, deploy of feature/search-facets stopped",
    source: "ci",
    service: "search",
    environment: "staging",
  },
  {
    text: "The printer on the third floor prints everything in pink since this morning. The one on the second floor works.",
    source: "zendesk",
  },
  { text: "it does not work again please help", source: "zendesk" },
  {
    text: "TLS certificate of api.partner.acme.com expires in 6 days",
    source: "cert-watch",
    service: "partner-api",
    environment: "production",
  },
  {
    text: "TypeError: Cannot read properties of undefined (reading 'id') at renderRow (feed.js:211), 4 events, development build",
    source: "sentry",
    service: "web",
    environment: "development",
  },
  {
    text: `[FIRING] EdgeHighErrorRate (severity=critical, cluster=prod-eu-1)
Since 11:58 UTC 68 % of requests to /checkout answer with 502 Bad Gateway, the others time out after 30 s.
Upstream: checkout-api:8443, connect() failed (111: Connection refused) on all six pods.
All regions in the EU are affected, no customer can pay.`,
    source: "alertmanager",
    service: "checkout",
    environment: "production",
    externalId: "alert-77164",
  },
];

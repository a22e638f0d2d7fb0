import type { Environment } from "#lib/contracts/vocabulary.ts";

export interface Example {
  name: string;
  text: string;
  source?: string;
  service?: string;
  environment?: Environment;
}

/** Texts to try the product with: one of each kind that comes in. */
export const examples: readonly Example[] = [
  {
    name: "502 alert",
    source: "alertmanager",
    service: "checkout",
    environment: "production",
    text: `[FIRING] EdgeHighErrorRate (severity=critical, cluster=prod-eu-1)

Since 09:41 UTC 68 % of requests to /checkout answer with 502 Bad Gateway, the others time out after 30 s.
Upstream: checkout-api:8443, connect() failed (111: Connection refused) on all six pods.
All regions in the EU are affected, no customer can pay. 140 tickets in the last ten minutes and growing.
No deploy since yesterday 17:20. Dashboard: edge / upstream errors.`,
  },
  {
    name: "Stack trace",
    source: "sentry",
    service: "order-service",
    environment: "production",
    text: `Unhandled exception in order-service 4.12.0, 312 events since the release at 13:05, 87 users

java.lang.NullPointerException: Cannot invoke "com.acme.orders.Address.countryCode()" because "address" is null
    at com.acme.orders.TaxCalculator.rateFor(TaxCalculator.java:58)
    at com.acme.orders.OrderService.place(OrderService.java:141)
    at com.acme.orders.api.OrderController.create(OrderController.java:66)
    at org.springframework.web.servlet.FrameworkServlet.service(FrameworkServlet.java:897)

Only orders with "collect in store" fail. Customers can choose delivery instead.`,
  },
  {
    name: "Oracle deadlock",
    source: "jira",
    service: "billing",
    environment: "production",
    text: `The nightly invoice run stopped again at 02:14 with

ORA-00060: deadlock detected while waiting for resource
ORA-06512: at "BILLING.PKG_INVOICE", line 882

Trace file shows sessions 214 and 380 waiting for each other on INVOICE_LINES. A rerun at 06:30 went through.
Third time this week. Invoices for two regions went out four hours late, nothing is lost as far as we see.`,
  },
  {
    name: "Phishing mail",
    source: "mailbox",
    text: `Hi team,

I got a mail from "IT-Support" this morning with a link to renew my password. I clicked it and entered my
user name and password before I noticed that the address was acme-login-secure.com and not ours.
Since then I see a sign-in from Lagos in my account history at 08:52 and a new forwarding rule in my mailbox
that I did not make. Two people in accounting got the same mail.

Regards, Petra`,
  },
  {
    name: "How-to question",
    source: "zendesk",
    text: `Hello, how can I give a new colleague read access to the quarterly reports folder? She starts next Monday.
I found "Share" but it only offers "can edit". There is no hurry. Thank you!`,
  },
];

import { clock, number, pod, type Report, version } from "./report.ts";

/** What programs and those who watch them say. */
export const programReports: readonly Report[] = [
  {
    source: "alertmanager",
    service: "storefront",
    environment: "production",
    weight: 5,
    text: (draw) => `[FIRING] StorefrontLatencyHigh (severity=warning, region=eu-central)
p95 of /products is ${number(draw, 1400, 4200)} ms, threshold 900 ms, since ${clock(draw)} UTC.
Pods storefront-${pod(draw)} and storefront-${pod(draw)} wait for connections: pool exhausted (20/20).
Pages still load, slowly.`,
    knownBy: /StorefrontLatencyHigh/,
    found: {
      claims: {
        scope: ["some", /region=eu-central/],
        capability: ["degraded", /Pages still load, slowly/],
        level: ["warning", /severity=warning/],
      },
      cues: [
        ["app", /StorefrontLatencyHigh/],
        ["app", /p95 of \/products is \d+ ms/],
        ["data", /wait for connections: pool exhausted/],
      ],
      summary: (say) =>
        `Product pages of storefront in eu-central are slow since ${say(/since (\d\d:\d\d UTC)/)}: p95 is ${say(/is (\d+ ms)/)} where 900 ms is the limit.\nTwo pods have used up their 20 database connections. Pages still load.`,
      steps: (say) => [
        `Check the connection pool graph of ${say(/storefront-\w\d/)} and expect 20 of 20 in use since the alert; if it is lower, look at the database itself.`,
        "Compare slow queries behind /products with the last deploy of storefront and name the one that holds connections; else ask the database team.",
        "Raise the pool to 30 with the owner's consent and expect p95 of /products below 900 ms within ten minutes; otherwise put it back to 20.",
      ],
    },
    sure: 0.6,
    disputed: ["data", 0.2],
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
release storefront@${version(draw)}, ${number(draw, 120, 640)} events, ${number(draw, 14, 90)} users
Only products without a picture. Reloading does not help.`,
    knownBy: /^TypeError: Cannot read properties of null/,
    found: {
      claims: {
        scope: ["some", /\d+ users/],
        capability: ["degraded", /Only products without a picture/],
        workaround: ["none", /Reloading does not help/],
      },
      cues: [
        ["app", /TypeError: Cannot read properties of null/],
        ["app", /release storefront@[\d.]+/],
        ["app", /at \w+ \(basket\.\d+\.js/],
      ],
      summary: (say) =>
        `Release ${say(/storefront@[\d.]+\d/)} throws in ${say(/at (\w+)/)} when a product has no picture: "${say(/reading '(\w+)'/)}" of null. ${say(/(\d+) users/)} people met it so far.\nReloading does not help them; all other products work.`,
      steps: (say) => [
        `Open one product without a picture on staging with ${say(/storefront@[\d.]+\d/)} and expect the same TypeError; if it works, compare the data of both.`,
        `Compare ${say(/at (\w+)/)} with the release before in git and name the line that reads "${say(/reading '(\w+)'/)}" without a check; else ask its developer.`,
        `Roll storefront back with the owner's approval, or release a check for null, and expect no new events within 15 minutes; otherwise undo it.`,
      ],
    },
    sure: 0.97,
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
    knownBy: /^DeadlockDetected/,
    found: {
      claims: {
        scope: ["one", /all but one/],
        capability: ["degraded", /Invoice run of \d shops stopped/],
        trend: ["recovering", /The retry went through/],
      },
      harms: [["data_wrong", "likely", /all but one/]],
      cues: [
        ["data", /DeadlockDetected: deadlock detected/],
        ["data", /waits for ShareLock on transaction/],
        ["app", /File "invoices\/run\.py"/],
      ],
      summary: (say) =>
        `The invoice run stopped at ${say(/at (\d\d:\d\d)/)} in close_month: two processes waited for each other's locks.\nThe retry went through for all shops but one, whose invoices of the month are missing.`,
      steps: () => [
        "Query the invoices of this month for the shops of the run and expect exactly one without any; if there are more, stop here and ask billing.",
        "Run invoices again for the missing shop alone (runbook: Invoice run stopped by a deadlock, Act) and expect it to end; it is safe to repeat, else page billing.",
        "Compare both processes in the log of close_month and name the shop they shared; otherwise open a ticket for the developers of invoices.",
      ],
    },
    sure: 0.9,
  },
  {
    source: "pagerduty",
    service: "payments",
    environment: "production",
    weight: 3,
    text: (draw) => `payments: card authorisations fail
Since ${clock(draw)} UTC ${number(draw, 22, 48)} % of authorisations at the acquirer "Meridian" end in a timeout after 10 s.
Customers see "payment not possible" and leave; other acquirers work. ${number(draw, 120, 400)} orders lost so far, growing.`,
    knownBy: /^payments: card authorisations fail/,
    found: {
      claims: {
        scope: ["many", /Customers see "payment not possible"/],
        capability: ["core_broken", /card authorisations fail/],
        trend: ["growing", /orders lost so far, growing/],
      },
      harms: [["money_lost", "confirmed", /\d+ orders lost so far/]],
      cues: [
        ["app", /card authorisations fail/],
        ["app", /end in a timeout after 10 s/],
        ["infra", /acquirer "Meridian" end in a timeout/],
      ],
      summary: (say) =>
        `${say(/UTC (\d+ %)/)} of card authorisations at the acquirer Meridian time out since ${say(/Since (\d\d:\d\d UTC)/)}; customers see "payment not possible" and leave.\n${say(/(\d+) orders/)} orders are lost so far and it grows. Other acquirers work.`,
      steps: () => [
        "Check the payments dashboard by acquirer and expect timeouts at Meridian alone; if another one shows them too, the fault is on our side.",
        "Set the weight of Meridian to 0 in the routing of payments with the on-call's approval and expect lost orders to stop; otherwise put it back.",
        "Call Meridian by the number in the vault and expect a ticket; else escalate to the manager of payments, and go back by 10 % steps.",
      ],
    },
    sure: 0.76,
    disputed: ["infra", 0.25],
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
    knownBy: /^Pipeline \d+ failed on staging/,
    found: {
      claims: {
        scope: ["one", /branch "facets-\d+"/],
        capability: ["degraded", /Deploy of branch "facets-\d+" stopped/],
        environment: ["staging", /failed on staging/],
        workaround: ["exists", /Main is green/],
      },
      cues: [
        ["infra", /connection to search-staging-0:9200 refused/],
        ["app", /Pipeline \d+ failed/],
      ],
      summary: (say) =>
        `Pipeline ${say(/Pipeline (\d+)/)} could not deploy branch ${say(/branch "([\w-]+)"/)} to staging: search-staging-0 refuses connections on 9200.\nOnly this branch waits; main is green and production is not touched.`,
      steps: (say) => [
        "Check whether search-staging-0 listens on 9200 with curl and expect an answer within a second; if it refuses, its process is down.",
        "Read the last log lines of search-staging-0 and name why it stopped; else compare with the host it runs on.",
        `Repeat pipeline ${say(/Pipeline (\d+)/)} once the server answers and expect the deploy to pass; otherwise ask the developer of the branch.`,
      ],
    },
    sure: 0.7,
    disputed: ["app", 0.35],
  },
  {
    source: "grafana",
    service: "warehouse",
    environment: "production",
    weight: 3,
    text: (draw) => `Nightly stock import ended with exit code 1 at 03:${number(draw, 10, 59)}
psycopg.errors.NumericValueOutOfRange: integer out of range, table stock_moves, column quantity
Yesterday's moves of ${number(draw, 2, 6)} warehouses are missing; the shop shows stock of the day before.`,
    knownBy: /^Nightly stock import/,
    found: {
      claims: {
        scope: ["some", /moves of \d warehouses are missing/],
        capability: ["degraded", /the shop shows stock of the day before/],
      },
      harms: [["data_wrong", "confirmed", /shows stock of the day before/]],
      cues: [
        ["data", /Nightly stock import ended with exit code 1/],
        ["data", /integer out of range, table stock_moves/],
      ],
      summary: (say) =>
        `The stock import broke off at ${say(/at (\d\d:\d\d)/)}: a quantity did not fit into stock_moves.\nYesterday's moves of ${say(/of (\d warehouses)/)} are missing and the shop shows the stock of the day before.`,
      steps: () => [
        "Read the import log before exit code 1 and expect the file and row whose quantity is too large; if none is named, check the files by size.",
        "Move that file to quarantine and start the import for the other warehouses, expect stock_moves of yesterday to be there; else page the data on-call.",
        "Ask the warehouse desk for the right quantity of that row and expect an answer today; otherwise keep the old stock for it and tell the shop.",
      ],
    },
    sure: 0.96,
  },
  {
    source: "sentry",
    service: "checkout",
    environment: "production",
    weight: 3,
    text: (
      draw,
    ) => `java.util.concurrent.TimeoutException: Did not observe any item within 3000ms in 'voucherClient'
	at com.shop.checkout.voucher.VoucherClient.redeem(VoucherClient.java:${number(draw, 40, 180)})
	at com.shop.checkout.BasketService.total(BasketService.java:${number(draw, 200, 420)})
	... 42 more
checkout-api ${version(draw)} · ${number(draw, 120, 900)} events in the last hour · basket is shown without the voucher, orders go through`,
    knownBy: /TimeoutException: Did not observe any item/,
    found: {
      claims: {
        scope: ["some", /\d+ events in the last hour/],
        capability: ["degraded", /basket is shown without the voucher/],
        workaround: ["exists", /orders go through/],
      },
      cues: [
        ["app", /TimeoutException: Did not observe any item/],
        ["app", /VoucherClient\.redeem/],
      ],
      summary: (say) =>
        `checkout-api ${say(/checkout-api ([\d.]+\d)/)} waits more than 3 s for the voucher service and goes on without it (${say(/(\d+) events/)} times in the last hour).\nBaskets are shown without the voucher; orders go through at the full price.`,
      steps: () => [
        "Check the latency of the voucher service in the dashboard and expect it above 3 s; if it is fast, look at the network between both.",
        "Compare the first TimeoutException with the last deploy of both services and name the change; else ask the developers of vouchers.",
        "Show customers a hint in the basket that the voucher counts later, and expect fewer mails at support; otherwise pause vouchers with the owner's consent.",
      ],
    },
    sure: 0.95,
  },
  {
    source: "github",
    service: "mobile-app",
    weight: 2,
    text: (
      draw,
    ) => `### App closes when I open "My orders" (Android ${number(draw, 12, 15)}, app ${version(draw)})
Steps: sign in, tap **My orders**, the list shows for a second, then the app is gone.
\`\`\`
FATAL EXCEPTION: main
java.lang.OutOfMemoryError: Failed to allocate a 67108876 byte allocation
    at android.graphics.BitmapFactory.nativeDecodeStream(Native Method)
\`\`\`
Happens with accounts that have more than ${number(draw, 120, 300)} orders. The website works.`,
    knownBy: /App closes when I open "My orders"/,
    found: {
      claims: {
        scope: ["some", /accounts that have more than \d+ orders/],
        capability: ["degraded", /the app is gone/],
        workaround: ["exists", /The website works/],
      },
      cues: [
        ["app", /App closes when I open "My orders"/],
        ["app", /FATAL EXCEPTION: main/],
        ["app", /java\.lang\.OutOfMemoryError/],
      ],
      summary: (say) =>
        `The Android app ${say(/app ([\d.]+\d)/)} closes when "My orders" is opened by accounts with more than ${say(/more than (\d+)/)} orders: it runs out of memory over pictures.\nThe website shows the same list without trouble.`,
      steps: (say) => [
        `Reproduce it on a test device with ${say(/Android \d+/)} and an account of many orders, and expect OutOfMemoryError in the log; if not, ask for the device.`,
        "Compare how the list loads pictures with the release before and name the change that loads all at once; else ask the mobile developers.",
        "Tell the reporter in the ticket that the website works meanwhile, and expect a fix in the next release; otherwise switch pictures off in the list.",
      ],
    },
    sure: 0.97,
  },
];

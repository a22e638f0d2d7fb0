import { number, type Report } from "./report.ts";

/** The checkout outage, as everybody who sees it writes it. */
export const checkoutOutage: Report = {
  source: "alertmanager",
  service: "checkout",
  environment: "production",
  weight: 0,
  text: (draw) => `[FIRING] EdgeHighErrorRate (severity=critical, cluster=prod-eu-1)
${number(draw, 81, 94)} % of requests to /checkout answer 502 Bad Gateway, the others time out after 30 s.
Upstream: checkout-api:8443, connect() failed (111: Connection refused) on all six pods.
All regions are affected, nobody can pay.`,
  knownBy: /EdgeHighErrorRate/,
  found: {
    claims: {
      scope: ["all", /All regions are affected/],
      capability: ["core_down", /nobody can pay/],
      level: ["critical", /severity=critical/],
      deadline: ["now", /nobody can pay/],
    },
    harms: [["money_lost", "confirmed", /nobody can pay/]],
    cues: [
      ["infra", /answer 502 Bad Gateway/],
      ["infra", /connect\(\) failed \(111: Connection refused\) on all six pods/],
      ["infra", /EdgeHighErrorRate/],
    ],
    summary: (say) =>
      `Checkout is down in all regions: ${say(/^(\d+ %)/m)} of requests answer 502 and the rest time out, so nobody can pay.\nThe edge reaches no process: all six pods of checkout-api refuse connections on 8443.`,
    steps: () => [
      "Check the pods of checkout-api with kubectl and expect all six to run and not listen on 8443; if they are gone, look at the cluster.",
      "Compare the first 502 in the edge dashboard with the last deploy of checkout-api (runbook: Checkout answers 502, Check); if none fits, ask payments.",
      "Roll checkout-api back with the approval of its on-call and expect 502 below 1 % within five minutes; otherwise restart one pod and read its log.",
    ],
  },
  sure: 0.97,
};

/** Nobody can sign in. */
export const identityOutage: Report = {
  source: "alertmanager",
  service: "accounts",
  environment: "production",
  weight: 0,
  text: (draw) => `[FIRING] SignInFailures (severity=critical, cluster=prod-eu-1)
${number(draw, 82, 94)} % of sign-ins fail with 503 from identity-provider, users are sent back to the login page.
redis-sessions-0: CLUSTERDOWN The cluster is down. All shops are affected.`,
  knownBy: /SignInFailures/,
  found: {
    claims: {
      scope: ["all", /All shops are affected/],
      capability: ["core_down", /sign-ins fail with 503/],
      level: ["critical", /severity=critical/],
    },
    cues: [
      ["data", /redis-sessions-0: CLUSTERDOWN/],
      ["data", /CLUSTERDOWN The cluster is down/],
      ["app", /503 from identity-provider/],
    ],
    summary: (say) =>
      `${say(/^(\d+ %)/m)} of sign-ins in all shops fail with 503 and send people back to the login page.\nThe session store behind identity-provider is down: redis-sessions-0 answers CLUSTERDOWN.`,
    steps: () => [
      "Run redis-cli cluster info on redis-sessions-0 and expect CLUSTERDOWN with slots that nobody owns; if the state is ok, read the identity-provider log.",
      "Check which primary is missing in the cluster nodes of redis-sessions-0 and when it left; otherwise compare with the last maintenance of its host.",
      "Fail over the missing primary with the owner's approval, one slot range at a time; expect sign-ins to work at once, else put the old one back.",
    ],
  },
  sure: 0.9,
};

/** Webhooks pile up because a receiver takes no more. */
export const webhookBacklog: Report = {
  source: "alertmanager",
  service: "webhooks",
  environment: "production",
  weight: 0,
  text: (draw) => `[FIRING] WebhookBacklog (severity=warning, service=webhooks)
${number(draw, 21_000, 89_000)} webhooks wait to be sent, oldest ${number(draw, 12, 55)} minutes, receiver answers 429 Too Many Requests.
Shops hear late of new orders.`,
  knownBy: /WebhookBacklog/,
  found: {
    claims: {
      scope: ["many", /Shops hear late/],
      capability: ["degraded", /hear late of new orders/],
      level: ["warning", /severity=warning/],
    },
    cues: [
      ["app", /webhooks wait to be sent/],
      ["app", /receiver answers 429 Too Many Requests/],
    ],
    summary: (say) =>
      `${say(/^(\d+)/m)} webhooks wait, the oldest for ${say(/oldest (\d+ minutes)/)}: a receiver answers 429 and holds up the others.\nShops hear late of new orders. No order is lost.`,
    steps: () => [
      "Query the queue of webhooks by receiver and expect one that answers 429 to hold most of the backlog; if it is spread, look at the senders.",
      "Ask the owner of that receiver which rate it takes, and expect a number; otherwise halve the rate until 429 stops.",
      "Move its webhooks to a queue of their own and expect the oldest of the other shops below one minute; else page the webhooks on-call.",
    ],
  },
  sure: 0.84,
};

/** The virtual machines of one host go away, and each of their checks says so. */
export const storageOutage: Report = {
  source: "checkmk",
  service: "warehouse",
  environment: "production",
  weight: 0,
  text: (
    draw,
  ) => `CRITICAL - warehouse-app on wh-vm-${number(draw, 10, 39)}: datastore ds-west-2 not reachable, I/O waits since ${number(draw, 61, 420)} s
Scanners in the halls show "no connection"; picking stands still on this line.`,
  knownBy: /datastore ds-west-2 not reachable/,
  found: {
    claims: {
      scope: ["some", /picking stands still on this line/],
      capability: ["core_down", /picking stands still/],
      level: ["critical", /^CRITICAL/],
    },
    cues: [
      ["infra", /datastore ds-west-2 not reachable/],
      ["infra", /I\/O waits since \d+ s/],
    ],
    summary: (say) =>
      `The datastore ds-west-2 is away; machines on it, such as ${say(/wh-vm-\d+/)}, wait for their disks.\nScanners have no connection and picking stands still on this line.`,
    steps: (say) => [
      `Check the paths of ds-west-2 on the hypervisor of ${say(/wh-vm-\d+/)} and expect all of them dead; if one is alive, only that host is cut off.`,
      "Ask the storage on-call for the state of the array behind ds-west-2 and expect an answer within five minutes; otherwise call the vendor.",
      "Tell the warehouse desk to pick from paper and expect it to start within 15 minutes; else stop the line until the datastore is back.",
    ],
  },
  sure: 0.95,
};

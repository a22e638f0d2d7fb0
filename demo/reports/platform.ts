import { clock, number, pod, type Report, version } from "./report.ts";

/** What monitoring says of the platform below the shops. */
export const platformReports: readonly Report[] = [
  {
    source: "grafana",
    service: "orders-db",
    environment: "production",
    weight: 4,
    text: (draw) => `[Alerting] orders-db replication lag
Value: ${number(draw, 95, 900)} s on replica ${number(draw, 2, 4)} (threshold 60 s), rising.
Last log: canceling statement due to conflict with recovery
Reports read from this replica and show old numbers. The primary is healthy.`,
    knownBy: /orders-db replication lag/,
    found: {
      claims: {
        capability: ["degraded", /show old numbers/],
        trend: ["growing", /rising/],
        workaround: ["exists", /The primary is healthy/],
      },
      harms: [["data_wrong", "likely", /show old numbers/]],
      cues: [
        ["data", /orders-db replication lag/],
        ["data", /conflict with recovery/],
      ],
      summary: (say) =>
        `Replica ${say(/replica (\d)/)} of orders-db is ${say(/Value: (\d+ s)/)} behind and falling further back, because a long statement conflicts with recovery.\nReports that read from it show old numbers. Orders themselves are safe: the primary is healthy.`,
      steps: (say) => [
        `Query pg_stat_activity on replica ${say(/replica (\d)/)} of orders-db and expect one long report behind the cancelled statement; if there is none, compare its disk with the primary.`,
        `Ask the owner of the report to agree, then cancel it on the replica and expect the lag to shrink within two minutes; else start it again.`,
        `Move reports from the replica to the primary if the lag still grows after that, and expect fresh numbers; put them back once it is below 60 s.`,
      ],
    },
  },
  {
    source: "alertmanager",
    service: "orders-db",
    environment: "production",
    weight: 3,
    text: (draw) => `[FIRING] DiskWillFill (severity=warning)
/var/lib/postgresql on orders-db-${number(draw, 1, 3)} is ${number(draw, 84, 94)} % full and grows by ${number(draw, 1, 4)} % an hour.
Predicted full in ${number(draw, 4, 11)} hours. Nothing is lost yet.`,
    knownBy: /DiskWillFill/,
    found: {
      claims: {
        capability: ["at_risk", /Nothing is lost yet/],
        trend: ["steady", /grows by \d % an hour/],
        deadline: ["today", /Predicted full in \d+ hours/],
        level: ["warning", /severity=warning/],
      },
      cues: [
        ["data", /\/var\/lib\/postgresql on orders-db-\d/],
        ["infra", /DiskWillFill/],
        ["data", /orders-db-\d/],
      ],
      summary: (say) =>
        `The volume of ${say(/orders-db-\d/)} is ${say(/is (\d+ %)/)} full and grows by ${say(/grows by (\d %)/)} an hour; it will be full in about ${say(/in (\d+ hours)/)}.\nNothing is lost yet. A full disk stops all writes to the order database.`,
      steps: (say) => [
        `Query pg_replication_slots on ${say(/orders-db-\d/)} and expect one inactive slot that keeps WAL; if there is none, compare table sizes under postgresql.`,
        `Ask the owner of ${say(/orders-db-\d/)} for approval, then drop the inactive slot of the replica that is gone; take a snapshot before, else it cannot be restored.`,
        `Extend the postgresql volume of the host by 50 GB if no slot is to blame, and expect it below 80 % at once; else page the storage team.`,
      ],
    },
    sure: 0.72,
    disputed: ["infra", 0.4],
  },
  {
    source: "alertmanager",
    service: "events",
    environment: "production",
    weight: 4,
    text: (draw) => `[FIRING] ConsumerLag (severity=warning, topic=order-events, group=mailer)
Lag ${number(draw, 120_000, 900_000)} messages and rising for ${number(draw, 12, 50)} minutes.
Confirmation mails go out about ${number(draw, 20, 58)} minutes late.`,
    knownBy: /ConsumerLag/,
    found: {
      claims: {
        capability: ["degraded", /Confirmation mails go out about \d+ minutes late/],
        trend: ["steady", /rising for \d+ minutes/],
        level: ["warning", /severity=warning/],
      },
      cues: [
        ["infra", /ConsumerLag/],
        ["infra", /Lag \d+ messages and rising/],
      ],
      summary: (say) =>
        `The group mailer is ${say(/Lag (\d+)/)} messages behind on order-events and has been falling back for ${say(/for (\d+ minutes)/)}.\nConfirmation mails reach customers about ${say(/about (\d+ minutes)/)} late; no order is lost.`,
      steps: () => [
        "Check the offsets of the group mailer on the broker for five minutes and expect them to move; if they stand still, one message blocks the consumer.",
        "Compare the start of the lag on order-events with the last deploy of mailer in the dashboard, and name the change; else look at the mail provider.",
        "Restart mailer with its owner's consent and expect the lag to fall within ten minutes; otherwise scale it to 6 replicas, and back afterwards.",
      ],
    },
    sure: 0.88,
  },
  {
    source: "cert-watch",
    service: "partner-api",
    environment: "production",
    weight: 2,
    text: (draw) => `Certificate of api.partners.example.net expires in ${number(draw, 3, 6)} days
Issuer: internal CA 2, last renewal failed: rate limit of the ACME account. ${number(draw, 12, 40)} partners call this address.`,
    knownBy: /^Certificate of \S+ expires/,
    found: {
      claims: {
        capability: ["at_risk", /expires in \d days/],
        scope: ["some", /\d+ partners call this address/],
        deadline: ["today", /expires in \d days/],
      },
      cues: [
        ["infra", /Certificate of api\.partners\.example\.net expires/],
        ["infra", /last renewal failed/],
      ],
      summary: (say) =>
        `The certificate of api.partners.example.net ends in ${say(/in (\d days)/)}; its renewal failed at the rate limit of the ACME account.\nNothing is broken yet. ${say(/(\d+) partners/)} partners would be cut off on that day.`,
      steps: () => [
        "Check with openssl which certificate api.partners.example.net serves and expect the date of the alert; if one node serves a newer one, only the others need it.",
        "Request a new certificate by hand with the second ACME account and expect it within minutes; else ask the owner of the CA.",
        "Deploy it to one edge node first, verify with openssl that partners get the new date, then to the others; otherwise put the old one back.",
      ],
    },
  },
  {
    source: "alertmanager",
    service: "search",
    environment: "production",
    weight: 3,
    text: (draw) => `[FIRING] SearchClusterYellow (severity=warning)
${number(draw, 3, 14)} replica shards of index products-v${number(draw, 7, 19)} are unassigned after node search-${number(draw, 1, 6)} left the cluster.
Queries are answered; with one more node gone, some would not be.`,
    knownBy: /SearchClusterYellow/,
    found: {
      claims: {
        capability: ["redundancy_lost", /replica shards of index \S+ are unassigned/],
        workaround: ["exists", /Queries are answered/],
        level: ["warning", /severity=warning/],
      },
      cues: [
        ["data", /replica shards of index products-v\d+ are unassigned/],
        ["infra", /node search-\d left the cluster/],
        ["data", /SearchClusterYellow/],
      ],
      summary: (say) =>
        `Node ${say(/search-\d/)} left the search cluster; ${say(/^(\d+) replica/m)} replica shards of ${say(/products-v\d+/)} have no home.\nQueries are still answered. There is no spare copy of these shards until they are assigned again.`,
      steps: (say) => [
        `Check whether node ${say(/search-\d/)} comes back within ten minutes and expect it in the list of nodes; if it does not, look at its host.`,
        `Read the allocation explanation of index ${say(/products-v\d+/)} and expect one reason for all unassigned shards; otherwise ask the search team.`,
        `Add a node to the cluster and expect it green within the hour; if it stays yellow, page the on-call of search and delete nothing.`,
      ],
    },
    sure: 0.74,
    disputed: ["infra", 0.35],
  },
  {
    source: "alertmanager",
    service: "checkout",
    environment: "production",
    weight: 3,
    text: (draw) => `[FIRING] PodCrashLooping (severity=warning, namespace=checkout)
checkout-worker-${pod(draw)} restarted ${number(draw, 5, 22)} times in 30 minutes: OOMKilled, limit 512Mi, since version ${version(draw)}.
The other ${number(draw, 3, 6)} workers take the load.`,
    knownBy: /PodCrashLooping/,
    found: {
      claims: {
        capability: ["redundancy_lost", /The other \d workers take the load/],
        workaround: ["exists", /workers take the load/],
        level: ["warning", /severity=warning/],
      },
      cues: [
        ["infra", /PodCrashLooping/],
        ["infra", /OOMKilled, limit 512Mi/],
        ["app", /since version [\d.]+/],
      ],
      summary: (say) =>
        `${say(/checkout-worker-\w+/)} is killed for lack of memory again and again (${say(/restarted (\d+)/)} restarts in half an hour), since version ${say(/version ([\d.]+\d)/)}.\nThe other workers carry its load; customers notice nothing so far.`,
      steps: (say) => [
        `Read the memory graph of ${say(/checkout-worker-\w+/)} since the last deploy and expect a steady rise to 512Mi; if it jumps at once, the limit is too low.`,
        `Compare version ${say(/version ([\d.]+\d)/)} with the one before in memory use on staging, and name the change that holds on to it; else ask its developer.`,
        `Roll checkout back with the owner's approval, or raise the limit to 768Mi meanwhile; expect no OOMKilled within the hour, otherwise undo it.`,
      ],
    },
    sure: 0.62,
    disputed: ["app", 0.2],
  },
  {
    source: "grafana",
    service: "network",
    environment: "production",
    weight: 2,
    text: (
      draw,
    ) => `Packet loss ${number(draw, 6, 19)} % between eu-central and eu-west since ${clock(draw)} UTC, BGP session to the second carrier is down.
Traffic runs over the first carrier, there is no spare path left.`,
    knownBy: /^Packet loss/,
    found: {
      claims: {
        capability: ["degraded", /Packet loss \d+ %/],
        trend: ["steady", /since \d\d:\d\d UTC/],
        workaround: ["exists", /Traffic runs over the first carrier/],
      },
      cues: [
        ["infra", /Packet loss \d+ % between eu-central and eu-west/],
        ["infra", /BGP session to the second carrier is down/],
      ],
      summary: (say) =>
        `Between eu-central and eu-west ${say(/loss (\d+ %)/)} of packets are lost since ${say(/since (\d\d:\d\d UTC)/)}; the BGP session to the second carrier is down.\nTraffic goes over the first carrier, and there is no path left behind it.`,
      steps: () => [
        "Check the BGP session to the second carrier on both routers and expect the reason of the last reset in the log; if it flaps, note how often.",
        "Ask the carrier for the state of its line from eu-central to eu-west and expect a ticket number within 15 minutes; otherwise escalate to its manager.",
        "Shift batch traffic between eu-central and eu-west into the night and expect loss below 1 %; move it back when both carriers are up.",
      ],
    },
  },
  {
    source: "alertmanager",
    service: "shipping",
    environment: "production",
    weight: 2,
    text: (draw) => `[RESOLVED] ShippingGatewayErrors
Error rate of shipping-gateway is back to 0.${number(draw, 1, 9)} % after ${number(draw, 12, 40)} minutes, all carriers answer again.`,
    knownBy: /^\[RESOLVED\] ShippingGatewayErrors/,
    found: {
      claims: {
        capability: ["none", /all carriers answer again/],
        trend: ["recovered", /is back to 0\.\d %/],
      },
      cues: [
        ["app", /Error rate of shipping-gateway/],
        ["app", /ShippingGatewayErrors/],
      ],
      summary: (say) =>
        `The errors of shipping-gateway are over: its error rate is back to ${say(/0\.\d %/)} after ${say(/after (\d+ minutes)/)}, and every carrier answers.\nNobody has to act now; it is not said what the cause was.`,
      steps: () => [
        "Check the log of shipping-gateway for labels that were not made in that time and expect none; if there are some, print them again.",
        "Compare the times of the errors with the status pages of the carriers and name the one that failed; else look at the last deploy.",
        "Note the cause in the ticket and close it once ShippingGatewayErrors stays quiet for an hour; otherwise open it again.",
      ],
    },
    sure: 0.78,
    disputed: ["infra", 0.3],
  },
  {
    source: "syslog",
    service: "warehouse",
    environment: "production",
    weight: 2,
    text: (
      draw,
    ) => `kernel: [${number(draw, 100_000, 900_000)}.${number(draw, 100, 999)}] md1: Disk failure on sdc2, disabling device. md1: Operation continuing on 3 devices.
smartd[${number(draw, 700, 4000)}]: Device: /dev/sdc [SAT], ${number(draw, 9, 60)} Currently unreadable (pending) sectors
mdadm[${number(draw, 700, 4000)}]: DegradedArray event detected on md device /dev/md1, host wh-store-${number(draw, 1, 4)}`,
    knownBy: /Disk failure on sdc2/,
    found: {
      claims: {
        capability: ["redundancy_lost", /Operation continuing on 3 devices/],
        workaround: ["exists", /Operation continuing/],
      },
      cues: [
        ["infra", /Disk failure on sdc2/],
        ["infra", /DegradedArray event detected/],
        ["infra", /unreadable \(pending\) sectors/],
      ],
      summary: (say) =>
        `A disk of ${say(/wh-store-\d/)} failed: sdc2 was taken out of the array md1, which goes on with three devices.\nNothing is lost. A second failed disk would cost the warehouse its data.`,
      steps: (say) => [
        `Check /proc/mdstat on ${say(/wh-store-\d/)} and expect md1 with three of four devices; if fewer, call the storage on-call at once.`,
        `Order a disk of the same size for sdc from the hardware desk and expect it today; otherwise take the spare of the other host.`,
        `Replace sdc with the owner's consent after a backup and expect the rebuild of md1 to end within hours; if it stops, put nothing else in.`,
      ],
    },
    sure: 0.96,
  },
];

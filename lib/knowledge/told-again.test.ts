import { expect, test } from "vitest";
import { incidentTraits } from "./incident-traits.ts";
import { rarityAmong } from "./rarity.ts";
import { compareIncidents } from "./same-incident.ts";

type Pair = readonly [string, string];

/** One incident, told twice: by two people, by a machine and a person, by two machines. */
const same: readonly Pair[] = [
  [
    "Export dialog freezes on large boards\n\nSteps to reproduce:\n\n1. Open a board with more than 500 cards\n2. Choose Export > PNG\n\nActual results:\n\nThe dialog turns grey and the tab has to be killed.",
    "Exporting a big board to PNG hangs the tab\n\nI tried to export our roadmap, which has about 700 cards. After I choose PNG the dialog is grey and nothing happens any more, I have to kill the tab.",
  ],
  [
    "Dark theme: text in tooltips unreadable\n\nBrowser: Firefox 117\n\nTooltips have black letters on a dark grey ground when the dark theme is on.",
    "Tooltips can't be read with dark theme enabled\n\nWith the theme set to dark the letters of every tooltip are black on dark gray. Seen on Windows and Linux.",
  ],
  [
    "Scheduler runs a job twice when daylight saving ends\n\nJobs set for 02:30 started two times on the last Sunday of October. We use cron expressions with the zone Europe/Berlin.",
    "Cron job executed two times at the change to winter time\n\nOur nightly job with a cron expression for 02:30 (zone Europe/Berlin) was started twice in the night of the clock change. Expected: once.",
  ],
  [
    "NPE in TokenRefresher when the refresh token is missing\n\nIf the identity provider does not send a refresh token, TokenRefresher.schedule throws a NullPointerException and the session ends.",
    "Session lost after login through provider without refresh tokens\n\nOur provider sends none. The log has java.lang.NullPointerException at TokenRefresher.schedule(TokenRefresher.java:88) and users are thrown out.",
  ],
  [
    "Connection pool leaks when a query is cancelled\n\nEach cancelled query keeps its connection checked out. After max_pool_size cancels the service answers nothing any more.",
    "Service stops answering: pool exhausted after cancelled requests\n\nWhen clients cancel their requests the connections of the queries are never given back to the pool. Once max_pool_size is reached every call waits for ever.",
  ],
  [
    "Auto save overwrites newer version of document\n\nTwo people edit a page. The one who is idle loses nothing, but the autosave of his old copy replaces what the other wrote.",
    "Autosave of an idle editor destroys other people's changes\n\nI left a page open in edit mode. My colleague changed it and saved. Minutes later auto-save wrote my old copy over his newer version.",
  ],
  [
    "Memory grows without bound while watching many files\n\nThe watcher process goes from 200 MB to several GB within a day when it watches our monorepo.",
    "Watcher leaks memory in large repositories\n\nWith our monorepo RAM of the watcher climbs all day, from some 200 MB to more than 6 GB, until it is restarted.",
  ],
  [
    "Time zone of calendar invitations is ignored\n\nInvitations sent from Lisbon show up one hour late for people in Madrid.",
    "Meetings appear one hour off for attendees in another time zone\n\nColleagues in Madrid see invitations from Lisbon an hour too late. The invitation itself has the right zone.",
  ],
  [
    "Drag and drop of attachments broken in Safari\n\nDropping a file onto the message does nothing. The upload button works.",
    "Can't attach files by dragging in Safari 17\n\nWhen I drag a file onto a message nothing happens. With the button the upload works fine.",
  ],
  [
    "Read-only mode is not honoured by bulk edit\n\nUsers with the role viewer can change records through Bulk edit.",
    "Bulk editing possible for viewers\n\nOur viewers have readonly access, still they can change many records at once through the bulk edit form.",
  ],
  [
    "Upgrade jackson-databind because of deserialisation hole\n\nThe version that we ship can be made to run code from JSON.",
    "jackson-databind must be updated (CVE-2029-1123)\n\nScanner flags the library.",
  ],
  [
    "Search results are empty for words with umlauts\n\nSearching for Müller finds nothing, Muller finds nothing either.",
    "Search does not find names containing umlauts\n\nI cannot find customer Müller. Without umlaut the result is empty as well.",
  ],
  [
    "Scanner at packing station sends labels to wrong printer\n\nSince the move the scanners of hall B print on the label printer of hall A.",
    "Labels from hall B come out of the label printer in hall A. It started after we moved the packing stations.",
  ],
  [
    "Nobody in accounting can open the invoice archive\n\nWe get 'access denied' since this morning. Month-end closing is tomorrow.",
    "Invoice archive refuses access\n\nHello, the whole accounting department sees access denied when opening the archive of invoices. We have to close the month tomorrow!",
  ],
  [
    "Customers complain that confirmation mails arrive hours late. The first one was from an order of this morning, the mail came at 14.00.",
    "Order confirmation e-mails are delayed by several hours, we have many complaints from customers today.",
  ],
  [
    "The lift monitor in the lobby shows a Windows error instead of the visitor list.",
    "Visitor list in the lobby not shown\n\nThe monitor next to the lift has a Windows error message on it.",
  ],
  [
    "Wrong VAT on receipts in the Rotterdam shop\n\nSince the price update receipts have 9 % instead of 21 % on electronics.",
    "Rotterdam shop prints receipts with the wrong VAT: electronics have 9 % where 21 % belongs. Came with the price update.",
  ],
  [
    "VPN disconnects every ten minutes for the team in Porto\n\nThey work from home, all with the new client.",
    "Colleagues from Porto lose the VPN about every 10 minutes since they got the new client.",
  ],
  [
    "Timesheets of last week vanished from HR portal\n\nAll hours of week 23 show zero for my team of 14.",
    "HR portal: hours of week 23 are gone, everybody in my team has zero in the time sheet",
  ],
  [
    "Tenant admins can see salary bands of other tenants in the people export\n\nTested with two accounts.",
    "A partner tells us that the people export contains salary bands that belong to other companies. We tried with accounts of two tenants and it is true.",
  ],
  [
    "On Tuesday evening a routine change of the load balancer configuration removed the health check of the payment pools. Traffic went to hosts that were being drained, and 18 % of card payments failed for 47 minutes.",
    "Card payments failed for some customers for 47 minutes. The cause was a configuration change to our load balancer after which traffic was sent to draining hosts because health checks were missing.",
  ],
  [
    "An expired signing key made our mobile apps reject all responses of the content API from 06:00 to 08:20 UTC. Web was not affected. We have rotated the key and added a reminder.",
    "Summary: mobile applications could not load content. Responses of the content API were signed with a key that had expired. The website kept working. The key was rotated at 08:20.",
  ],
  [
    "[FIRING:1] BrokerPartitionOffline (broker-2 stream-a)\n\nLabels\n - alertname = BrokerPartitionOffline\n - instance = broker-2:9308\n - cluster = stream-a\nAnnotations\n - summary = Partition without leader\nStartsAt = 2026-02-03T04:10:00Z",
    ":rotating_light: BrokerPartitionOffline is firing since 04:18 UTC\n*Partition without leader (broker-5)*\ninstance=broker-5:9308 · cluster=stream-a",
  ],
  [
    '{"status":"firing","alerts":[{"labels":{"alertname":"VolumeAlmostFull","instance":"nas-3:9100","cluster":"east-1"},"annotations":{"summary":"Volume is almost full"},"startsAt":"2026-02-03T11:00:00Z"}]}',
    "VolumeAlmostFull is firing\ninstance=nas-7:9100\ncluster=east-1\nVolume is almost full since 11:20 UTC",
  ],
  [
    "Subject: [FIRING:1] PodEvictedTooOften (shop-7)\n\nalertname = PodEvictedTooOften\nnamespace = shop-7\npod = cart-7d9f8c6b54-x2k9q\nsince 2026-03-01 10:00 UTC",
    "[FIRING:1] PodEvictedTooOften (shop-7)\n\nalertname = PodEvictedTooOften\nnamespace = shop-7\npod = cart-6f7xk9w5l2-vv8tm\nsince 2026-03-01 10:25 UTC",
  ],
  [
    "Host is running out of disk space: /var on mail-04 is at 93 % (threshold 90 %).",
    "Disk space of /var on mail-04 is running out, 94 % used.",
  ],
  [
    "Redis rejects connections on cache-02: maxclients reached (10000 of 10000).",
    "cache-02: maximum number of clients reached, Redis is rejecting connections",
  ],
  [
    "Replication of orders-db is broken: the SQL thread on replica db-r-02 is not running.",
    "MySQL replica db-r-02 has stopped replicating orders-db, SQL thread not running.",
  ],
  [
    "Kubernetes API server error rate is high in cluster prod-eu: 7 % of requests fail with 5xx.",
    "In cluster prod-eu the API server of Kubernetes answers more than 6 % of its requests with 5xx.",
  ],
  [
    "Queue invoices-out on rabbit-01 has 48,200 messages ready and no consumers.",
    "No consumer is connected to queue invoices-out, 51,000 messages are waiting in RabbitMQ",
  ],
  [
    "2026-05-01T03:04:05Z payments-api[8121]: FATAL could not acquire lock on ledger_entries within 30s",
    "2026-05-01T03:09:44Z payments-api[911]: FATAL could not acquire lock on ledger_entries within 30s",
  ],
  [
    "kernel: EXT4-fs error (device sdb1): ext4_find_entry: reading directory lblock 0",
    "kernel: EXT4-fs error (device sdb1): ext4_find_entry: reading directory lblock 4",
  ],
  [
    'nginx: [error] 311#311: *88121 connect() failed (111: Connection refused) while connecting to upstream, upstream: "http://10.0.4.7:8080/cart", host: "shop.example.org"',
    'nginx: [error] 97#97: *1204 connect() failed (111: Connection refused) while connecting to upstream, upstream: "http://10.0.4.9:8080/cart", host: "shop.example.org"',
  ],
  [
    "sshd[4410]: error: maximum authentication attempts exceeded for root from 203.0.113.7 port 51122 ssh2 [preauth]",
    "sshd[977]: error: maximum authentication attempts exceeded for root from 203.0.113.7 port 40021 ssh2 [preauth]",
  ],
  [
    'Exception in thread "http-nio-8080-exec-4" com.acme.stock.NegativeStockException: sku A-99120\n\tat com.acme.stock.Ledger.book(Ledger.java:114)\n\tat com.acme.cart.Checkout.run(Checkout.java:58)',
    'Exception in thread "http-nio-8080-exec-19" com.acme.stock.NegativeStockException: sku B-1204\n\tat com.acme.stock.Ledger.book(Ledger.java:114)\n\tat com.acme.cart.Checkout.run(Checkout.java:58)',
  ],
  [
    "Traceback (most recent call last):\n  File \"/srv/feed/merge.py\", line 88, in merge\n    rate = table[currency]\nKeyError: 'HRK'",
    "Traceback (most recent call last):\n  File \"/opt/feed/merge.py\", line 91, in merge\n    rate = table[currency]\nKeyError: 'HRK'",
  ],
  [
    "[FIRING:1] CheckoutErrorRateHigh (checkout)\n\n - alertname = CheckoutErrorRateHigh\n - service = checkout-web\nmore than 20 % of POST /checkout/confirm answer 502",
    "Shop: confirming an order gives 502. POST /checkout/confirm fails for about every fifth customer (checkout-web).",
  ],
  [
    'ERROR: relation "shipment_event" does not exist at character 15',
    'Since the release the tracking page is empty. Log says relation "shipment_event" does not exist.',
  ],
  [
    "Certificate of partner-api.example.org expired today, all calls of partners fail",
    "Our integration cannot connect any more: partner-api.example.org presents a certificate that expired",
  ],
  [
    "Upload of files larger than 2 GB fails with 413\n\nThe limit is set to 10 GB in the settings, still the proxy answers 413.",
    "413 when uploading big files although the limit is 10 GB\n\nEverything above two gigabytes is refused by the proxy with 413, our setting is 10 GB.",
  ],
  [
    "Undo removes too much text in code blocks\n\nAfter typing a line in a code block, Ctrl+Z deletes the whole block.",
    "Ctrl+Z deletes entire code block\n\nI typed one line into a code block and pressed undo. The whole block was gone.",
  ],
  [
    "Notification sound plays although muted\n\nMute all in the settings, receive a message: the sound is played.",
    "Muted notifications still make a sound\n\nI have muted everything in settings but every message plays the sound.",
  ],
  [
    "Sync conflict copies pile up on network drives\n\nOn an SMB share each save makes a file named '(conflict)'.",
    "Every save on an SMB share creates a conflict copy\n\nWorking on network drives is impossible: the sync client leaves a '(conflict)' file with each save.",
  ],
  [
    "Badge readers on the third floor do not open the doors since the power cut",
    "After the power cut the doors on floor 3 cannot be opened with a badge",
  ],
];

/** Two incidents in much the same words: another thing, another error, another place. */
const apart: readonly Pair[] = [
  [
    "Export dialog freezes on large boards\n\nSteps to reproduce:\n\n1. Open a board with more than 500 cards\n2. Choose Export > PNG\n\nActual results:\n\nThe dialog turns grey.",
    "Import dialog freezes on large spreadsheets\n\nSteps to reproduce:\n\n1. Open a spreadsheet with more than 500 rows\n2. Choose Import\n\nActual results:\n\nThe dialog turns grey.",
  ],
  [
    "Dark theme: text in tooltips unreadable\n\nTooltips have black letters on dark grey.",
    "Dark theme: scroll bars are white\n\nScroll bars stay white on dark grey.",
  ],
  [
    "Autosave overwrites newer version of document\n\nTwo people edit a page, the autosave of the idle one wins.",
    "Autosave does not work offline\n\nEditing a page without network, the autosave never comes back.",
  ],
  [
    "Memory grows without bound while watching many files\n\nThe watcher goes to several GB.",
    "Indexing many files takes hours\n\nThe indexer needs hours and several GB of disk.",
  ],
  [
    "Search results are empty for words with umlauts\n\nSearching for Müller finds nothing.",
    "Search results are empty after restoring a backup\n\nSearching for anything finds nothing until the index is built again.",
  ],
  [
    "Drag and drop of attachments broken in Safari\n\nDropping a file onto the message does nothing.",
    "Drag and drop of calendar entries broken in Safari\n\nMoving an entry to another day does nothing.",
  ],
  [
    "Upgrade jackson-databind because of deserialisation hole",
    "Upgrade netty because of request smuggling hole",
  ],
  ["NPE in TokenRefresher when the refresh token is missing", "NPE in CartRenderer when the cart is missing"],
  [
    "Notification sound plays although muted\n\nMute all in settings, receive a message: the sound is played.",
    "Notification badge stays although everything is read\n\nRead all messages: the badge still shows 3.",
  ],
  [
    "Undo removes too much text in code blocks\n\nCtrl+Z deletes the whole block.",
    "Syntax colours missing in code blocks\n\nThe whole block is black.",
  ],
  [
    "Severe CPU usage while browsing\n\nAfter an hour with several tabs the browser takes all of the processor. Closing tabs does not help.",
    "Severe memory usage while browsing\n\nAfter an hour with several tabs the browser takes all of the memory. Closing tabs does not help.",
  ],
  [
    "Crash when opening the address book\n\nSteps to reproduce:\n\nOpen the address book. The program crashes.",
    "Crash when opening the print preview\n\nSteps to reproduce:\n\nOpen the print preview. The program crashes.",
  ],
  [
    "Cannot save edits to a read-only calendar, no error shown\n\nThe edit looks saved and is gone later.",
    "Cannot delete entries of a shared calendar, error shown\n\nDeleting says that I have no permission.",
  ],
  [
    "Printer in room 204 does not print, paper jam message although no paper is stuck",
    "Printer in room 311 does not print, toner message although the toner is new",
  ],
  [
    "Nobody in accounting can open the invoice archive, access denied",
    "Nobody in sales can open the contract archive, access denied",
  ],
  [
    "VPN disconnects every ten minutes for the team in Porto",
    "VPN cannot connect at all for the team in Lagos",
  ],
  [
    "Please reset my password for the HR portal, I forgot it",
    "Please unlock my account in the HR portal, I typed the password wrong",
  ],
  [
    "Laptop does not start after the update, blue screen, employee works from home",
    "Laptop does not charge after the dock was changed, employee works from home",
  ],
  ["Wrong VAT on receipts in the Rotterdam shop", "Wrong opening hours on receipts in the Utrecht shop"],
  [
    "Outlook asks for the password again and again since I changed it",
    "Teams asks for the password again and again since I changed it",
  ],
  [
    "New starter on Monday needs a laptop and access to the CRM",
    "New starter on Monday needs a phone and a badge for the warehouse",
  ],
  [
    "Order confirmation e-mails are delayed by several hours",
    "Order export to the warehouse is delayed by several hours",
  ],
  [
    "Tenant admins can see salary bands of other tenants in the people export",
    "Tenant admins can see audit logs of other tenants in the activity page",
  ],
  [
    "A configuration change of the load balancer removed health checks and 18 % of card payments failed for 47 minutes.",
    "A configuration change of the DNS provider removed a record and 30 % of logins failed for 22 minutes.",
  ],
  [
    "An expired signing key made our mobile apps reject responses of the content API.",
    "An expired TLS certificate made our desktop agents lose contact with the update server.",
  ],
  [
    "[FIRING:1] BrokerPartitionOffline (broker-2 stream-a)\n\n - alertname = BrokerPartitionOffline\n - cluster = stream-a\nStartsAt = 2026-02-03T04:10:00Z",
    "[FIRING:1] BrokerPartitionOffline (broker-2 stream-b)\n\n - alertname = BrokerPartitionOffline\n - cluster = stream-b\nStartsAt = 2026-02-03T04:12:00Z",
  ],
  [
    "[FIRING:1] SlowQueries (billing-db)\n\n - alertname = SlowQueries\n - database = billing-db\nsince 2026-02-03 04:10 UTC",
    "[FIRING:1] SlowQueries (crm-db)\n\n - alertname = SlowQueries\n - database = crm-db\nsince 2026-02-03 04:10 UTC",
  ],
  [
    "[FIRING:1] VolumeAlmostFull\n\n - alertname = VolumeAlmostFull\n - cluster = east-1\nsince 2026-02-03 04:10 UTC",
    "[FIRING:1] VolumeAlmostFull\n\n - alertname = VolumeAlmostFull\n - cluster = east-1\nsince 2026-02-09 15:10 UTC",
  ],
  [
    "Host is running out of disk space: /var on mail-04 is at 93 % (threshold 90 %).",
    "Host is running out of memory: mail-04 is at 93 % (threshold 90 %).",
  ],
  [
    "Redis rejects connections on cache-02: maxclients reached.",
    "Redis evicts keys on cache-09: maxmemory reached.",
  ],
  [
    "Replication of orders-db is broken: the SQL thread on replica db-r-02 is not running.",
    "Replication of users-db is broken: the SQL thread on replica db-u-01 is not running.",
  ],
  [
    "Queue invoices-out on rabbit-01 has 48,200 messages ready and no consumers.",
    "Queue mails-out on rabbit-01 has 48,200 messages ready and no consumers.",
  ],
  [
    "service = cart-api: 5xx rate above 5 % for ten minutes",
    "service = user-api: 5xx rate above 5 % for ten minutes",
  ],
  [
    "Backup of database wiki-db failed with exit code 2",
    "Backup of database shop-db failed with exit code 2",
  ],
  [
    "2026-05-01T03:04:05Z payments-api[8121]: FATAL could not acquire lock on ledger_entries within 30s",
    "2026-05-01T03:09:44Z payments-api[911]: FATAL could not open file ledger_entries for writing",
  ],
  [
    "ORA-00060: deadlock detected while waiting for resource in session 411",
    "ORA-01555: snapshot too old in session 411",
  ],
  [
    "kernel: EXT4-fs error (device sdb1): ext4_find_entry: reading directory lblock 0",
    "kernel: sd 2:0:0:0: [sdc] Unrecovered read error, sector 1953525",
  ],
  [
    'nginx: [error] connect() failed (111: Connection refused) while connecting to upstream, upstream: "http://10.0.4.7:8080/cart"',
    'nginx: [error] upstream timed out (110: Connection timed out) while reading response header, upstream: "http://10.0.9.2:8080/search"',
  ],
  [
    "sshd[4410]: Accepted publickey for deploy from 10.0.2.2 port 51122 ssh2",
    "sshd[977]: Failed password for invalid user oracle from 203.0.113.7 port 40021 ssh2",
  ],
  [
    "java.lang.NullPointerException\n\tat com.acme.cart.Checkout.run(Checkout.java:58)\n\tat org.apache.tomcat.util.threads.TaskThread.run(TaskThread.java:61)",
    "java.lang.NullPointerException\n\tat com.acme.user.Profile.load(Profile.java:31)\n\tat org.apache.tomcat.util.threads.TaskThread.run(TaskThread.java:61)",
  ],
  [
    "Traceback (most recent call last):\n  File \"/srv/feed/merge.py\", line 88, in merge\n    rate = table[currency]\nKeyError: 'HRK'",
    "Traceback (most recent call last):\n  File \"/srv/mail/send.py\", line 12, in send\n    box = boxes[user]\nKeyError: 'inbox'",
  ],
  [
    "POST /checkout/confirm answers 502 for every fifth customer",
    "POST /account/confirm answers 401 for every customer",
  ],
  [
    "Certificate of partner-api.example.org expired today, all calls of partners fail",
    "Certificate of intranet.example.net expires in three weeks",
  ],
  [
    'ERROR: relation "shipment_event" does not exist at character 15',
    'ERROR: permission denied for relation "invoice_line"',
  ],
];

const texts = [...same, ...apart].flat();
const traits = new Map(texts.map((text) => [text, incidentTraits(text)]));
const rarityOf = rarityAmong([...traits.values()].map(({ marks }) => marks));
const isDuplicate = ([a, b]: Pair) => {
  const [one, other] = [a, b].map((text) => ({ traits: incidentTraits(text), receivedAt: null }));
  return one !== undefined && other !== undefined && compareIncidents(one, other, rarityOf).duplicate;
};
const titleOf = ([text]: Pair) => text.split("\n")[0]?.slice(0, 60);

test("two incidents in much the same words stay two", () => {
  expect(apart.filter(isDuplicate).map(titleOf)).toEqual([]);
});

/** Told in so few common words, or so like another matter, that finding them would join others, too. */
const missed = [
  "Auto save overwrites newer version of document",
  "Time zone of calendar invitations is ignored",
  "VPN disconnects every ten minutes for the team in Porto",
  "Queue invoices-out on rabbit-01 has 48,200 messages ready an",
  "nginx: [error] 311#311: *88121 connect() failed (111: Connec",
  "[FIRING:1] CheckoutErrorRateHigh (checkout)",
  'ERROR: relation "shipment_event" does not exist at character',
  "Upload of files larger than 2 GB fails with 413",
  "Undo removes too much text in code blocks",
];

test("an incident told again is found, but for a few", () => {
  expect(same.filter((pair) => !isDuplicate(pair)).map(titleOf)).toEqual(missed);
});

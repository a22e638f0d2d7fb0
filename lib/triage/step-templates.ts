import type { Theme } from "./themes.ts";

/**
 * Three next steps for each theme: first one that only reads, then one that narrows down, then one that changes
 * something and says who agrees or how to go back. `{thing}`, `{host}`, `{service}`, `{error}`, `{job}` and `{case}`
 * stand for what the text names.
 */
export const stepTemplates: Record<Theme, readonly [string, string, string]> = {
  http_errors: [
    "Check the proxy's error log and 5xx rate per backend for {service} and expect one backend or route to stand out; if all fail alike, look at the proxy host itself.",
    "Call the backend behind {service} directly from the proxy host and expect a 200 within a second; a timeout there points to the backend, a good answer to the proxy.",
    "Take the failing backend of {service} out of rotation with the on-call engineer's consent and expect 5xx below 1% in 5 minutes; if not, put it back and roll back the last change.",
  ],
  latency: [
    "Compare p95 latency of {service} with the hour before on its dashboard and name the minute of the jump; expect a release, a traffic peak or a slow dependency there.",
    "Trace three slow requests to {service} and expect one span to hold most of the time; if none does, check CPU, garbage collection and connection pools.",
    "Add capacity to {service} or roll back its last release with its owner's consent and expect p95 to fall within 10 minutes; if it does not, undo and page the dependency's owner.",
  ],
  network: [
    "Ping and trace the route to {host} from two networks and expect no loss; the hop where replies stop is the place to look.",
    'Check link state, errors and recent changes on the port that serves {host} and expect "up" with steady counters; growing errors mean cable, optic or port.',
    "Call the network on-call or the carrier with the failing hop for {host} and move traffic to the second path with their consent; expect replies again, else move it back.",
  ],
  dns: [
    "Run dig for the failing name in {thing} against each resolver and expect the same answer within 50 ms; SERVFAIL or a timeout names the sick resolver.",
    "Check the logs and health of the DNS servers behind {host} and recent zone changes; expect no errors, else compare the zone with its last good version.",
    "Restore the last good record or restart one resolver for {thing} with the DNS owner's consent and expect lookups to succeed within the TTL; if not, undo it.",
  ],
  certificate: [
    "Read the end date with openssl s_client against {host} and expect it to match the text; note every name that the certificate covers.",
    "Check why renewal of {thing} did not run: the log of the renewal job and its account; expect the last success before today, else renew by hand.",
    "Install the renewed certificate on {host} with its owner's consent, keep the old one beside it, and expect the new end date in openssl; if clients fail, put the old one back.",
  ],
  host_down: [
    "Check whether {host} answers to ping, console or its hypervisor and expect one of them to work; if none does, treat it as power or hardware.",
    "Read the system log of {host} from before it went away and look for kernel, power or memory errors; if there are none, look for a change in the same minutes.",
    "Restart {host} from its console with its owner's consent and expect its services within 10 minutes; if it stays down, move the load to another machine and page the platform team.",
  ],
  disk: [
    "Run df -h, df -i and du on {host} and expect one mount near 100%; note which directory grows and how much is left.",
    "Check on the disk graph of {host} how fast it fills and what began then; expect logs, dumps or a stuck clean-up job, else look for deleted files that are still open.",
    "Free or add space on {host} with the data's owner's consent, logs and temporary files first, and expect usage below 80%; if it climbs again, stop the writer.",
  ],
  memory: [
    "Check memory use of the processes on {host} over the last hours and expect one that grows; a sudden step points to a release or a big job.",
    "Read the kernel log of {host} for out-of-memory kills and compare with the limits that are set; expect the killed process to be the one that grew.",
    "Restart the growing process on {host} with its owner's consent and expect memory to fall at once; if it grows again, raise the limit or roll back the last release.",
  ],
  cpu: [
    "Check which process or container on {host} uses the processor with top or the CPU panel and expect one above the rest; if none is, look at steal and I/O wait.",
    "Compare the start of {thing} with releases, batch jobs and traffic in the same minutes and expect one to match; if none does, profile the top process for a minute.",
    "Raise the limit or move load away from {host} with its owner's consent and expect the load to fall within 10 minutes; if it does not, undo it and page the service's owner.",
  ],
  container: [
    "Run kubectl describe and kubectl logs --previous for {thing} and expect a reason such as OOMKilled, a failed probe or a missing image.",
    "Compare the running spec of {thing} with the last good revision and expect one change in image, limits, configuration or node; if none, check node pressure.",
    "Roll {thing} back to the last good revision with its owner's consent and expect all replicas ready in 5 minutes; if not, roll forward again and page the platform team.",
  ],
  storage: [
    "Check the health of the storage behind {host} with its status command and expect one pool, daemon or share to be reported; note free space and what recovers.",
    "Compare when {thing} began with disk failures, network faults and restarts of storage daemons; expect one to match, else test the share from a second client.",
    "Bring the failed part of {host} back with the storage team's consent and expect health to return to normal; if recovery stalls, stop and open a case with the vendor.",
  ],
  queue: [
    "Check lag, depth and consumers for {thing} and expect one partition, queue or consumer that stands still while the others move.",
    "Read the log of the consumer or broker behind {thing} at the time it stopped and expect a poison message, a rebalance or a full disk; if it is silent, take a thread dump.",
    "Restart the stuck consumer of {thing} with its owner's consent after noting its offsets and expect lag to fall within minutes; if not, park the message it stops at.",
  ],
  monitoring: [
    "Check the status page of the monitoring for {thing} and expect the failing target, rule or receiver by name with its last error.",
    "Test from the monitoring host that {host} can be reached and that its configuration loads; expect both to succeed, else compare with the last good version.",
    "Restore the last good configuration or restart {thing} with the monitoring team's consent and expect fresh samples within two intervals; watch the blind services by hand until then.",
  ],
  hardware: [
    "Read the hardware log and sensors of {host} and expect the failing part by slot; note whether the redundant one still works.",
    "Check whether {thing} repeats on the same part or on several; several at once point to power, cooling or firmware instead of the part.",
    "Drain {host} and have the part replaced by the hardware team in an agreed window; expect a clean sensor report, else take the machine out of service.",
  ],
  printer: [
    "Ask the reporter of {case} for the printer's name and its display message, and check its queue on the print server; expect a paused or failed job.",
    "Send a test page to the printer in {case} from the print server and expect paper within a minute; if it prints, the fault is on the user's computer.",
    "Clear the stuck job and restart the queue for {case}, and expect the next job to print; if not, offer the nearest other printer and call the vendor.",
  ],
  phone: [
    'Ask for the extension and device in {case} and check its registration in the phone system; expect "registered", else check its port and power.',
    "Place a test call in the direction that fails in {case} and expect it to connect; if only one direction fails, check the trunk and the carrier's status.",
    "Reset the device or open a case with the carrier for {case} and expect the test call to work; until then forward the number to a phone that works.",
  ],
  workstation: [
    "Ask the reporter of {case} for the computer's name and the exact message, and connect by remote support; expect to see the fault within two tries.",
    "Check event log, disk health and recent updates on {host} and expect an entry at the time of the fault; if there is none, test with another user or cable.",
    "Apply the fix for {case} after the user has saved the work, and expect a clean restart; if it comes back, hand out a spare and send the device to repair.",
  ],
  vpn: [
    "Check the VPN gateway's log for the user in {case} and expect a rejected step by name: credentials, certificate, posture check or licence.",
    "Compare with a second user on the same client version as in {case}; if both fail, check the gateway's health and free addresses, else the user's device.",
    "Repair what the log of {case} names, such as the client or its posture check, and expect a session within a minute; if not, offer the second gateway.",
  ],
  build: [
    "Open the last failed run of {thing} and read its first error; expect a lost agent, a full disk or a failing step by name.",
    "Compare with the last good run of {thing} and check agents and registry on the status page; expect one difference in agent, image or commit.",
    "Rerun {thing} on another agent with the team's consent and expect it to pass; if it fails at the same step, revert the commit that differs.",
  ],
  infra: [
    "Check the health of {host} and the provider's status page and expect the failing part and its start time; note what else runs on it.",
    "List the changes to {thing} in the hour before it began and expect one to match; if none does, compare with a healthy twin.",
    "Undo the matching change or move the load off {host} with its owner's consent and expect the alert to clear in 10 minutes; if not, page the platform team.",
  ],
  exception: [
    "Open the first stack trace of {error} in the log and name the topmost line of own code; expect the same line in all of them, else there are two faults.",
    "Compare when {error} was first seen with releases and configuration changes and expect one just before; if none, replay the input that triggers it in a test.",
    "Roll back the release that brought {error} with its owner's consent, or guard the failing line, and expect the count to stop within 5 minutes; if not, roll forward.",
  ],
  login: [
    "Check the sign-in log for {service} at the time of {case} and expect an error code that separates wrong credentials from a fault in the identity service.",
    "Test the sign-in of {case} with a test account and a private window and expect the same failure; if it works, the fault is with the reporter's account or browser.",
    "Repair what the log names for {case}, such as the mapping or the session store, with the identity team's consent and expect the sign-in to work; if not, undo it.",
  ],
  release: [
    "Compare errors of {service} before and after the last release and expect them to begin with it; if not, look for a configuration change.",
    "Read the changes of that release that touch {thing} and name the one that can cause it; if none can, test the previous version with the same input.",
    "Roll {service} back with its owner's consent and expect errors at the old level in 5 minutes; if they stay, roll forward and page the owner.",
  ],
  interface: [
    "Repeat {case} in a second browser with the developer console open and expect an error or a failed request at that moment.",
    "Check whether the last release changed the page in {case} and test the version before; if both fail, look at the data that is shown.",
    "Hand the console error and the steps of {case} to the team that owns the page and expect a fix or a way round named in the ticket; tell the reporter the way round.",
  ],
  app: [
    "Check the application log of {service} around the time of {case} and expect one error with a code or stack trace; if there is none, ask the reporter for time and user.",
    "Repeat {case} with a test user and expect the same result; if it works, compare rights, data and client version with the reporter's.",
    "Ask the application team behind {service} to undo the last change or fix the error found, with the owner's consent, and expect {case} to work; if not, undo it.",
  ],
  database_down: [
    "Check whether {host} accepts a connection and read the last lines of its error log; expect a crash, a full disk or a lost leader by name.",
    "Check the cluster's or replica's state for {thing} and expect one healthy copy; note how far it is behind before anything is switched.",
    "Fail over or restart {host} only with the database owner's consent and a noted way back; expect connections within minutes, else restore from the last good backup.",
  ],
  database_lock: [
    "Query the lock view of the database for {thing} and expect the two statements that wait for each other, with user and table.",
    "Read the deadlock trace for {error} and compare the order in which both sides lock rows; expect opposite orders or an index that is missing.",
    "Ask the owner of {job} to retry the failed transaction and lock in one order; expect no further {error} in an hour, else end the blocking session with their consent.",
  ],
  database: [
    "Check the dashboard of {host} for connections, slow queries, memory and disk, and expect one of them at its limit since the start.",
    "List the longest running statements behind {thing} and expect one that began with the trouble; if none did, compare settings with the last good day.",
    "End that statement or raise the limit on {host} with the database owner's consent and expect the value to fall in 10 minutes; if it does not, undo it.",
  ],
  replication: [
    "Check lag and last error on both sides of {thing} and expect one side that stopped at a position; note it before anything is touched.",
    "Compare write load, locks and network between both sides of {host} since the start and expect one change; if none, look for a long transaction.",
    "Restart replication for {thing} with the database owner's consent and expect lag to fall steadily; if it stops at the same place, rebuild the copy from a backup.",
  ],
  backup: [
    "Read the log of the last run of {job} and expect its first error: target full, connection lost, or no permission.",
    "Check when the last good backup for {job} was made and restore one file of it to a scratch place; expect it to be readable, else raise the severity.",
    "Run {job} again by hand after the cause is gone, with the backup owner's consent, and expect success and a plausible size; if it fails, take a copy another way today.",
  ],
  migration: [
    "Check which steps of {thing} were applied and expect a list with one that failed; stop further runs until it is known.",
    "Compare the schema with what the failing step of {error} expects and name the difference; if there is none, look for a lock or a timeout.",
    "Restore the backup taken before {thing}, or finish the step by hand, only with the database owner's consent; expect the application to start, else go back.",
  ],
  pipeline: [
    "Open the log of the last run of {job} and expect the first failing step; note the last run that succeeded.",
    "Check that the input of {job} arrived complete and on time and expect its usual size; if it did not, ask the team that delivers it.",
    "Run {job} again from the failing step with its owner's consent and compare row counts with the last good run; if they differ, stop and undo the load.",
  ],
  wrong_data: [
    "Query one wrong record named in {case} in its source and in the target and expect them to differ at one place; that step made the error.",
    "Count how many records have the same fault as {thing} and since when; expect a start that matches a release, an import or a change of master data.",
    "Stop the step that writes wrong values for {case} with the data owner's consent, correct a copy first, and expect both sides to agree; keep the old values to go back.",
  ],
  data: [
    "Check the data behind {thing} at its source and expect it to be there and current; if it is not, the fault is before this system.",
    "Compare the last good run or record with the failing one for {job} and name the first difference in time, size or value.",
    "Ask the data owner of {thing} to repeat the load or correct the record, with a copy of the old state, and expect the numbers to agree; if not, go back.",
  ],
  phishing: [
    "Ask the reporter of {case} for the original message as an attachment and whether anybody clicked or typed a password; expect a clear yes or no.",
    "Search the mail gateway for the sender and links of {case} and expect a list of all who got it; if somebody clicked, treat that account as taken over.",
    "Block sender and links of {case} and reset clicked accounts with the security on-call's consent; expect no further deliveries in the gateway's log, else widen the block.",
  ],
  malware: [
    "Check the endpoint console for {host} and expect file, hash, parent process and action taken for {thing}; note whether it was blocked.",
    "Search all machines for the same hash or command as in {thing} and expect none; more than one host raises the severity.",
    "Isolate {host} in the endpoint console with the security on-call's consent and keep its memory and disk; expect traffic to stop, release it only after a clean scan.",
  ],
  intrusion: [
    "Check the event behind {thing} on {host} for user, parent process, command line and source address, and expect to name who did it and from where.",
    "Ask the owner of {host} whether the action was theirs, and search the same user and address in the last 24 hours; expect a change record, else treat it as hostile.",
    "Disable the account and isolate {host} with the security on-call's consent if nobody owns it; expect no new events for {thing}, and undo it when it proves harmless.",
  ],
  leak: [
    "Check what {thing} exposes, since when and to whom in the access log, and expect a list of records and readers; keep the log.",
    "Close the exposure in {case} with the security on-call's consent, such as permission or cached copy, and expect an anonymous request to fail; else take it offline.",
    "Rotate every secret that {thing} showed and page the privacy officer about the affected people; expect the old secret to be refused, else repeat it.",
  ],
  vulnerability: [
    "List where the component of {error} is in use, with versions, from the dependency inventory and expect to know which are reachable from outside.",
    "Check the advisory for {error} for the fixed version and known attacks, and search the logs for its signs; expect none, else treat it as a break-in.",
    "Upgrade to the fixed version of {thing} in staging, then production, with the owner's consent; expect the scanner to be clean, and keep the old version to roll back.",
  ],
  access_hole: [
    "Repeat {case} with two test accounts and expect the foreign record to be refused; if it is shown, note endpoint and id.",
    "Search the access log of {service} for calls that crossed accounts in the same way and expect none; any hit makes it a leak to be reported.",
    "Disable or guard {service} with the security on-call's consent until the owner check is deployed; expect 403 for foreign ids, else switch it off.",
  ],
  security: [
    "Check who did what and from where in the audit log for {thing} and expect a person or service that owns the action.",
    "Search for the same user, address or file as in {case} on other systems in the last 24 hours and expect none; a hit raises the severity.",
    "Block the account or address in {case} with the security on-call's consent and expect no further events; undo it when the owner confirms the action.",
  ],
  request: [
    "Ask the requester of {case} for who it is for, by when, and who approves it; expect all three before anything is changed.",
    "Assign {case} to the service desk as a request, not an incident, and link the matching catalogue form; expect the approver's answer there.",
    "Close {case} as an incident once the request has its own number, and tell the requester that number; reopen it if something turns out to be broken.",
  ],
  question: [
    "Ask the sender of {case} whether anything is broken right now; expect a no, else change the kind to incident.",
    "Search the knowledge base for the words of {case} and send the article; if there is none, hand it to the team that owns the topic.",
    "Close {case} when the sender confirms the answer, and write the answer down where the next person will find it; reopen it if it did not help.",
  ],
  noise: [
    "Check that nobody has to act on {case}: ask the sender whether anything is broken, and expect a no.",
    "Link {case} to the ticket it answers or belongs to, if there is one, so that its history is complete; if there is none, note the sender.",
    "Close {case} without action, and set a filter if the same text comes more than once a day; reopen it if the sender objects.",
  ],
  vague: [
    "Ask the reporter of {case}: what did you do, what did you expect, what happened instead, since when, and who else sees it?",
    "Check the alerts and changes of {service} in the hour before {case} came in and expect a match; if there is one, link it and raise the level.",
    "Hand {case} to the service desk's lead when no answer comes within an hour and expect a call to the reporter; do not lower the level until then.",
  ],
};

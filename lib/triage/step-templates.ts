import type { Theme } from "./themes.ts";

/**
 * Three next steps for each theme: first one that only reads, then one that narrows down, then one that changes
 * something and says who agrees and how to go back. Each meets every check of step-rubric.ts with a name in its slot:
 * `{thing}`, `{host}`, `{service}`, `{error}`, `{job}` and `{case}` stand for what the text names.
 */
export const stepTemplates: Record<Theme, readonly [string, string, string]> = {
  http_errors: [
    "Check the proxy's error log for {service} and expect one backend or route to stand out; if all fail, look at the proxy.",
    "Call the backend of {service} from the proxy host and expect a 200 within a second; if not, look behind the proxy.",
    "Take the failing backend of {service} out of rotation with the on-call's consent and expect 5xx below 1% soon; if not, put it back.",
  ],
  latency: [
    "Compare p95 of {service} with the hour before on its dashboard and expect a clear jump; if there is none, compare last week.",
    "Trace three slow requests to {service} and expect one span to hold most of the time; if none does, check CPU and connection pools.",
    "Roll back the last release of {service} or add capacity with its owner's consent and expect p95 to fall; if not, undo it.",
  ],
  network: [
    "Ping and trace the route to {host} from two networks and expect no loss; if replies stop, look at that hop.",
    'Check link state and error counters of the port that serves {host} and expect "up" and steady; if they grow, suspect cable, optic or port.',
    "Move traffic of {host} to the second path with the network on-call's consent and expect replies within a minute; if none come, move it back.",
  ],
  dns: [
    "Run dig for the name in {thing} against each resolver and expect the same answer within 50 ms; if one fails, that resolver is sick.",
    "Check logs and recent zone changes of the DNS servers behind {thing} and expect no errors; if there are, compare with the last good zone.",
    "Restore the last good record for {thing} with the DNS owner's consent and expect lookups to succeed within the TTL; if not, undo it.",
  ],
  certificate: [
    "Read the end date at {host} with openssl s_client and expect it to match the ticket; if not, another endpoint serves the old one.",
    "Check the log of the renewal job for {thing} and expect the last success; if there is none, look at its account and the authority.",
    "Install the renewed certificate on {host} with its owner's consent and expect the new end date; if clients fail, put the old one back.",
  ],
  host_down: [
    "Check whether {host} answers to ping, console or hypervisor and expect one to work; if none does, treat it as power or hardware.",
    "Read the system log of {host} from before it went away and expect kernel, power or memory errors; if none, look for a change.",
    "Restart {host} from its console with its owner's consent and expect its services in 10 minutes; if it stays down, fail back to another machine.",
  ],
  disk: [
    "Run df -h, df -i and du on {host} and expect one mount near 100%; if none is, check quotas and open deleted files.",
    "Check the disk graph of {host} and expect a minute in which it began to grow; if it grows slowly, plan more space.",
    "Archive old logs on {host} or extend the volume with its owner's consent and expect use below 80%; keep a copy, else stop the writer.",
  ],
  memory: [
    "Check memory by process on {host} with top and expect one process to stand out; if none does, look at cache and swap.",
    "Compare its growth with releases and traffic on the dashboard of {host} and expect one match; if none, take a heap dump.",
    "Restart the process that grows on {host} with its owner's consent and expect memory to fall; if it climbs, roll back the release.",
  ],
  cpu: [
    "Check CPU by process on {host} with top and expect one process to stand out; if wait is high, look at disks.",
    "Compare load with releases and jobs on the dashboard of {host} and expect one match; if none, profile the busiest process.",
    "Move load off {host} or pause the job with its owner's consent and expect CPU below 80% in 10 minutes; if not, undo it.",
  ],
  container: [
    "Run kubectl describe and kubectl logs --previous for {thing} and expect an exit code and a last event; if there is none, check the node.",
    "Compare image, limits and configuration of {thing} with the last good rollout and expect one difference; if there is none, check its dependencies.",
    "Roll back the workload of {thing} with its owner's consent and expect ready pods and steady restarts in 5 minutes; if not, roll forward again.",
  ],
  storage: [
    "Check the storage console behind {host} and expect one pool, disk or daemon to be named; if none, check clients and network.",
    "Compare free space, recovery and latency of {host} with the day before and expect one to differ; if none does, check its logs.",
    "Replace or restart the failing part of {host} with the storage owner's consent and expect recovery to begin; if it stalls, put it back.",
  ],
  queue: [
    "Check lag and consumers of {thing} on its dashboard and expect one partition or queue that grows; if all grow, look at the broker.",
    "Compare the rate in and out of {thing} on the broker dashboard and expect slower consumers; if not, look for a flood of producers.",
    "Restart stuck consumers of {thing} with their owner's consent and expect the backlog to shrink; if it grows, undo and page the broker team.",
  ],
  monitoring: [
    "Check the targets page of the monitor behind {thing} and expect samples younger than 5 minutes; if none, nobody sees the rest.",
    "Compare its configuration and log for {thing} with the last change and expect one rejected rule or target; if none, check disk and memory.",
    "Restore the last good configuration for {thing} with its owner's consent and expect samples again; if none come, watch by hand and roll back.",
  ],
  hardware: [
    "Read the hardware log and sensors of {host} and expect the failing part by slot; if its twin failed too, raise the severity.",
    "Check whether {thing} repeats on one part or several in that log and expect one; if several, suspect power, cooling or firmware.",
    "Drain {host} and have the part replaced with the hardware owner's consent; expect a clean sensor report, else take it out of service.",
  ],
  printer: [
    "Ask the reporter of {case} for printer name and display message and expect both; if unknown, check the queue on the print server.",
    "Send a test page from the print server for {case} and expect paper; if it prints, suspect the user's computer.",
    "Clear the stuck job of {case} in the queue and expect the next one to print; if not, offer another printer and call the vendor.",
  ],
  phone: [
    "Ask for the extension in {case} and check it in the phone system; expect registered, else check port and power.",
    "Place a test call as described in {case} and expect it to connect; if one direction fails, check the trunk and the carrier's status page.",
    "Open a case with the carrier for {case} and expect a test call to work; if not, forward the number.",
  ],
  workstation: [
    "Ask the reporter of {case} for computer name and exact message and expect both; if unknown, look by remote support.",
    "Check event log and updates of the computer in {case} and expect an entry then; if none, test another user.",
    "Apply the fix for {case} after the user saved everything and expect a clean start; if not, hand out a spare.",
  ],
  vpn: [
    "Check the VPN gateway's log for the user in {case} and expect a rejected step by name; if there is none, check the user's network.",
    "Compare a second user on the same client as {case} and expect a session; if both fail, check gateway health and free addresses.",
    "Repair the step that the gateway's log names for {case} and expect a session within a minute; if not, offer the second gateway.",
  ],
  build: [
    "Open the log of the last failed run of {thing} and expect its first error: agent, disk or step; if none, check the runner.",
    "Compare with the last good run of {thing} in its history and expect one difference in agent, image or commit; if none, check the registry.",
    "Rerun {thing} on another agent with the team's consent and expect it to pass; if the same step fails, revert the commit.",
  ],
  infra: [
    "Check the health of {host} and the provider's status page and expect the failing part and its start; if both are fine, ask the reporter.",
    "List changes to {thing} in the hour before and expect one in the change log to match; if none does, compare with a healthy twin.",
    "Undo the matching change on {host} with its owner's consent and expect the alert to clear in 10 minutes; if not, page the platform team.",
  ],
  exception: [
    "Open the first stack trace of {error} in the log and expect own code on top; if traces differ, there are two faults.",
    "Compare the first time of {error} with releases in the deploy history and expect one just before; if none, replay the input in a test.",
    "Roll back the release that brought {error} with its owner's consent and expect the count to stop in 5 minutes; if not, roll forward.",
  ],
  login: [
    "Check the sign-in log for {case} and expect a code that tells credentials from service fault; if none, widen the time.",
    "Test {case} with another account in a private browser and expect the same failure; if it works, suspect the account.",
    "Repair what the sign-in log names for {case} with the identity team and expect a session; if not, undo it.",
  ],
  release: [
    "Compare errors of {service} before and after the last release on the dashboard and expect them to begin with it; if not, check configuration.",
    "Read the changes of the last release of {service} in its repository history and expect one suspect; if none, test the version before.",
    "Roll {service} back with its owner's consent and expect errors to fall in 5 minutes; if they stay, roll forward.",
  ],
  interface: [
    "Repeat {case} in a second browser with its console open and expect an error; if none, ask for a recording.",
    "Compare the page in {case} with the version before in staging and expect a difference; if both fail, look at the data it shows.",
    "Hand the console error of {case} to the page's team and expect a way round today; if none, escalate.",
  ],
  app: [
    "Check the application log of {service} and expect an error code or stack trace; if none, ask the reporter for time and user.",
    "Repeat {case} with a test user and expect the same result; if it works, compare rights, data and client with the reporter's.",
    "Undo the last change behind {case} with its owner's consent and expect it to work; if not, roll forward and escalate.",
  ],
  database_down: [
    "Check the error log of {host} and expect a crash, full disk or lost leader; if there is none, test a connection.",
    "Check the replica state for {thing} with the cluster command and expect one healthy copy; if there is none, find the last good backup.",
    "Fail over or restart {host} only with the database owner's consent and expect connections in minutes; if none, restore from the last good backup.",
  ],
  database_lock: [
    "Query the lock view of the database for {thing} and expect two statements that wait for each other; if none, read the deadlock trace.",
    "Compare the order of locks in both statements of {error} in the trace and expect opposite orders; if equal, look for a missing index.",
    "End the blocking session behind {thing} with its owner's consent and expect the other to finish; if locks return, undo the release.",
  ],
  database: [
    "Check the dashboard of {host} for connections, slow queries, memory and disk and expect one at its limit; if none is, check locks.",
    "List the longest running statements on {host} in the process view and expect one that began with it; if none, compare settings.",
    "Tune that statement or raise the limit on {host} with the database owner's consent and expect the value to fall; if not, undo it.",
  ],
  replication: [
    "Check lag and last error on both sides of {thing} and expect one replica that stopped; if both move, watch an hour.",
    "Compare write load, locks and network of {host} since the start on the dashboard and expect one change; if none, find a long transaction.",
    "Restart replication for {thing} with the database owner's consent and expect lag to fall; if it stops again, rebuild the copy from a backup.",
  ],
  backup: [
    "Read the log of the last run of {job} and expect its first error: target, network or permission; if it succeeded, check the monitor.",
    "Test the last good backup of {job} by reading one file on a scratch host and expect it intact; if not, escalate.",
    "Run {job} again by hand with the backup owner's consent and expect success and a plausible size; if it fails, copy another way today.",
  ],
  migration: [
    "Check the migration table for {thing} and expect a list with one failed step; if all are applied, compare the schema by hand.",
    "Compare the schema with what {error} expects in the migration file and name the difference; if there is none, look for locks.",
    "Restore the backup taken before {thing} with the database owner's consent and expect the application to start; if not, finish the step by hand.",
  ],
  pipeline: [
    "Open the log of the last run of {job} and expect the first failing step; if it did not start, check its schedule.",
    "Check that the input of {job} arrived in its directory and expect the usual size; if it did not, ask the team that delivers it.",
    "Run {job} again from the failing step with its owner's consent and expect the usual row count; if it differs, undo the load.",
  ],
  wrong_data: [
    "Query one wrong record of {case} in both tables and expect one step to differ; if equal, the source is wrong.",
    "Count the records with {case} in a query and expect a start that matches a release; if none, ask the owner.",
    "Pause the step behind {case} with the data owner's consent and expect a corrected copy to agree; if not, go back.",
  ],
  data: [
    "Check the data behind {thing} at its source and expect it there and current; if not, ask the team that delivers it.",
    "Compare the last good run of {job} with the failing one in its log and expect one difference; if none, compare the input files.",
    "Repeat the load of {thing} with the data owner's consent and a copy of the old state; expect the numbers to agree, else go back.",
  ],
  phishing: [
    "Ask the reporter of {case} for the original message and who clicked; expect nobody, else treat the account as taken.",
    "Search the mail gateway's log for sender and links of {case} and expect a list of receivers; if somebody clicked, call them.",
    "Block sender and links of {case} with the security on-call's consent and expect no more deliveries; if harmless, undo it.",
  ],
  malware: [
    "Check the endpoint console for {host} and expect file, hash, parent and action taken; if it was not blocked, raise the severity.",
    "Search all machines for the hash or command of {thing} in the endpoint console and expect none; if there are hits, call the security on-call.",
    "Isolate {host} in the console with the security on-call's consent, keep memory and disk, and expect traffic to stop; if harmless, undo it.",
  ],
  intrusion: [
    "Check the log for {thing} and expect user, parent process and source address; if they are missing, ask the owner.",
    "Ask the owner of {host} whether the action was theirs and expect a change record; if there is none, treat it as hostile.",
    "Disable the account and isolate {host} with the security on-call's consent and expect no new events; if it proves harmless, undo it.",
  ],
  leak: [
    "Check the access log for what {thing} exposes, since when and to whom, and expect a list; if there is none, assume all.",
    "Close the exposure in {case} with the security on-call's consent and expect an anonymous request to fail; else take it offline until it does.",
    "Rotate every secret that {thing} showed with the security on-call's consent and expect the old one to be refused; else undo and revoke it again.",
  ],
  vulnerability: [
    "List where the component of {error} runs in the inventory, with versions, and expect to know which face outside; if unknown, scan.",
    "Check the advisory for {error} and expect the fixed version and known attacks; if its signs are in the log, treat it as a break-in.",
    "Upgrade {thing} in staging, then production, with the owner's consent and expect a clean scan; if it breaks, roll back.",
  ],
  access_hole: [
    "Repeat {case} with two test accounts in staging and expect the foreign record to be refused; if it is shown, note endpoint and id.",
    "Search the access log for calls like {case} and expect none across accounts; if there are, tell the privacy officer.",
    "Disable what {case} opens with the security on-call's consent and expect 403 for foreign ids; after the fix, undo it.",
  ],
  security: [
    "Check the audit log for {thing} and expect who did it and from where; if nobody owns the action, treat it as hostile.",
    "Search other systems' logs for user, address or file of {case} and expect none; if there are hits, raise the severity.",
    "Block the account or address in {case} with the security on-call's consent and expect no new events; if the owner confirms the action, undo it.",
  ],
  request: [
    "Ask the requester of {case} for whom, by when and with whose approval; expect all three, else leave it waiting.",
    "Assign {case} to the service desk as a request and expect the approver's answer there; if none comes, remind them.",
    "Close {case} once the request has its number and expect the requester to know it; if something is broken, reopen it.",
  ],
  question: [
    "Ask the sender of {case} whether anything is broken and expect the answer no; if yes, change the kind to incident.",
    "Search the knowledge base for {case} and expect an article to send; if there is none, ask the owner.",
    "Close {case} when the sender confirms the answer and expect the article in the knowledge base; if it did not help, reopen it.",
  ],
  noise: [
    "Ask the sender of {case} whether anything is broken and expect the answer no; if yes, handle it as an incident.",
    "Search the tickets for what {case} belongs to and expect one or none; if there is one, link it.",
    "Close {case} without action and expect no answer; if the sender objects, reopen it; if it comes daily, filter it.",
  ],
  vague: [
    "Ask the reporter of {case} what fails, since when and for whom; expect one example, else call.",
    "Check alerts and changes in the hour before {case} on the dashboard and expect a match; if there is one, link it.",
    "Hand {case} to the service desk's lead and expect a call to the reporter within an hour; if none, keep the severity.",
  ],
};

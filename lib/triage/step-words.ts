/**
 * Words by which the step rubric judges. Plain lists, so that a support engineer can extend them.
 */

const words = (list: string) => list.trim().split(/\s+/);
const oneOf = (list: readonly string[]) => list.map((word) => word.replaceAll(" ", "\\s+")).join("|");

/** A step begins with one of these. */
export const imperatives: ReadonlySet<string> = new Set(
  words(`
    acknowledge add allow apply approve archive ask assign attach audit back block bring call cancel capture change
    check clean clear close collect compare configure confirm connect contact copy correct count create cut
    deactivate debug decide decommission delete demote deploy diff disable disconnect drain drop dump enable end
    ensure escalate estimate evict examine execute expand export extend fail failover fetch find fix flush follow
    forward free freeze get give grant grep group guard hand hold identify increase inform inspect install interview
    invalidate isolate kill limit link list load locate lock log look lower measure merge move name notify note open
    order page patch pause phone ping place post promote provide pull purge query quarantine quiesce raise read
    rebalance reboot rebuild reclaim reconcile record recover redeploy redirect reduce refuse register reject release
    reload remove renew repair repeat replace replay report reproduce request reroute rerun reschedule reset resize
    resolve restart restore resume resync retrieve retry return revert review revoke roll rollback rotate route run
    save scale schedule search secure send set shift show shrink shut silence skip snapshot start stop submit
    suspend swap switch sync tail take tell terminate test throttle trace transfer trigger truncate tune turn unblock
    undo unlock unmount update upgrade use validate vacuum verify wait walk warn watch
  `),
);

/** What destroys or interrupts something, where a clause begins with it. */
const destructiveVerbs = [
  ...words(`delete drop truncate purge wipe kill terminate restart reboot disable isolate drain evict rebuild reinstall
    restore overwrite reset revoke rotate quarantine decommission format unmount failover rollback stop flush`),
  "fail over",
  "shut down",
  "roll back",
  "switch off",
  "take down",
  "take out",
  "force",
  "end",
];
export const destructive = new RegExp(
  String.raw`(?:^|[,;.:]\s+(?:then\s+|else\s+)?|\b(?:and|or|then)\s+)(?:${oneOf(destructiveVerbs)})\b`,
  "i",
);

/** Who agrees to it. */
export const approver =
  /\b(?:consent|approv\w+|sign-?off|agree[ds]?|agreement|permission|authori[sz]\w+|with (?:the |its |their )?(?:owner|on-call)\w*)\b/i;

/** How to go back. */
export const wayBack =
  /\b(?:roll(?:ed|s|ing)?[\s-]*(?:it )?back|undo|undone|revert\w*|restor\w+|re-?enable\w*|re-?open\w*|(?:put|go|switch|move|fail|bring|turn)\w*\s+(?:\S+\s+){0,3}back|way back|backup|keep (?:the|a|its|their)|kept|snapshot|else|otherwise|release it|reverse)\b/i;

/** Where to look: a command, a place, or a person. */
const places = words(`
  log logs dashboard dashboards console query queries metrics graph panel trace traces file files table tables
  view queue queues page portal registry configuration config settings endpoint gateway inventory history event events
  catalogue catalog directory folder report ticket tickets tracker advisory resolver resolvers server servers
  hypervisor host hosts backend backends proxy cluster broker node nodes replica replicas port sensor sensors
  spool runbook wiki knowledge calendar mailbox staging production browser phone
  owner owners team engineer on-call reporter requester sender customer user users vendor carrier provider desk
  administrator admin dba developer officer manager colleague approver lead department hardware security platform
`);
const commands = words(`
  kubectl docker podman helm systemctl journalctl dmesg df du top htop free iostat vmstat ss netstat ip ping
  traceroute tracert mtr dig nslookup host curl wget openssl tcpdump grep awk sed tail cat lsof strace ps jstack jmap
  psql mysql mongosh redis-cli rabbitmqctl kafka-topics kafka-consumer-groups etcdctl ceph smartctl mdadm lvs pvs zpool
  git gh npm pip terraform ansible aws gcloud az nvidia-smi ipmitool sqlplus select show explain crontab ssh
  eventvwr powershell get-eventlog gpupdate ipconfig sfc chkdsk nltest dcdiag
`);
export const placeWords: ReadonlySet<string> = new Set(places);
export const commandWords: ReadonlySet<string> = new Set(commands);
export const where = new RegExp(
  String.raw`(?<![\w-])(?:${oneOf([...places, ...commands])})(?![\w-])|(?:^|\s)/[a-z][\w./-]+|https?://`,
  "i",
);

/** What one should see when it works, as a word that says so and a number or a state after it. */
export const expectation =
  /\b(?:expect\w*|should|must|until|confirm\w*|verify|ensure|healthy (?:is|means)|normal (?:is|means)|is fixed when|make sure|note(?: down)?|name|identify|learn)\b[^.;]*(?:\d|\p{L}{3})|[<>≤≥=]\s*\d/iu;

/** What to do if it is not so. */
export const branch =
  /\b(?:if|else|otherwise|unless|in case|when (?:it|that|this|they|no|nobody|none|not)|failing that|escalate|page|roll(?:ed)?\s+(?:\S+\s+)?back|undo|revert|call)\b/i;

/** Words that fill a line and tell nobody what to do. */
export const fillers: readonly RegExp[] = [
  /\bmonitor the situation\b/i,
  /\bkeep (?:an eye|monitoring|watching)\b/i,
  /\binvestigate (?:further|the (?:issue|problem|incident|cause))\b/i,
  /\bfurther (?:investigation|analysis|action)\b/i,
  /\blook into (?:it|the (?:issue|problem|matter))\b/i,
  /\b(?:resolve|fix|solve) the (?:issue|problem)\b/i,
  /\b(?:as|if|when) (?:needed|necessary|required|appropriate|applicable)\b/i,
  /\btake (?:appropriate|necessary) (?:action|steps|measures)\b/i,
  /\bbest practices?\b/i,
  /\band so on\b/i,
  /(?<![/\w])etc\.?(?![/\w])/i,
  /^\W*check (?:the )?logs?\W*$/i,
];

/** Words of steps and of every ticket: that one stands in both says nothing about the case. */
export const generalWords: ReadonlySet<string> = new Set([
  ...imperatives,
  ...places,
  ...words(`
    about after again against agreed alert also another any anybody around because been before began behind being
    below between both cannot case cause causes consent could does down each either else error errors every expect
    expected fails failed failing failure first from have hour hours incident into issue last least line lines
    long machine message minute minutes more most must names need needs nobody none noted nothing number once only
    other over part please point problem same second seconds service should since some somebody something state
    status still such system than that their them then there these they thing things this those time times today
    under until when where whether which while will with within without word work working works would wrong your
  `),
]);

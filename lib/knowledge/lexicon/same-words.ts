import { stemOf } from "../terms.ts";

/**
 * Words by which two people report the same thing, the plainest first. Only what hardly ever means something else
 * stands here: two incidents shall not become one because a word was read too freely.
 */
const sameWords: readonly string[] = [
  // What goes wrong.
  "hang hangs hanging hung freeze freezes freezing frozen froze unresponsive",
  "crash crashes crashed crashing segfault segfaults",
  "lose loses lost losing vanish vanishes vanished disappear disappears disappeared gone",
  "break breaks broke broken",
  "slow slowly sluggish slowness",
  "late delay delays delayed",
  "refuse refuses refused reject rejects rejected deny denies denied denial",
  "duplicate duplicates duplicated duplication double doubled twice",
  "wrong incorrect incorrectly wrongly",
  "blank empty",
  "leak leaks leaking leaked",
  "huge big bigger large larger",
  "grow grows grew growing grown climb climbs climbing climbed",
  "warn warns warned warning warnings",
  "fail fails failed failing failure failures",
  "expire expires expired expiry expiration",
  // What people do.
  "edit edits edited editing modify modifies modified modifying",
  "delete deletes deleted deleting deletion remove removes removed removing removal",
  "upgrade upgrades upgraded upgrading update updates updated updating bump bumps bumped",
  "see sees seen visible",
  "save saves saved saving",
  "sign signs signed signin login logins logon",
  "start starts started starting startup launch launches launched launching",
  "choose chooses chose chosen choosing select selects selected selecting",
  "press presses pressed click clicks clicked clicking",
  "mute mutes muted",
  // Things.
  "memory ram",
  "cpu processor processors",
  "mail mails email emails",
  "picture pictures image images",
  "folder folders directory directories",
  "address addresses",
  "vendor vendors supplier suppliers",
  "password passwords passphrase",
  "export exports exported exporting",
  "document documents",
  "theme themes",
];

const plain = new Map(
  sameWords.flatMap((line) => {
    const stems = line.split(" ").map(stemOf);
    return stems.map((stem) => [stem, stems[0] ?? stem] as const);
  }),
);

/** A stem as the plainest word that says the same; most stand for themselves. */
export const plainest = (stem: string) => plain.get(stem) ?? stem;

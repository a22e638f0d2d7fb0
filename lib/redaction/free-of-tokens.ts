import { findBankData } from "./detectors/bank.ts";
import { findKnownTokens } from "./detectors/known-tokens.ts";
import { findNamedSecrets } from "./detectors/named-secrets.ts";
import { findNationalIds } from "./detectors/national-ids.ts";
import { findPhones } from "./detectors/phone.ts";

const detectors = [findKnownTokens, findNamedSecrets, findBankData, findNationalIds, findPhones];

/** For a short word without blanks, such as an id: nothing in it is known as a secret or as a number of a person. */
export const isFreeOfTokens = (word: string) => detectors.every((detect) => detect(word).length === 0);

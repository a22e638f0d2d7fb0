import { thresholdChangeSchema, thresholdOutlookSchema } from "./calibration.ts";
import { define, type Operation } from "./operation.ts";

export const getThresholdOperation = define({
  method: "GET",
  path: "/api/v1/review-threshold",
  id: "getReviewThreshold",
  summary: "See what each review threshold would mean",
  description:
    "For thresholds from 0 to 1: how often cards that nobody looks at are expected to be right, with the 95% interval, how many they are, and the reviews a day, from the cards of the last 30 days and from what reviewers decided. With the calibration of confidence that is in use.",
  scope: "admin",
  answer: thresholdOutlookSchema,
  success: "The outlook",
});

export const changeThresholdOperation = define({
  method: "POST",
  path: "/api/v1/review-threshold",
  id: "changeReviewThreshold",
  summary: "Choose which cards humans see",
  description:
    "Makes a version of the policy with the threshold and the share of spot checks, and puts it in force on every replica within seconds.",
  scope: "admin",
  body: thresholdChangeSchema,
  answer: thresholdOutlookSchema,
  success: "The outlook with what is in force now",
  alsoFails: ["conflict"],
});

/** Operations on confidence and on which cards humans see. */
export const calibrationOperations: readonly Operation[] = [getThresholdOperation, changeThresholdOperation];

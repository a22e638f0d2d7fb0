/**
 * How long a test waits for what has to come, in milliseconds. No statement about speed: a machine that is busy with
 * other things is slow, and what comes is waited for no longer than it takes.
 */
export const patienceMs = 180_000;

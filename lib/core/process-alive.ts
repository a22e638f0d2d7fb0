import { systemErrorCode } from "./system-error.ts";

/** Is there a process with this id, of whichever user? */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) === "EPERM";
  }
}

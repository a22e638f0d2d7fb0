import { config } from "zod";

// Runs in browsers before anything else. zod would try whether it may compile code, which the content security policy
// refuses: each page would begin with a violation.
config({ jitless: true });

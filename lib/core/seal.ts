import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

/**
 * Keeps what has to be used again as it is, and may hold a secret, unreadable where it is stored. Everybody who has the
 * same secret can open it.
 */
export interface Sealer {
  /** Different each time, also for the same text. */
  seal(text: string): string;
  /** null for what was sealed under another secret, or changed since. What was never sealed is returned as it is. */
  open(sealed: string): string | null;
  /** The same for the same text; tells nothing of it to whoever has not the secret. */
  digest(text: string): string;
}

const prefix = "sealed:v1:";
const ivBytes = 12;
const tagBytes = 16;

/** One key for each use, so that nothing made with one helps against another (RFC 5869). */
const keyFor = (secret: string, use: string) =>
  Buffer.from(hkdfSync("sha256", secret, "", `triage-gateway ${use} v1`, 32));

/** AES-256-GCM and HMAC-SHA-256 with keys derived from a secret of the instance. */
export function createSealer(secret: string): Sealer {
  const [sealKey, digestKey] = [keyFor(secret, "seal"), keyFor(secret, "digest")];
  return {
    seal(text) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv("aes-256-gcm", sealKey, iv, { authTagLength: tagBytes });
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return prefix + Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url");
    },
    open(sealed) {
      if (!sealed.startsWith(prefix)) return sealed;
      const bytes = Buffer.from(sealed.slice(prefix.length), "base64url");
      if (bytes.length < ivBytes + tagBytes) return null;
      const decipher = createDecipheriv("aes-256-gcm", sealKey, bytes.subarray(0, ivBytes), {
        authTagLength: tagBytes,
      });
      decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      try {
        const opened = [decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()];
        return Buffer.concat(opened).toString("utf8");
      } catch {
        return null;
      }
    },
    digest: (text) => createHmac("sha256", digestKey).update(text).digest("base64url"),
  };
}

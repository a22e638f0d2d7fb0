import { AppError } from "#lib/core/errors.ts";

/** Largest body the API takes, in bytes. */
const bodyMaxBytes = 1024 * 1024;

function requireJson(request: Request): void {
  const [mediaType = "", ...parameters] = (request.headers.get("content-type") ?? "")
    .toLowerCase()
    .split(";")
    .map((part) => part.trim());
  const isJson = mediaType === "application/json" || /^application\/[\w.-]+\+json$/.test(mediaType);
  const charset = parameters.find((parameter) => parameter.startsWith("charset="))?.slice("charset=".length);
  const isUtf8 = charset === undefined || /^"?utf-?8"?$/.test(charset);
  const encoding = request.headers.get("content-encoding") ?? "identity";
  if (isJson && isUtf8 && encoding === "identity") return;
  throw new AppError("unsupported_media_type", "Send the body as application/json in UTF-8, not compressed.");
}

async function readBounded(request: Request): Promise<Uint8Array> {
  const tooLarge = new AppError("payload_too_large", "The body is over 1 MiB.");
  if (Number(request.headers.get("content-length") ?? 0) > bodyMaxBytes) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > bodyMaxBytes) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Parses a JSON body; throws `unsupported_media_type`, `payload_too_large` or `malformed_json`. Without a body it is
 * `undefined` where the operation can do without, as `mayBeAbsent` says.
 */
export async function readJsonBody(request: Request, mayBeAbsent = false): Promise<unknown> {
  const announced = request.headers.has("content-type");
  if (announced || !mayBeAbsent) requireJson(request);
  const bytes = await readBounded(request);
  if (bytes.byteLength === 0 && mayBeAbsent) return undefined;
  if (!announced) requireJson(request);
  try {
    const parsed: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return parsed;
  } catch (cause) {
    throw new AppError("malformed_json", "The body is not valid JSON in UTF-8.", { cause });
  }
}

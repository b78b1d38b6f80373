import type { Disposable } from "./disposable.ts";

/**
 * Takes keys and link signatures out of text on its way to a log, an error message or a report. The last line of
 * defence: callers must not hand secrets over in the first place. Every pattern runs in linear time, because the
 * text may come from a server.
 */
export interface Redactor {
  /** From now on the secret, plain or percent-encoded, is removed wherever it stands; until disposed. */
  register(secret: string): Disposable;
  redact(text: string): string;
}

const marker = "[redacted]";

/** Shorter ones would shred ordinary words, and no service gives out such keys. */
const shortestSecret = 4;

/** The query parameters of the platform itself: needed to understand a log, and worth nothing to a thief. */
const harmlessParameters = new Set(["file_id", "task_id", "purpose", "model"]);

/** Any URL behind its scheme, up to white space or a quote. */
const url = /:\/\/[^\s"'<>]*/g;

/** Credentials in front of a URL's host. */
const userInfo = /\/\/[^\s/?#"'<>]*@/g;

/**
 * Parameters that sign a link (api.md 5) or carry a key, also where they stand alone or percent-encoded. What
 * precedes them may itself be an escape of which the last character looks like a letter: `%26Signature`.
 */
const signedParameter =
  /(?:(?<![a-z0-9])|(?<=%[0-9a-f]{2}|\\u[0-9a-f]{4}))(Signature|OSSAccessKeyId|Expires|Policy|Key-Pair-Id|security-token|auth_key|access_token|api[-_]?key|token|sign?|x-(?:amz|oss|goog)-[a-z-]{1,40})(=|%3D|%253D)[^\s&"'<>\\]*/gi;

/** Headers that carry a credential, to the end of the line or of the quoted text. */
const secretHeader =
  /((?:proxy-)?authorization|x-api-key|(?:set-)?cookie)(["']?\s{0,4}[:=]\s{0,4}["']?)[^\r\n"']+/gi;

const bearer = /Bearer(?:\s{1,4}|%20|\+)[^\s"'<>,;]+/gi;

/** `sk-…`, `sk-api-…`, `sk-cp-…` (api.md 1), but not the end of `task-…`. */
const secretKey = /(?:(?<![a-z0-9])|(?<=%[0-9a-f]{2}|\\u[0-9a-f]{4}))sk-[\w-]{6,}/gi;

/** A JWT, whole or cut. */
const jsonWebToken = /eyJ[\w-]{8,}(?:\.[\w-]+){0,2}/g;

/** Removes what looks like a key, a credential or a link's signature, knowing no secret in particular. */
export function redactShapes(text: string): string {
  return text
    .replace(url, redactQuery)
    .replace(userInfo, `//${marker}@`)
    .replace(secretHeader, `$1$2${marker}`)
    .replace(signedParameter, `$1$2${marker}`)
    .replace(bearer, `Bearer ${marker}`)
    .replace(secretKey, marker)
    .replace(jsonWebToken, marker);
}

/** A redactor that knows the shapes above and the secrets registered with it. */
export function createRedactor(): Redactor {
  // The same key may serve two connections: it stays secret until both let go of it.
  const owners = new Map<string, number>();
  return {
    register(secret) {
      const forms = formsOf(secret);
      for (const form of forms) {
        owners.set(form, (owners.get(form) ?? 0) + 1);
      }
      let registered = true;
      return {
        dispose() {
          if (registered) {
            registered = false;
            forms.forEach((form) => {
              release(owners, form);
            });
          }
        },
      };
    },
    redact(text) {
      // Longest first, so that a secret that contains another leaves no tail behind.
      const secrets = [...owners.keys()].sort((a, b) => b.length - a.length);
      return redactShapes(secrets.reduce((rest, secret) => rest.replaceAll(secret, () => marker), text));
    },
  };
}

/** The secret as it may be written: as it is, and as a part of a URL. */
function formsOf(secret: string): readonly string[] {
  const trimmed = secret.trim();
  if (trimmed.length < shortestSecret) {
    return [];
  }
  // Half a surrogate pair has no encoding, and would make `encodeURIComponent` throw.
  return [...new Set([trimmed, encodeURIComponent(trimmed.replace(/\p{Cs}/gu, "\uFFFD"))])];
}

function release(owners: Map<string, number>, form: string): void {
  const left = (owners.get(form) ?? 0) - 1;
  if (left > 0) {
    owners.set(form, left);
  } else {
    owners.delete(form);
  }
}

/** Keeps the names of a URL's parameters and the values of harmless ones. */
function redactQuery(address: string): string {
  const start = address.indexOf("?");
  if (start === -1) {
    return address;
  }
  const parameters = address
    .slice(start + 1)
    .split("&")
    .map((parameter) => {
      const equals = Math.max(parameter.indexOf("="), 0);
      const name = parameter.slice(0, equals);
      const harmless = harmlessParameters.has(name) && /^[\w.-]*$/.test(parameter.slice(equals + 1));
      return harmless ? parameter : `${parameter.slice(0, equals === 0 ? 0 : equals + 1)}${marker}`;
    });
  return `${address.slice(0, start)}?${parameters.join("&")}`;
}

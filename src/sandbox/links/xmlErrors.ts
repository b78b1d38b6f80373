import { randomBytes } from "node:crypto";
import type { Answer } from "../exchange/answer.ts";
import { textAnswer } from "../exchange/answer.ts";

/** The object store's errors: XML, which a careless client saves as the file (api.md 5). */
export function expiredAnswer(): Answer {
  return xmlError(403, "AccessDenied", "Request has expired.");
}

export function badSignatureAnswer(): Answer {
  return xmlError(
    403,
    "SignatureDoesNotMatch",
    "The request signature we calculated does not match the signature you provided.",
  );
}

export function noSuchKeyAnswer(): Answer {
  return xmlError(404, "NoSuchKey", "The specified key does not exist.");
}

export function methodNotAllowedAnswer(): Answer {
  return xmlError(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
}

function xmlError(status: number, code: string, message: string): Answer {
  const requestId = randomBytes(12).toString("hex").toUpperCase();
  return textAnswer(
    status,
    "application/xml",
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
      `<Error><Code>${code}</Code><Message>${message}</Message>` +
      `<RequestId>${requestId}</RequestId><HostId>sandbox.oss-cn-loopback.example</HostId></Error>\n`,
  );
}

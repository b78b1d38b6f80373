import type { SandboxSettings } from "../options.ts";
import type { Refusal } from "./outcome.ts";
import { refused } from "./outcome.ts";

const loginFail =
  "login fail: Please carry the API secret key in the 'Authorization' field of the request header";

/** Checks the key; `undefined` if it is accepted (api.md 1, 2). */
export function refuseKey(
  authorization: string | undefined,
  groupId: string | null,
  settings: Pick<SandboxSettings, "keys">,
): Refusal | undefined {
  const key = /^Bearer (\S+)$/i.exec(authorization ?? "")?.[1];
  if (key === undefined) {
    return refused(1004, loginFail);
  }
  if (groupId !== null) {
    // Obsolete, and no group of anyone's is known here.
    return refused(1004, "login fail: token not match group");
  }
  // A key of the other region is told the same as one that does not exist.
  return settings.keys.includes(key) ? undefined : refused(2049, "invalid api key");
}

import { dirname, resolve } from "node:path";

/**
 * The absolute path of `name` in `folder`. Throws a `RangeError` if the name is anything but one segment: the
 * last line of defence against path traversal, after `safeLocalName`.
 */
export function resolveInside(folder: string, name: string): string {
  const base = resolve(folder);
  const path = resolve(base, name);
  if (name === "" || path === base || dirname(path) !== base) {
    throw new RangeError("A file name must not leave its folder");
  }
  return path;
}

/** Answers whether a value that came from outside has the shape that it should have. */
export type Guard<T> = (value: unknown) => value is T;

export const isString: Guard<string> = (value) => typeof value === "string";

export const isBoolean: Guard<boolean> = (value) => typeof value === "boolean";

export const isFiniteNumber: Guard<number> = (value): value is number => Number.isFinite(value);

/** This very number, such as a version. */
export function isExactly<T extends number>(wanted: T): Guard<T> {
  return (value): value is T => value === wanted;
}

/** One of the listed words. */
export function isOneOf<T extends string>(words: readonly T[]): Guard<T> {
  return (value): value is T => (words as readonly unknown[]).includes(value);
}

/** Present and of the shape, or absent. */
export function isOptional<T>(guard: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || guard(value);
}

export function isArrayOf<T>(guard: Guard<T>): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(guard);
}

/** An object whose own fields have the given shapes; the compiler asks for a guard of every field of `T`. */
export function isObject<T extends object>(fields: { readonly [K in keyof T]-?: Guard<T[K]> }): Guard<T> {
  const entries = Object.entries<Guard<unknown>>(fields);
  return (value): value is T => {
    if (typeof value !== "object" || value === null) {
      return false;
    }
    const own = new Map<string, unknown>(Object.entries(value));
    return entries.every(([name, guard]) => guard(own.get(name)));
  };
}

/** A discriminated union: the guard is chosen by the text in the field `tag`. */
export function isUnion<Tag extends string, T extends Readonly<Record<Tag, string>>>(
  tag: Tag,
  members: { readonly [K in T[Tag]]: Guard<Extract<T, Readonly<Record<Tag, K>>>> },
): Guard<T> {
  const guards = new Map<unknown, Guard<unknown>>(Object.entries<Guard<unknown>>(members));
  return (value): value is T => {
    if (typeof value !== "object" || value === null) {
      return false;
    }
    const word: unknown = new Map<string, unknown>(Object.entries(value)).get(tag);
    return guards.get(word)?.(value) ?? false;
  };
}

/**
 * Sort keys that order names exactly as an `Intl.Collator` does, but compare as plain strings: a numeric collation
 * costs microseconds a comparison, which adds up to seconds for 100,000 names (measured: 5 s against 0.2 s).
 */
export interface NaturalKeys {
  /** Equal keys, and names without a key, are for the collator to compare. */
  keyOf(name: string): string | undefined;
}

const firstPrintable = 0x20;
const lastPrintable = 0x7e;
const zero = 0x30;
const nine = 0x39;
/** The collation compares longer numbers piece by piece. */
const longestNumber = 200;
/** Characters. No file system has longer names. */
const longestKey = 1000;

/** Keys for a numeric collator; names in anything but printable ASCII have none. */
export function naturalKeys(collator: Intl.Collator): NaturalKeys {
  const weights = asciiWeights(collator);
  return { keyOf: (name) => (weights === undefined ? undefined : keyOf(name, weights)) };
}

/** A number becomes: the weight of digits, its length without leading zeros, its digits. So 9 comes before 10. */
function keyOf(name: string, weights: readonly number[]): string | undefined {
  const key: number[] = [];
  for (let index = 0; index < name.length;) {
    const code = name.charCodeAt(index);
    if (code < firstPrintable || code > lastPrintable || key.length > longestKey) {
      return undefined;
    }
    key.push(weights[code] ?? 0);
    if (!isDigit(code)) {
      index++;
      continue;
    }
    let end = index + 1;
    while (isDigit(name.charCodeAt(end))) {
      end++;
    }
    while (index < end && name.charCodeAt(index) === zero) {
      index++;
    }
    if (end - index > longestNumber) {
      return undefined;
    }
    key.push(end - index);
    while (index < end) {
      key.push(name.charCodeAt(index++));
    }
  }
  // In one piece: text that is put together bit by bit keeps all its bits alive, and the collector busy.
  return String.fromCharCode(...key);
}

function isDigit(code: number): boolean {
  return code >= zero && code <= nine;
}

/**
 * One number per ASCII character, in the collator's order of base letters; `undefined` where letters do not
 * stand alone in the language ("ch" in Czech, "aa" in Danish) or punctuation counts for nothing (Thai).
 */
function asciiWeights(collator: Intl.Collator): readonly number[] | undefined {
  const { locale } = collator.resolvedOptions();
  const base = new Intl.Collator(locale, { sensitivity: "base", numeric: true });
  const ascii = Array.from({ length: lastPrintable - firstPrintable + 1 }, (_, index) =>
    String.fromCharCode(firstPrintable + index),
  );
  if (ascii.some((character) => base.compare(character, "") === 0) || hasContractions(base)) {
    return undefined;
  }
  const weights: number[] = [];
  let weight = 0;
  let previous: string | undefined;
  for (const character of ascii.toSorted((a, b) => base.compare(a, b))) {
    const isNumber = isDigit(character.charCodeAt(0));
    const sameAsBefore =
      previous !== undefined &&
      (isNumber ? isDigit(previous.charCodeAt(0)) : base.compare(previous, character) === 0);
    weight += sameAsBefore ? 0 : 1;
    weights[character.charCodeAt(0)] = weight;
    previous = character;
  }
  return weights;
}

/** Whether two letters together sort elsewhere than their places say. */
function hasContractions(base: Intl.Collator): boolean {
  const letters = Array.from("abcdefghijklmnopqrstuvwxyz").sort((a, b) => base.compare(a, b));
  return letters.some((first) =>
    letters.some((second, index) => {
      const next = letters[index + 1];
      return next !== undefined && base.compare(first + second, first + next) !== base.compare(second, next);
    }),
  );
}

import fc from "fast-check";

const character = fc
  .integer({ min: 0, max: 0x10ffff })
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code));

/** Well-formed text of any characters. As `fc.string({ unit: "binary" })`, but ready at once and not after a second. */
export function anyText({ minLength = 0, maxLength = 30 } = {}): fc.Arbitrary<string> {
  const ascii = fc.integer({ min: 0, max: 0x7f }).map((code) => String.fromCharCode(code));
  return fc
    .array(fc.oneof(ascii, character), { minLength, maxLength })
    .map((characters) => characters.join(""));
}

import fc from "fast-check";

/**
 * Any string that JavaScript can hold, halves of surrogate pairs included. Unlike `fc.string({ unit: "binary" })` it
 * needs no table of all characters, which takes seconds to build on a busy machine.
 */
export const anyText = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));

/** One line of CSV (RFC 4180), with its line break. `undefined` is an empty field. */
export function csvLine(fields: readonly (string | number | boolean | undefined)[]): string {
  return `${fields.map(csvField).join(",")}\r\n`;
}

function csvField(value: string | number | boolean | undefined): string {
  const text = typeof value === "string" ? withoutFormula(value) : String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A spreadsheet runs a cell that begins like a formula, and the server chose the file names: an apostrophe before
 * it makes the cell text. Full-width signs are read as formulas too.
 */
function withoutFormula(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}

import type { Condition, Filter, FilterTerm } from "./filter.ts";

/**
 * Writes a filter in its own syntax, in the form that a view's message or a saved setting shows. Read again, it
 * gives the same filter.
 */
export function filterText({ terms }: Filter): string {
  return terms.map(termText).join(" ");
}

function termText({ negated, condition }: FilterTerm): string {
  return `${negated ? "-" : ""}${conditionText(condition)}`;
}

function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case "word":
      return quoted(condition.text, isPlainWord);
    case "nameContains":
      return `name:${quoted(condition.text, isPlainValue)}`;
    case "nameMatches":
      return isReadAsItself(condition.pattern) ? condition.pattern : `name:${condition.pattern}`;
    case "purposeContains":
      return `purpose:${quoted(condition.text, isPlainValue)}`;
    case "purposeMatches":
      return `purpose:${condition.pattern}`;
    case "type":
      return `type:${condition.type}`;
    case "extension":
      return `type:${condition.extension}`;
    case "idStartsWith":
      return `id:${quoted(condition.prefix, isPlainValue)}`;
    case "size":
      return `${condition.comparison}${condition.bytes}`;
    case "sizeUnknown":
      return "size:unknown";
    case "before":
    case "after":
      return `${condition.kind}:${condition.text}`;
  }
}

/** Without quotes only what would be read as itself. */
function quoted(text: string, isPlain: (text: string) => boolean): string {
  return isPlain(text) ? text : `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

function isPlainValue(text: string): boolean {
  return !/[\s*?"]/.test(text);
}

function isPlainWord(text: string): boolean {
  return isPlainValue(text) && isReadAsItself(text);
}

/** True where no key, sign or quote gives the text another meaning. */
function isReadAsItself(text: string): boolean {
  return !/^[-<>="]|:/.test(text);
}

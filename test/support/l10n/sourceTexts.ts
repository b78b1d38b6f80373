import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { rootFolder } from "../folders.ts";

/** Texts by the key under which VS Code looks for their translation. */
export type Texts = Readonly<Record<string, string>>;

/**
 * The texts of all `vscode.l10n.t(…)` calls under `src`. Throws where a text is not written out as one literal,
 * since no translator would ever see it.
 */
export function sourceTexts(): Texts {
  const files = globSync("src/**/*.ts", { cwd: rootFolder });
  const texts = files.map((file) => textsOf(file, readFileSync(join(rootFolder, file), "utf8")));
  return Object.assign({}, ...texts) as Texts;
}

/** The texts of the `l10n.t` calls in one file. */
export function textsOf(file: string, code: string): Texts {
  const texts: Record<string, string> = {};
  if (!code.includes("l10n")) {
    return texts;
  }
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest);
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTranslation(node.expression)) {
      const text = textOf(node.arguments[0]);
      if (text === undefined) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
        throw new Error(`${file}:${line + 1}: l10n.t needs its text written out as one literal`);
      }
      texts[text.key] = text.message;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

/** `vscode.l10n.t` or `l10n.t`. */
function isTranslation(called: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(called) || called.name.text !== "t") {
    return false;
  }
  const owner = called.expression;
  return (
    (ts.isPropertyAccessExpression(owner) && owner.name.text === "l10n") ||
    (ts.isIdentifier(owner) && owner.text === "l10n")
  );
}

/** A text alone is its own key; of `{ message, comment }` VS Code makes `message/comment`. */
function textOf(argument: ts.Expression | undefined): { key: string; message: string } | undefined {
  if (argument !== undefined && ts.isObjectLiteralExpression(argument)) {
    const message = literal(argument, "message");
    const comment = literal(argument, "comment");
    return message === undefined || comment === undefined
      ? undefined
      : { key: `${message}/${comment}`, message };
  }
  return argument !== undefined && ts.isStringLiteralLike(argument)
    ? { key: argument.text, message: argument.text }
    : undefined;
}

function literal(object: ts.ObjectLiteralExpression, name: string): string | undefined {
  const property = object.properties.find(
    (candidate) =>
      candidate.name !== undefined && ts.isIdentifier(candidate.name) && candidate.name.text === name,
  );
  if (property === undefined || !ts.isPropertyAssignment(property)) {
    return undefined;
  }
  const { initializer } = property;
  const parts = ts.isArrayLiteralExpression(initializer) ? [...initializer.elements] : [initializer];
  return parts.every(ts.isStringLiteralLike) ? parts.map(({ text }) => text).join("") : undefined;
}

/**
 * Builds the page's elements. Text goes in as text nodes only: nothing here, or above it, parses markup, so a
 * file name can say what it likes.
 */
export interface ElementOptions {
  readonly class?: string | undefined;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  options: ElementOptions,
  ...children: readonly (Node | string | undefined)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (options.class !== undefined) {
    made.className = options.class;
  }
  for (const [name, value] of Object.entries(options.attributes ?? {})) {
    made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

let lastId = 0;

/** An id for `aria-labelledby` and its like, unique within the page. */
export function uniqueId(prefix: string): string {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

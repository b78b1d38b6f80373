/**
 * As much of `vscode` as parts of the editor floor need in a unit test: `vi.mock("vscode", () => import(…))`. What a
 * real VS Code does with it is for the host and end-to-end tests.
 */
import { join } from "node:path";

type Listener<T> = (value: T) => void;

interface Disposable {
  readonly dispose: () => void;
}

interface FakeUri {
  readonly scheme: "file";
  readonly fsPath: string;
}

const nothing: Disposable = { dispose: () => undefined };
const listen = (): Disposable => nothing;

export class EventEmitter<T> {
  readonly #listeners = new Set<Listener<T>>();

  readonly event = (listener: Listener<T>): Disposable => {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) {
      listener(value);
    }
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

export const l10n = {
  t: (text: string, ...values: readonly unknown[]): string =>
    text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)])),
};

export class TerminalLink {
  readonly startIndex: number;
  readonly length: number;
  readonly tooltip: string;

  constructor(startIndex: number, length: number, tooltip: string) {
    this.startIndex = startIndex;
    this.length = length;
    this.tooltip = tooltip;
  }
}

export const Uri = {
  file: (fsPath: string): FakeUri => ({ scheme: "file", fsPath }),
  joinPath: ({ fsPath }: FakeUri, ...parts: readonly string[]): FakeUri => Uri.file(join(fsPath, ...parts)),
};

export const commands = { executeCommand: (): Promise<undefined> => Promise.resolve(undefined) };

/** What was shown to the user; no button is ever pressed. */
export const shownMessages: string[] = [];

/** The provider that was registered last: a test is its terminal. */
export const registered: { terminalLinks?: unknown } = {};

export const window = {
  state: { focused: true },
  onDidChangeWindowState: listen,
  showInformationMessage: (text: string): Promise<undefined> => {
    shownMessages.push(text);
    return Promise.resolve(undefined);
  },
  registerTerminalLinkProvider: (provider: unknown): Disposable => {
    registered.terminalLinks = provider;
    return nothing;
  },
};

export const languages = {
  registerDocumentLinkProvider: listen,
  registerHoverProvider: listen,
  registerCodeLensProvider: listen,
};

/** Every setting has its default. */
export const workspace = {
  getConfiguration: (): { readonly inspect: () => undefined } => ({ inspect: () => undefined }),
  onDidChangeConfiguration: listen,
};

/**
 * As much of `vscode` as parts of the editor floor need in a unit test: `vi.mock("vscode", () => import(…))`. What a
 * real VS Code does with it is for the host and end-to-end tests.
 */
import { join } from "node:path";

type Listener<T> = (value: T) => void;

interface Disposable {
  readonly dispose: () => void;
}

/** As much of a URI as is asked for; paths are those of this machine. */
interface FakeUri {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly fsPath: string;
  readonly toString: () => string;
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
  from: ({ scheme, authority = "", path = "" }: Pick<FakeUri, "scheme"> & Partial<FakeUri>): FakeUri => ({
    scheme,
    authority,
    path,
    fsPath: path,
    toString: () => `${scheme}://${authority}${path}`,
  }),
  file: (path: string): FakeUri => Uri.from({ scheme: "file", path }),
  joinPath: (uri: FakeUri, ...parts: readonly string[]): FakeUri =>
    Uri.from({ ...uri, path: join(uri.path, ...parts) }),
};

export class FileSystemError extends Error {
  readonly code: string;

  private constructor(code: string, message: unknown) {
    super(String(message));
    this.code = code;
  }

  static FileNotFound(uri: FakeUri): FileSystemError {
    return new FileSystemError("FileNotFound", uri);
  }

  static Unavailable(message: string): FileSystemError {
    return new FileSystemError("Unavailable", message);
  }
}

export const FileType = { File: 1, Directory: 2 };
export const FilePermission = { Readonly: 1 };
export const FileChangeType = { Changed: 1, Created: 2, Deleted: 3 };

export class ThemeIcon {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

export class ThemeColor extends ThemeIcon {}

export class FileDecoration {
  readonly badge: string | undefined;
  readonly tooltip: string | undefined;
  readonly color: ThemeColor | undefined;

  constructor(badge?: string, tooltip?: string, color?: ThemeColor) {
    this.badge = badge;
    this.tooltip = tooltip;
    this.color = color;
  }
}

export class TreeItem {
  readonly label: string;

  constructor(label: string) {
    this.label = label;
  }
}

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };

export const commands = { executeCommand: (): Promise<undefined> => Promise.resolve(undefined) };

/** What was shown to the user. */
export const shownMessages: string[] = [];

/** The titles of the buttons that the user presses; any other message is closed. */
export const pressedButtons = new Set<string>();

/** What is on the clipboard. */
export const clipboard = { text: "" };

/** The provider that was registered last: a test is its terminal. */
export const registered: { terminalLinks?: unknown } = {};

const show = (text: string, ...rest: readonly unknown[]): Promise<unknown> => {
  shownMessages.push(text);
  return Promise.resolve(rest.find((button) => typeof button === "string" && pressedButtons.has(button)));
};

export const window = {
  state: { focused: true },
  onDidChangeWindowState: listen,
  showInformationMessage: show,
  showWarningMessage: show,
  showErrorMessage: show,
  setStatusBarMessage: (text: string): Disposable => {
    shownMessages.push(text);
    return nothing;
  },
  registerFileDecorationProvider: listen,
  registerTerminalLinkProvider: (provider: unknown): Disposable => {
    registered.terminalLinks = provider;
    return nothing;
  },
};

export const env = {
  clipboard: {
    writeText: (text: string): Promise<void> => {
      clipboard.text = text;
      return Promise.resolve();
    },
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

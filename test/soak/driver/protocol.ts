/** What the soak test asks of the driver, an extension beside ours, and what it answers. */

/** Sent once by each extension host that has started. */
export interface Hello {
  readonly pid: number;
  /** Where this driver takes its orders: a port on loopback. */
  readonly port: number;
  /** The folder that the window has open. */
  readonly folder: string;
}

export type Order =
  | { readonly kind: "list" }
  | { readonly kind: "retrieve"; readonly fileId: string; readonly includeLink: boolean }
  /** `cancelAfter`: milliseconds. */
  | {
      readonly kind: "download";
      readonly fileId: string;
      readonly folder: string;
      readonly cancelAfter?: number;
    }
  | { readonly kind: "upload"; readonly path: string; readonly purpose: string }
  | { readonly kind: "command"; readonly id: string }
  /** What the host's open file descriptors are: paths, and `socket:` or `pipe:` with a number. */
  | { readonly kind: "descriptors" }
  | { readonly kind: "measure" };

export type Answer =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: string };

/** An extension host after its garbage was collected. */
export interface Measure {
  /** Bytes, as are the next two. */
  readonly heap: number;
  /** What buffers hold, outside of the heap. */
  readonly buffers: number;
  readonly resident: number;
  /** Open file descriptors. */
  readonly descriptors: number;
  /** Timers, sockets, pipes and calls that keep the process busy. */
  readonly handles: number;
  /** Objects that others listen to: event emitters, sockets among them, and event targets, such as abort signals. */
  readonly emitters: number;
  readonly targets: number;
  /** Warnings that Node gave, such as of too many listeners. */
  readonly warnings: readonly string[];
}

/** One transfer: from `url` into `file`, or from `file` to `url`. */
export interface Errand {
  readonly url: string;
  readonly file: string;
}

/** What a contestant is told on its command line, as JSON. */
export interface Assignment {
  /** A small errand of the same kind to begin with, so that code is loaded and certificates are read. */
  readonly warmUp: Errand;
  /** The one that is measured. */
  readonly errand: Errand;
  /** Path of the root certificate (PEM) to trust. */
  readonly certificate: string;
}

/** One transfer in figures. What cannot be had of a foreign program is missing. */
export interface Measurement {
  /** Milliseconds from the first call to the last byte; the start of the process is not in it. */
  readonly wall: number;
  /** Milliseconds of processor time, all threads. Of a foreign program: its start included. */
  readonly cpu: number;
  /** Bytes of resident memory at the peak, above the idle process after its imports. */
  readonly memory?: number;
  /** Milliseconds: the longest time that the event loop did not turn. */
  readonly block?: number;
  /** The same for the warm-up. */
  readonly firstBlock?: number;
}

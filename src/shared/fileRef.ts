/** Names one file of one connection: ids are unique within a connection only. */
export interface FileRef {
  readonly connectionId: string;
  /** The platform's id in decimal digits; text, because it can exceed 2^53. */
  readonly fileId: string;
}

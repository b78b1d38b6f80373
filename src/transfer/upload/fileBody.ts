import type { RequestBody } from "../../http/http.ts";
import type { MultipartFraming } from "./multipart.ts";
import { readChunks, type SourceFile } from "./sourceFile.ts";
import { UploadError } from "./uploadError.ts";

/**
 * A file within its multipart framing, read as the socket takes it, through a few buffers used again and again:
 * memory does not grow with the file.
 *
 * A file that changes meanwhile ends the body before the closing boundary, so that no server can take what it
 * got for the whole; nothing is cut off or padded to fit.
 */
export class FileBody implements RequestBody {
  readonly contentType: string;
  readonly length: number;
  readonly #source: SourceFile;
  readonly #framing: MultipartFraming;
  readonly #onSent: (bytes: number) => void;
  #started = false;
  #complete = false;
  #failure: UploadError | undefined;

  /**
   * @param onSent told how many of the file's bytes have been handed to the socket. It is never ahead of them:
   *   a chunk counts once the next is asked for.
   */
  constructor(source: SourceFile, framing: MultipartFraming, onSent: (bytes: number) => void) {
    this.contentType = framing.contentType;
    this.length = framing.head.length + source.size + framing.tail.length;
    this.#source = source;
    this.#framing = framing;
    this.#onSent = onSent;
  }

  /** True from the moment when the last byte was handed out: from then on the platform may have the file. */
  get complete(): boolean {
    return this.#complete;
  }

  /** Why the body ended early, where that was our own doing; a transport may have wrapped the error. */
  get failure(): UploadError | undefined {
    return this.#failure;
  }

  async *chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    if (this.#started) {
      throw new Error("A file body can be sent only once");
    }
    this.#started = true;
    yield this.#framing.head;
    try {
      let sent = 0;
      for await (const chunk of readChunks(this.#source)) {
        yield chunk;
        sent += chunk.length;
        this.#onSent(sent);
      }
      if (sent !== this.#source.size || (await this.#source.hasChanged())) {
        throw new UploadError("changedWhileSent", `${this.#source.path} changed while it was sent`);
      }
    } catch (error) {
      this.#failure = UploadError.is(error)
        ? error
        : new UploadError("unreadable", `Cannot read ${this.#source.path}`, { cause: error });
      throw this.#failure;
    }
    this.#complete = true;
    yield this.#framing.tail;
  }
}

import type { Http } from "../../http/http.ts";
import type { Origin } from "./attempt.ts";
import { DownloadError } from "./downloadError.ts";
import type { DownloadSource, FreshLinks } from "./downloadJob.ts";
import type { DownloadLimits } from "./downloadLimits.ts";

/**
 * The places that a file's bytes can be had from, and the one in use. A refused link is replaced by a fresh
 * one, a host that fails by the next place; going round without progress ends with a clear error.
 */
export class OriginPool {
  readonly #source: DownloadSource;
  readonly #linkHttp: Http;
  readonly #apiHttp: Http;
  readonly #limits: DownloadLimits;
  #origins: readonly Origin[];
  #index = 0;
  #wantsFreshLink: boolean;
  #version = 0;
  #refreshed = 0;
  #fruitlessRefreshes = 0;
  #hostFailures = 0;

  constructor(source: DownloadSource, linkHttp: Http, apiHttp: Http, limits: DownloadLimits) {
    this.#source = source;
    this.#linkHttp = linkHttp;
    this.#apiHttp = apiHttp;
    this.#limits = limits;
    this.#origins = this.#list({ link: source.link, backupLink: source.backupLink });
    this.#wantsFreshLink = this.#origins.at(0)?.kind !== "link";
  }

  /** Calls of `refreshLink`. */
  get refreshed(): number {
    return this.#refreshed;
  }

  /** Changes with every change of the place or link in use. */
  get version(): number {
    return this.#version;
  }

  /** The place to use now; retrieves a fresh link first if there is none, or the last one was refused. */
  async current(signal: AbortSignal): Promise<Origin> {
    if (this.#wantsFreshLink) {
      this.#refreshed += 1;
      this.#origins = this.#list(await this.#source.refreshLink(signal));
      this.#fruitlessRefreshes += 1;
      this.#wantsFreshLink = false;
      this.#use(0);
    }
    const origin = this.#origins[this.#index];
    if (origin === undefined) {
      throw new DownloadError("noSource", "The platform gave no link, and has no other way to the bytes");
    }
    return origin;
  }

  /** New bytes came: earlier failures are forgiven. */
  succeeded(): void {
    this.#fruitlessRefreshes = 0;
    this.#hostFailures = 0;
  }

  /** The place in use refused the request. A link may have ended: a fresh one is retrieved for the next try. */
  refused(status: number): void {
    if (this.#origins[this.#index]?.kind === "content") {
      throw new DownloadError("refusedByServer", `HTTP status ${status}`, { status });
    }
    if (this.#fruitlessRefreshes < this.#limits.fruitlessRefreshes) {
      this.#wantsFreshLink = true;
      this.#version += 1;
      return;
    }
    const content = this.#origins.findIndex(({ kind }) => kind === "content");
    if (content === -1) {
      throw new DownloadError("linkExpiredAlways", `Every fresh link is refused with ${status}`, { status });
    }
    this.#use(content);
  }

  /** The host could not be reached, or failed. After some failures in a row the next place is used. */
  hostFailed(): void {
    this.#hostFailures += 1;
    if (this.#hostFailures >= this.#limits.hostFailures && this.#origins.length > 1) {
      this.#use((this.#index + 1) % this.#origins.length);
    }
  }

  /** The place in use will never work. False if it was the last one. */
  abandon(): boolean {
    this.#origins = this.#origins.filter((_, index) => index !== this.#index);
    this.#use(0);
    return this.#origins.length > 0;
  }

  #use(index: number): void {
    this.#index = index;
    this.#version += 1;
    this.#hostFailures = 0;
  }

  #list(links: FreshLinks): readonly Origin[] {
    const http = this.#linkHttp;
    const origins: Origin[] = [links.link, links.backupLink]
      .filter((link) => link !== undefined)
      .map(({ url }) => ({ kind: "link", http, url }));
    const { contentRequest } = this.#source;
    return contentRequest === undefined
      ? origins
      : [...origins, { kind: "content", http: this.#apiHttp, request: contentRequest() }];
  }
}

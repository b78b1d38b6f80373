import * as vscode from "vscode";
import type { CatalogEntry } from "../../catalog/catalogEntry.ts";
import { dateBounds } from "../../catalog/dateBuckets.ts";
import { deriveModel, groupOf, type ExplorerModel, type FileGroup } from "../../catalog/explorerModel.ts";
import { pageOf, pagesToShow, type MoreRows } from "../../catalog/paging.ts";
import type { SortedRows } from "../../catalog/sortedRows.ts";
import { treeChange } from "../../catalog/treeChange.ts";
import {
  TreeElements,
  type FileElement,
  type GroupElement,
  type MoreElement,
  type TreeElement,
} from "../../catalog/treeElements.ts";
import type { FileId } from "../../platform/fileRecord.ts";
import type { Calendar } from "../../shared/calendar.ts";
import type { Clock } from "../../shared/clock.ts";
import type { Disposable } from "../../shared/disposable.ts";
import { eventLoopPacer } from "../../shared/eventLoopPacer.ts";
import { runInSlices } from "../../shared/steps.ts";
import type { ConnectionFiles } from "./connectionFiles.ts";
import type { OwnNodes } from "./treeNodes.ts";
import type { ViewOptionsStore } from "./viewOptionsStore.ts";

/** ISO 8601: weeks begin on Monday. */
const monday = 1;

/**
 * The rows of one connection. Derives them anew when the files or the view options change, and tells the smallest
 * set of rows that differ: `"root"`, or groups and single files.
 */
export class ConnectionTree implements Disposable {
  readonly files: ConnectionFiles;
  readonly #elements: TreeElements;
  readonly #rows: SortedRows;
  readonly #own: OwnNodes;
  readonly #calendar: Calendar;
  readonly #clock: Clock;
  readonly #pages = new Map<string, number>();
  readonly #changed = new vscode.EventEmitter<"root" | readonly TreeElement[]>();
  readonly #options: ViewOptionsStore;
  readonly #subscriptions: readonly Disposable[];
  #model: ExplorerModel | undefined;
  /** The last derivation, done or not. */
  #deriving: Promise<ExplorerModel> | undefined;
  /** The one that still waits for its turn: it will see whatever changes until then. */
  #waiting: Promise<ExplorerModel> | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(parts: {
    files: ConnectionFiles;
    options: ViewOptionsStore;
    rows: SortedRows;
    own: OwnNodes;
    calendar: Calendar;
    clock: Clock;
  }) {
    this.files = parts.files;
    this.#options = parts.options;
    this.#rows = parts.rows;
    this.#own = parts.own;
    this.#calendar = parts.calendar;
    this.#clock = parts.clock;
    this.#elements = new TreeElements(parts.files.connection.id);
    this.#subscriptions = [
      parts.files.onDidChange(() => void this.#derive()),
      parts.options.onDidChange(() => void this.#derive()),
    ];
  }

  get model(): ExplorerModel | undefined {
    return this.#model;
  }

  /** The groups, or the files where nothing is grouped. */
  async roots(): Promise<readonly TreeElement[]> {
    const model = await this.#ready();
    const [only] = model.groups;
    return model.view.groupBy === "none" && only !== undefined
      ? this.#rowsOf(only, model)
      : model.groups.map((group) => this.#own.mark(this.#elements.group(group)));
  }

  /** The files of a group, page by page. */
  async children(element: GroupElement): Promise<readonly TreeElement[]> {
    const model = await this.#ready();
    const group = this.group(element.id);
    return group === undefined ? [] : this.#rowsOf(group, model);
  }

  parent(element: TreeElement): GroupElement | undefined {
    if (this.#model === undefined || this.#model.view.groupBy === "none" || element.kind === "group") {
      return undefined;
    }
    const entry = element.kind === "file" ? this.entry(element.fileId) : undefined;
    const group =
      element.kind === "more" ? this.group(element.groupId) : entry && groupOf(this.#model, entry);
    return group && this.#own.mark(this.#elements.group(group));
  }

  group(id: string): FileGroup | undefined {
    return this.#model?.groups.find((group) => group.id === id);
  }

  /** All files of a group in their order, shown on a page or not. */
  async groupEntries(id: string): Promise<readonly CatalogEntry[]> {
    await this.#ready();
    const group = this.group(id);
    return group === undefined ? [] : this.#sorted(group);
  }

  /** All files that pass the filter, group by group. */
  async shownEntries(): Promise<readonly CatalogEntry[]> {
    const { groups } = await this.#ready();
    const sorted: CatalogEntry[] = [];
    for (const group of groups) {
      for (const entry of await this.#sorted(group)) {
        sorted.push(entry);
      }
    }
    return sorted;
  }

  entry(id: FileId): CatalogEntry | undefined {
    return this.files.catalog.get(id);
  }

  /** What a "Load more" row says. */
  async more(element: MoreElement): Promise<MoreRows | undefined> {
    const group = this.group(element.groupId);
    return group && pageOf(await this.#sorted(group), this.#pagesOf(group.id)).more;
  }

  /** Shows the next page of a group. */
  showMore(element: MoreElement): void {
    this.#pages.set(element.groupId, this.#pagesOf(element.groupId) + 1);
    this.#tellRows(this.group(element.groupId));
  }

  /** The files whose rows were handed out. */
  get shownFiles(): readonly FileElement[] {
    return this.#elements.files;
  }

  /** Groups by date are others once a day has ended. */
  passTime(): void {
    if (this.#model !== undefined && this.#clock.now() >= this.#model.dates.tomorrow) {
      void this.#derive();
    }
  }

  /** The row of a file, once enough pages are shown for it to be there; `undefined` where the filter hides it. */
  async reveal(id: FileId): Promise<FileElement | undefined> {
    const model = await this.#ready();
    const entry = this.entry(id);
    const group = entry && groupOf(model, entry);
    if (entry === undefined || group === undefined) {
      return undefined;
    }
    const index = (await this.#sorted(group)).findIndex((each) => each.id === id);
    const needed = pagesToShow(index);
    if (needed > this.#pagesOf(group.id)) {
      this.#pages.set(group.id, needed);
      this.#tellRows(group);
    }
    return this.#own.mark(this.#elements.file(entry));
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    this.#changed.dispose();
  }

  #pagesOf(groupId: string): number {
    return this.#pages.get(groupId) ?? 1;
  }

  async #rowsOf(group: FileGroup, model: ExplorerModel): Promise<readonly TreeElement[]> {
    const sorted = await runInSlices(this.#rows.of(group, model.view.sort), eventLoopPacer);
    const { items, more } = pageOf(sorted, this.#pagesOf(group.id));
    const files = items.map((entry) => this.#own.mark(this.#elements.file(entry)));
    return more === undefined ? files : [...files, this.#own.mark(this.#elements.more(group))];
  }

  #sorted(group: FileGroup): Promise<readonly CatalogEntry[]> {
    return runInSlices(this.#rows.of(group, this.#options.current.sort), eventLoopPacer);
  }

  #ready(): Promise<ExplorerModel> {
    return this.#deriving ?? this.#derive();
  }

  /** One after the other, so that an older state never ends last. */
  #derive(): Promise<ExplorerModel> {
    this.#waiting ??= this.#deriveAfter(this.#deriving);
    this.#deriving = this.#waiting;
    return this.#waiting;
  }

  async #deriveAfter(earlier: Promise<ExplorerModel> | undefined): Promise<ExplorerModel> {
    const before = await earlier;
    this.#waiting = undefined;
    const { catalog } = this.files;
    const input = {
      connectionId: this.files.connection.id,
      catalog,
      view: this.#options.current,
      dates: dateBounds(this.#clock.now(), this.#calendar, monday),
    };
    const after = await runInSlices(deriveModel(input, before), eventLoopPacer);
    this.#model = after;
    this.#elements.retain(after, catalog);
    this.#tell(before, after);
    return after;
  }

  #tellRows(group: FileGroup | undefined): void {
    if (group !== undefined) {
      this.#changed.fire(group.groupBy === "none" ? "root" : [this.#elements.group(group)]);
    }
  }

  #tell(before: ExplorerModel | undefined, after: ExplorerModel): void {
    const change = treeChange(before, after);
    switch (change.kind) {
      case "root":
        this.#changed.fire("root");
        break;
      case "none":
        this.#changed.fire([]);
        break;
      case "parts":
        this.#changed.fire([
          ...change.groups.map((group) => this.#elements.group(group)),
          ...change.files.flatMap((entry) => this.#elements.shownFile(entry) ?? []),
        ]);
    }
  }
}

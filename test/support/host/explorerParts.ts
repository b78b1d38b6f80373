import { naturalKeys } from "../../../src/catalog/naturalKey.ts";
import { SortedRows } from "../../../src/catalog/sortedRows.ts";
import { CapabilityStore } from "../../../src/editor/capabilityStore.ts";
import type { Connection } from "../../../src/editor/connections/connection.ts";
import { ConnectionStore } from "../../../src/editor/connections/connectionStore.ts";
import { KeyStore } from "../../../src/editor/connections/keyStore.ts";
import { ConnectionFiles } from "../../../src/editor/explorer/connectionFiles.ts";
import { ConnectionTree } from "../../../src/editor/explorer/connectionTree.ts";
import { FileLibrary } from "../../../src/editor/explorer/fileLibrary.ts";
import { FilesTree } from "../../../src/editor/explorer/filesTree.ts";
import { OwnNodes } from "../../../src/editor/explorer/treeNodes.ts";
import { ViewOptionsStore } from "../../../src/editor/explorer/viewOptionsStore.ts";
import { LedgerStore } from "../../../src/editor/usage/ledgerStore.ts";
import type { FileRecord } from "../../../src/platform/fileRecord.ts";
import type { Platform } from "../../../src/platform/platform.ts";
import { Calendar } from "../../../src/shared/calendar.ts";
import { systemClock, type Clock } from "../../../src/shared/clock.ts";
import { makeFormats } from "../../../src/shared/format.ts";
import { silentLog } from "../../../src/shared/log.ts";
import { FakeMemento, FakeSecrets } from "./fakeState.ts";

export const connection: Connection = {
  id: "c1",
  provider: "custom",
  name: "Mirror",
  origin: "https://mirror.example",
};

export function record(id: string, purpose: string): FileRecord {
  return { id, filename: `file-${id}.wav`, purpose, size: 10, createdAt: 1_700_000_000, extra: {} };
}

export const listed = [record("101", "voice_clone"), record("102", "video_generation")];

/** A platform that lists what it is told to; all else is not expected. */
function listing(answer: () => Promise<readonly FileRecord[]>): Platform {
  const unexpected = (): Promise<never> => Promise.reject(new Error("not expected"));
  return {
    list: answer,
    retrieve: unexpected,
    contentRequest: unexpected,
    upload: unexpected,
    delete: unexpected,
    queryTask: unexpected,
    validate: unexpected,
  };
}

export interface ExplorerParts {
  readonly state: FakeMemento;
  readonly store: ConnectionStore;
  readonly keys: KeyStore;
  readonly library: FileLibrary;
  readonly tree: FilesTree;
  readonly options: ViewOptionsStore;
  readonly capabilities: CapabilityStore;
  readonly ledger: LedgerStore;
}

/** The explorer's parts over one connection that has been listed, without a view. */
export async function explorer(
  answer: () => Promise<readonly FileRecord[]>,
  clock: Clock = systemClock,
  newSince: () => number | undefined = () => undefined,
): Promise<ExplorerParts> {
  const state = new FakeMemento();
  const keys = new KeyStore(new FakeSecrets(), silentLog);
  const store = new ConnectionStore(state, keys);
  await store.save(connection, "key");
  const calendar = new Calendar("UTC");
  const formats = makeFormats("en", "UTC");
  const capabilities = new CapabilityStore(state);
  const ledger = new LedgerStore({ state, calendar, clock });
  const library = new FileLibrary(
    store,
    (each) =>
      new ConnectionFiles({
        connection: each,
        platform: listing(answer),
        mayList: () => capabilities.mayOffer(each, "list"),
        newSince,
        state,
        clock,
      }),
  );
  const own = new OwnNodes();
  const collator = new Intl.Collator("en", { numeric: true });
  const rows = new SortedRows({ collator, keys: naturalKeys(collator) });
  const options = new ViewOptionsStore(state);
  const tree = new FilesTree({
    library,
    own,
    createTree: (files) => new ConnectionTree({ files, options, rows, own, calendar, clock }),
    items: {
      store,
      formats,
      facts: { capabilities, ledger, formats, sandbox: { running: undefined } },
      clock,
    },
  });
  await library.of(connection).refresh();
  return { state, store, keys, library, tree, options, capabilities, ledger };
}

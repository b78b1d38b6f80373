import type { ApiCalls } from "../api.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import type { MiniMaxFilesApi } from "../publicApi.ts";

/** The public API, whose calls are loaded with the first of them. */
export function createApi(store: ConnectionStore, load: () => Promise<ApiCalls>): MiniMaxFilesApi {
  return Object.freeze<MiniMaxFilesApi>({
    version: 1,
    get connections() {
      const { active, all } = store;
      const others = all.filter(({ id }) => id !== active?.id);
      return (active === undefined ? others : [active, ...others]).map(({ id, name, provider }) => ({
        id,
        name,
        provider,
      }));
    },
    list: async (...call) => (await load()).list(...call),
    retrieve: async (...call) => (await load()).retrieve(...call),
    download: async (...call) => (await load()).download(...call),
  });
}

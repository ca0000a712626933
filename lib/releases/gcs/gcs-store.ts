import type { Address, OpenOptions } from "../backend.ts";
import { type ListedObject, MAXIMUM_BYTES, type RemoveOutcome, type Store, type StoredObject } from "../store.ts";
import { createAsk } from "./ask.ts";
import { bodyOf, hashesMatch } from "./checksum.ts";
import { ACTIONS } from "./errors.ts";
import { parsePage } from "./page.ts";
import { deleteRequest, generationRequest, mediaRequest, pageRequest, uploadRequest } from "./requests.ts";

/** An object's version and hash, without its content. */
interface Known {
  readonly generation: string;
  readonly crc32c: string;
}

/**
 * Creates a datastore in a bucket. Generations and metadata are Cloud Storage's own. Every request that changes an object has a
 * precondition, so it can be repeated.
 */
export function gcsStore({ url, location: bucket, prefix }: Address, options: OpenOptions): Store {
  const ask = createAsk(url, bucket, options);

  const read = async (name: string, known?: Known): Promise<StoredObject | undefined> => {
    const found = await ask(ACTIONS.read, name, mediaRequest(bucket, prefix + name, known?.generation), ({ outcome, answer }) => {
      if (outcome !== "ok") return { value: undefined };
      const body = bodyOf(answer, MAXIMUM_BYTES + 1);
      if ("failed" in body) return body;
      if (hashesMatch(answer, body, known?.crc32c) === false) return { failed: "the content does not match its hash" };
      const header = answer.headers["x-goog-generation"];
      return { value: { text: body.toString("utf8"), generation: known?.generation ?? (typeof header === "string" ? header : undefined) } };
    });
    if (found === undefined) return undefined;
    if (found.generation !== undefined) return { text: found.text, generation: found.generation };
    // A proxy dropped the header: request the generation and its hash, then the content of that generation.
    const current = await readGeneration(name);
    return current === undefined ? undefined : ((await read(name, current)) ?? read(name));
  };

  const readGeneration = (name: string): Promise<Known | undefined> =>
    ask(ACTIONS.read, name, generationRequest(bucket, prefix + name), ({ outcome, json }) => {
      if (outcome !== "ok") return { value: undefined };
      const { generation, crc32c } = json ?? {};
      const isComplete = typeof generation === "string" && typeof crc32c === "string";
      return isComplete ? { value: { generation, crc32c } } : { failed: "the answer has no generation" };
    });

  async function* pages(within: string): AsyncGenerator<readonly ListedObject[]> {
    for (let token: string | undefined, first = true; first || token !== undefined; first = false) {
      const page = await ask(ACTIONS.list, within, pageRequest(bucket, prefix + within, token), ({ json }) => parsePage(json, prefix));
      yield page.objects;
      token = page.nextPageToken;
    }
  }

  return {
    url,
    listsFields: true,
    read: (name) => read(name),
    write: async (name, text, { expected, metadata = {} }) => {
      const generation = expected === "absent" ? "0" : expected;
      const upload = uploadRequest(bucket, prefix + name, { text, generation, metadata });
      const action = expected === "absent" ? ACTIONS.create : ACTIONS.replace;
      const written = await ask(action, name, upload, ({ outcome, json }) => {
        if (outcome !== "ok") return { value: false };
        return json === undefined ? { failed: "the answer is not JSON" } : { value: true };
      });
      // The write was refused, or an earlier attempt wrote the object and its answer was lost.
      return written || (await read(name))?.text === text ? "written" : "conflict";
    },
    list: async (within) => {
      const listed: ListedObject[] = [];
      for await (const page of pages(within)) for (const object of page) listed.push(object);
      return listed;
    },
    pages,
    remove: (name, generation) =>
      ask<RemoveOutcome>(ACTIONS.remove, name, deleteRequest(bucket, prefix + name, generation), ({ outcome, inDoubt }) => {
        if (outcome === "ok") return { value: "removed" };
        return { value: outcome === "changed" ? "changed" : inDoubt ? "removed" : "absent" };
      }),
  };
}

import type { Address, OpenOptions } from "../backend.ts";
import { type ListedObject, MAXIMUM_BYTES, type RemoveOutcome, type Store, type StoredObject } from "../store.ts";
import { createAsk } from "./ask.ts";
import { statusText } from "./answers.ts";
import { bodyOf, crc32c, hashesMatch } from "./checksum.ts";
import { ACTIONS, endless, unexpected } from "./errors.ts";
import { parsePage } from "./page.ts";
import { deleteRequest, generationRequest, mediaRequest, pageRequest, uploadRequest } from "./requests.ts";
import { DEADLINE_MS } from "./retry.ts";

/** An object's version and hash, without its content. */
interface Known {
  readonly generation: string;
  readonly crc32c: string;
}

/** The maximum number of reads of an object that changes meanwhile. */
const ROUNDS = 5;

/** Parses the object of an answer. Undefined if the answer does not name it with its generation and hash. */
function objectIn(json: Readonly<Record<string, unknown>> | undefined, object: string): Known | undefined {
  const { name, generation, crc32c: hash } = json ?? {};
  return name === object && typeof generation === "string" && typeof hash === "string" ? { generation, crc32c: hash } : undefined;
}

/**
 * Creates a datastore in a bucket. Generations and metadata are Cloud Storage's own. Every request that changes an object has a
 * precondition, so it can be repeated.
 */
export function gcsStore({ url, location: bucket, prefix }: Address, options: OpenOptions): Store {
  const ask = createAsk(url, bucket, options);
  const { deadlineMs = DEADLINE_MS } = options;

  const readContent = (name: string, known?: Known) =>
    ask(ACTIONS.read, name, mediaRequest(bucket, prefix + name, known?.generation), ({ outcome, answer }) => {
      if (outcome !== "ok") return { value: undefined };
      const body = bodyOf(answer, MAXIMUM_BYTES + 1);
      if ("failed" in body) return body;
      if (hashesMatch(answer, body, known?.crc32c) === false) return { failed: "the content does not match its hash" };
      const header = answer.headers["x-goog-generation"];
      return { value: { text: body.toString("utf8"), generation: known?.generation ?? (typeof header === "string" ? header : undefined) } };
    });

  const read = async (name: string): Promise<StoredObject | undefined> => {
    const found = await readContent(name);
    if (found === undefined) return undefined;
    if (found.generation !== undefined) return { text: found.text, generation: found.generation };
    // A proxy dropped the header: request the generation and its hash, then the content of that generation.
    for (let round = 0; round < ROUNDS; round += 1) {
      const current = await readGeneration(name);
      if (current === undefined) return undefined;
      const object = await readContent(name, current);
      if (object !== undefined) return { text: object.text, generation: current.generation };
    }
    throw unexpected({ url, bucket, object: name, action: ACTIONS.read }, `it changed ${ROUNDS} times while it was read`);
  };

  const readGeneration = (name: string): Promise<Known | undefined> =>
    ask(ACTIONS.read, name, generationRequest(bucket, prefix + name), ({ outcome, json }) => {
      if (outcome !== "ok") return { value: undefined };
      const known = objectIn(json, prefix + name);
      return known === undefined ? { failed: "the answer names no generation of the object" } : { value: known };
    });

  async function* pages(within: string): AsyncGenerator<readonly ListedObject[]> {
    const started = performance.now();
    for (let token: string | undefined, first = true; first || token !== undefined; first = false) {
      const page = await ask(ACTIONS.list, within, pageRequest(bucket, prefix + within, token), ({ json }) => parsePage(json, prefix));
      yield page.objects;
      token = page.nextPageToken;
      if (token !== undefined && performance.now() - started > deadlineMs)
        throw endless({ url, bucket, object: within, action: ACTIONS.list }, deadlineMs);
    }
  }

  return {
    url,
    deadlineMs,
    listsFields: true,
    settle: async () => undefined,
    read,
    write: async (name, text, { expected, metadata = {} }) => {
      const generation = expected === "absent" ? "0" : expected;
      const upload = uploadRequest(bucket, prefix + name, { text, generation, metadata });
      const action = expected === "absent" ? ACTIONS.create : ACTIONS.replace;
      const written = await ask(action, name, upload, ({ outcome, json }) => {
        if (outcome !== "ok") return { value: false };
        return objectIn(json, prefix + name)?.crc32c === crc32c(Buffer.from(text))
          ? { value: true }
          : { failed: "the answer does not name the object and its hash" };
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
      ask<RemoveOutcome>(ACTIONS.remove, name, deleteRequest(bucket, prefix + name, generation), ({ outcome, answer, inDoubt }) => {
        if (outcome === "ok")
          return answer.status === 204 ? { value: "removed" } : { failed: `${statusText(answer.status)} instead of 204` };
        return { value: outcome === "changed" ? "changed" : inDoubt ? "removed" : "absent" };
      }),
  };
}

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, failed, json } from "./answer.ts";
import { perform, type ServedRequest } from "./api.ts";
import { type Fault, isBefore } from "./faults.ts";
import { type NewObject, servedBucket, type ServedObject } from "./objects.ts";
import { received, send } from "./wire.ts";

/** A request in the log. */
export interface LoggedRequest extends ServedRequest {
  /** The status of the answer. Undefined if there was none. */
  readonly status: number | undefined;
}

export interface StorageServer {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** Every request, in the order of arrival. */
  readonly requests: LoggedRequest[];
  /** Faults for the next requests, one each. `undefined`: no fault. */
  readonly faults: (Fault | undefined)[];
  /** Returns the fault of a request, if the queue is empty. */
  fault: (request: ServedRequest) => Fault | undefined;
  /** Returns all objects by bucket and name: `acme/fleet/channels/main/cart.json`. */
  readonly objects: () => ReadonlyMap<string, ServedObject>;
  /** Writes an object without the API. */
  readonly put: (bucket: string, object: ForeignObject) => void;
  /** Removes an object without the API. */
  readonly remove: (bucket: string, name: string) => void;
  readonly stop: () => Promise<void>;
}

/** An object that another tool writes: its content is `bytes` or `text`. */
export type ForeignObject = Pick<NewObject, "name"> & Partial<NewObject> & { readonly text?: string };

export interface ServerOptions {
  /** @default ["acme"] */
  readonly buckets?: readonly string[];
  /** @default a free port */
  readonly port?: number;
}

/** Starts a server with the requests of the Cloud Storage JSON API that a datastore sends, and with faults. */
export async function startStorageServer({ buckets = ["acme"], port = 0 }: ServerOptions = {}): Promise<StorageServer> {
  let generation = 1_700_000_000_000_000;
  const nextGeneration = (): string => String((generation += 1));
  const served = new Map(buckets.map((bucket) => [bucket, servedBucket(bucket, nextGeneration)]));

  const server = createServer((incoming, outgoing) => {
    const serve = async (): Promise<void> => {
      const request = await received(incoming);
      const at = api.requests.push({ ...request, status: undefined }) - 1;
      const fault = api.faults.length > 0 ? api.faults.shift() : api.fault(request);
      const answer = await play(request, fault);
      api.requests[at] = { ...request, status: answer?.status };
      send(outgoing, answer, fault, (request.headers["accept-encoding"] ?? "").includes("gzip"));
    };
    serve().catch(() => outgoing.destroy());
  });

  const play = async (request: ServedRequest, fault: Fault | undefined): Promise<Answer | undefined> => {
    if (fault?.kind === "status") return failed(fault.status, { ...fault, media: request.query["alt"] === "media" });
    if (fault !== undefined && isBefore(fault)) return undefined;
    if (fault?.kind === "empty-json") return json({});
    if (fault?.kind === "more-pages") return json({ kind: "storage#objects", nextPageToken: "more" });
    if (fault?.kind === "large-page") return json({ kind: "storage#objects", items: [{ name: "x".repeat(17 * 1024 * 1024) }] });
    if (fault?.kind === "slow") await sleep(fault.ms);
    const answer = perform(request, served);
    if (fault?.kind === "twice") return perform(request, served);
    if (fault?.kind === "status-after") return failed(fault.status);
    if (fault?.kind === "no-json")
      return { status: 200, headers: { "content-type": "text/html" }, body: Buffer.from("<html>Welcome</html>") };
    return fault?.kind === "reset-after" || fault?.kind === "stall-after" ? undefined : answer;
  };

  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const api: StorageServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    faults: [],
    fault: () => undefined,
    objects: () =>
      new Map([...served].flatMap(([bucket, { objects }]) => [...objects].map(([name, object]) => [`${bucket}/${name}`, object]))),
    put: (bucket, { text = "", ...object }) => {
      served.get(bucket)?.insert({ bytes: Buffer.from(text), contentType: "text/plain", ...object }, {});
    },
    remove: (bucket, name) => void served.get(bucket)?.objects.delete(name),
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
  return api;
}

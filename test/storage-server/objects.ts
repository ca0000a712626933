import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { CRC32C } from "@google-cloud/storage";
import { type Answer, failed, json } from "./answer.ts";

/** A stored object. */
export interface ServedObject {
  readonly name: string;
  readonly bytes: Buffer;
  readonly generation: string;
  readonly contentType: string;
  readonly contentEncoding?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

export type NewObject = Omit<ServedObject, "generation"> & {
  /** The hash that the client sent. */
  readonly crc32c?: string | undefined;
};

type Query = Readonly<Record<string, string>>;

/** The objects of one bucket, with the operations of the API. */
export interface ServedBucket {
  readonly objects: Map<string, ServedObject>;
  readonly insert: (object: NewObject, query: Query) => Answer;
  readonly get: (name: string, query: Query, acceptsGzip: boolean) => Answer;
  readonly list: (query: Query) => Answer;
  readonly remove: (name: string, query: Query) => Answer;
}

/** Computes the CRC32C of bytes, in base64. */
export function crc32cOf(bytes: Buffer): string {
  const hash = new CRC32C();
  hash.update(bytes);
  return hash.toString();
}

const hashes = (bytes: Buffer): string => `crc32c=${crc32cOf(bytes)},md5=${createHash("md5").update(bytes).digest("base64")}`;

/** Creates an empty bucket. @param nextGeneration greater with every call */
export function servedBucket(bucket: string, nextGeneration: () => string): ServedBucket {
  const objects = new Map<string, ServedObject>();

  const resource = (object: ServedObject): Readonly<Record<string, unknown>> => ({
    kind: "storage#object",
    bucket,
    name: object.name,
    generation: object.generation,
    contentType: object.contentType,
    size: String(object.bytes.length),
    crc32c: crc32cOf(object.bytes),
    ...(object.metadata === undefined ? {} : { metadata: object.metadata }),
  });

  /** True if `ifGenerationMatch` is absent or equals the generation. */
  const holds = (name: string, { ifGenerationMatch }: Query): boolean =>
    ifGenerationMatch === undefined || ifGenerationMatch === (objects.get(name)?.generation ?? "0");

  const missing = (name: string, media: boolean): Answer => failed(404, { message: `No such object: ${bucket}/${name}`, media });

  return {
    objects,
    insert: ({ crc32c, ...object }, query) => {
      const calculated = crc32cOf(object.bytes);
      if (crc32c !== undefined && crc32c !== calculated) {
        return failed(400, { message: `Provided CRC32C "${crc32c}" doesn't match calculated CRC32C "${calculated}".` });
      }
      if (!holds(object.name, query)) return failed(412);
      const stored = { ...object, generation: nextGeneration() };
      objects.set(object.name, stored);
      return json(resource(stored));
    },
    get: (name, query, acceptsGzip) => {
      const media = query["alt"] === "media";
      const object = objects.get(name);
      if (object === undefined || (query["generation"] ?? object.generation) !== object.generation) return missing(name, media);
      if (!holds(name, query)) return failed(412, { media });
      if (query["ifGenerationNotMatch"] === object.generation) return { ...failed(304, { media }), body: Buffer.alloc(0) };
      return media ? content(object, acceptsGzip) : json(only(query["fields"], resource(object)));
    },
    list: ({ prefix = "", pageToken = "", maxResults = "1000", fields }) => {
      const names = [...objects.keys()].filter((name) => name.startsWith(prefix) && name > pageToken).sort();
      const page = names.slice(0, Math.min(1000, Number(maxResults)));
      const wanted = /items\(([^)]*)\)/.exec(fields ?? "")?.[1];
      const items = page.flatMap((name) => objects.get(name) ?? []).map((object) => only(wanted, resource(object)));
      if (fields === "kind") return json({ kind: "storage#objects" });
      return json({
        ...(fields === undefined || fields.startsWith("kind,") ? { kind: "storage#objects" } : {}),
        ...(items.length > 0 ? { items } : {}),
        ...(names.length > page.length ? { nextPageToken: page.at(-1) } : {}),
      });
    },
    remove: (name, query) => {
      if (!objects.has(name)) return missing(name, false);
      if (!holds(name, query)) return failed(412);
      objects.delete(name);
      return { status: 204, headers: {}, body: Buffer.alloc(0) };
    },
  };
}

function content(object: ServedObject, acceptsGzip: boolean): Answer {
  const { bytes, contentEncoding = "identity" } = object;
  const packed = contentEncoding === "gzip";
  return {
    status: 200,
    headers: {
      "content-type": object.contentType,
      "x-goog-generation": object.generation,
      "x-goog-hash": hashes(bytes),
      "x-goog-stored-content-encoding": contentEncoding,
      ...(packed && acceptsGzip ? { "content-encoding": "gzip" } : {}),
    },
    body: packed && !acceptsGzip ? gunzipSync(bytes) : bytes,
  };
}

/** Selects the requested fields. @param fields comma-separated names. @default all fields */
const only = (fields: string | undefined, value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  fields === undefined ? value : Object.fromEntries(Object.entries(value).filter(([field]) => fields.split(",").includes(field)));

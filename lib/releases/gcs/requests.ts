import { randomUUID } from "node:crypto";
import { MOST_BYTES } from "../store.ts";
import { crc32c } from "./checksum.ts";

/** A request of the JSON API, once and for all attempts: the same bytes, under the same condition. */
export interface ApiRequest {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** No more bytes of the answer's body than these are kept. */
  readonly mostBytes: number;
}

/** The metadata key that ties an object's metadata to its content: the CRC32C of the bytes that the metadata was written with. */
export const BODY_KEY = "body";

/** Far more than a page of a listing has. */
const MOST_JSON = 16 * 1024 * 1024;

const objects = (bucket: string): string => `/storage/v1/b/${encodeURIComponent(bucket)}/o`;
const object = (bucket: string, name: string): string => `${objects(bucket)}/${encodeURIComponent(name)}`;

/** The content of an object. One byte more than fits is asked for, so that a larger one shows. */
export const mediaRequest = (bucket: string, name: string, generation?: string): ApiRequest => ({
  method: "GET",
  path: object(bucket, name),
  query: { alt: "media", ...(generation === undefined ? {} : { generation }) },
  mostBytes: MOST_BYTES + 1,
});

/** The generation of an object. */
export const generationRequest = (bucket: string, name: string): ApiRequest => ({
  method: "GET",
  path: object(bucket, name),
  query: { fields: "generation,crc32c" },
  mostBytes: MOST_JSON,
});

/** A page of the objects whose names start with `prefix`. */
export const pageRequest = (bucket: string, prefix: string, pageToken?: string): ApiRequest => ({
  method: "GET",
  path: objects(bucket),
  query: {
    prefix,
    maxResults: "1000",
    fields: "items(name,metadata,crc32c,size),nextPageToken",
    ...(pageToken === undefined ? {} : { pageToken }),
  },
  mostBytes: MOST_JSON,
});

/** As good as nothing of a bucket; whoever may list it, may ask. */
export const bucketRequest = (bucket: string): ApiRequest => ({
  method: "GET",
  path: objects(bucket),
  query: { maxResults: "1", fields: "kind" },
  mostBytes: MOST_JSON,
});

export const deleteRequest = (bucket: string, name: string, generation: string): ApiRequest => ({
  method: "DELETE",
  path: object(bucket, name),
  query: { ifGenerationMatch: generation },
  mostBytes: MOST_JSON,
});

export interface Upload {
  readonly text: string;
  /** 0 where the object must not be there. */
  readonly generation: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * A simple upload of content and metadata in one request. The server compares the CRC32C and refuses other bytes; the client checks
 * nothing afterwards, for all it could do about a difference is to delete.
 */
export function uploadRequest(bucket: string, name: string, { text, generation, metadata }: Upload): ApiRequest {
  const bytes = Buffer.from(text);
  const hash = crc32c(bytes);
  // Objects that anybody may read are kept in caches for an hour, unless they say that they are not to be.
  const about = {
    name,
    contentType: "application/json",
    cacheControl: "no-store",
    crc32c: hash,
    metadata: { ...metadata, [BODY_KEY]: hash },
  };
  const boundary = randomUUID();
  const body = Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n${JSON.stringify(about)}\r\n`),
    Buffer.from(`--${boundary}\r\nContent-Type: application/json\r\n\r\n`),
    bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return {
    method: "POST",
    path: `/upload${objects(bucket)}`,
    query: { uploadType: "multipart", name, ifGenerationMatch: generation },
    headers: { "content-type": `multipart/related; boundary=${boundary}` },
    body,
    mostBytes: MOST_JSON,
  };
}

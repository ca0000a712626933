import { randomUUID } from "node:crypto";
import { MAXIMUM_BYTES } from "../store.ts";
import { crc32c } from "./checksum.ts";

/** A request of the JSON API. Every attempt sends the same bytes with the same precondition. */
export interface ApiRequest {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** Bytes of the answer's body that are kept. */
  readonly maximumBytes: number;
}

/** The metadata key of the CRC32C of the bytes that were written with the metadata. It ties metadata to content. */
export const BODY_KEY = "body";

/** Bytes of the largest JSON answer that is read; a page of a listing is far smaller. */
const MAXIMUM_JSON = 16 * 1024 * 1024;

const objects = (bucket: string): string => `/storage/v1/b/${encodeURIComponent(bucket)}/o`;
const object = (bucket: string, name: string): string => `${objects(bucket)}/${encodeURIComponent(name)}`;

/** Requests the content of an object, and one byte above the maximum to detect a larger one. */
export const mediaRequest = (bucket: string, name: string, generation?: string): ApiRequest => ({
  method: "GET",
  path: object(bucket, name),
  query: { alt: "media", ...(generation === undefined ? {} : { generation }) },
  maximumBytes: MAXIMUM_BYTES + 1,
});

/** Requests the generation and hash of an object. */
export const generationRequest = (bucket: string, name: string): ApiRequest => ({
  method: "GET",
  path: object(bucket, name),
  query: { fields: "name,generation,crc32c" },
  maximumBytes: MAXIMUM_JSON,
});

/** Requests a page of the objects whose names start with `prefix`. */
export const pageRequest = (bucket: string, prefix: string, pageToken?: string): ApiRequest => ({
  method: "GET",
  path: objects(bucket),
  query: {
    prefix,
    maxResults: "1000",
    fields: "kind,items(name,metadata,crc32c,size),nextPageToken",
    ...(pageToken === undefined ? {} : { pageToken }),
  },
  maximumBytes: MAXIMUM_JSON,
});

/** Requests as little as possible of a bucket, with the permission to list. */
export const bucketRequest = (bucket: string): ApiRequest => ({
  method: "GET",
  path: objects(bucket),
  query: { maxResults: "1", fields: "kind" },
  maximumBytes: MAXIMUM_JSON,
});

export const deleteRequest = (bucket: string, name: string, generation: string): ApiRequest => ({
  method: "DELETE",
  path: object(bucket, name),
  query: { ifGenerationMatch: generation },
  maximumBytes: MAXIMUM_JSON,
});

export interface Upload {
  readonly text: string;
  /** `0` if the object must not exist. */
  readonly generation: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Uploads content and metadata in one request. The server compares the CRC32C and refuses other bytes. The client does not check again,
 * because it could only delete the object.
 */
export function uploadRequest(bucket: string, name: string, { text, generation, metadata }: Upload): ApiRequest {
  const bytes = Buffer.from(text);
  const hash = crc32c(bytes);
  // Caches keep public objects for an hour, unless the object forbids it.
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
    maximumBytes: MAXIMUM_JSON,
  };
}

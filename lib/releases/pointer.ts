import { isDnsLabel } from "../base/dns-names.ts";
import * as z from "zod/mini";
import { type Parsed, parseObject } from "./parse.ts";
import {
  build,
  type BuildOrder,
  compareBuilds,
  digest,
  id,
  image,
  line,
  type Release,
  serviceName,
  tag,
  time,
  writeId,
} from "./release.ts";

/** Bytes of the largest pointer that is read. Its metadata must fit in the 8 KiB that Cloud Storage allows. */
export const POINTER_BYTES = 8 * 1024;

/** The release of a service that a channel names. Changed by compare-and-swap only. */
export interface Pointer {
  readonly schema: 1;
  readonly service: string;
  readonly channel: string;
  readonly release: string;
  /** The release before. */
  readonly previous?: string | undefined;
  /** The number of moves, from 1. It tells a revert in git from a new release. */
  readonly seq: number;
  readonly image: string;
  readonly tag: string;
  readonly digest: string;
  /** The newest build that the channel has ever named. Recording moves the pointer only for a newer one. */
  readonly newest: string;
  readonly newestBuild: number;
  readonly newestBuiltAt: string;
  /** The time of the last move. RFC 3339, UTC. */
  readonly movedAt: string;
  /** The person who moved it, and the reason. Absent if a build moved it. */
  readonly by?: string | undefined;
  readonly reason?: string | undefined;
  readonly writeId: string;
}

/** Characters of the longest reason for a move by hand. */
export const REASON_LENGTH = 500;

const fields = z.looseObject({
  schema: z.literal(1),
  service: serviceName,
  channel: z.string().check(z.refine(isDnsLabel, "is not the name of a channel")),
  release: id,
  previous: z.optional(id),
  seq: z.int().check(z.gte(1)),
  image,
  tag,
  digest,
  newest: id,
  newestBuild: build,
  newestBuiltAt: time,
  movedAt: time,
  by: z.optional(line(200)),
  reason: z.optional(line(REASON_LENGTH)),
  writeId,
});

/** A move by hand has a person and a reason: one of them alone is the word of nobody. */
const schema = fields.check(
  z.refine(({ by, reason }) => by === undefined || reason !== undefined, {
    path: ["reason"],
    message: "must be a string if by names a person",
  }),
);

export const POINTER_FIELDS: readonly string[] = Object.keys(fields.shape);

export const parsePointer = (bytes: string): Parsed<Pointer> => parseObject<Pointer>(bytes, schema, POINTER_BYTES);

/** Returns the position of the channel's newest build among all builds. */
export const newestOf = ({ newest, newestBuild, newestBuiltAt }: Pointer): BuildOrder => ({
  build: newestBuild,
  builtAt: newestBuiltAt,
  id: newest,
});

/** A move of a pointer. */
export interface Move {
  readonly channel: string;
  readonly at: string;
  readonly writeId: string;
  /** The person who moves it. @default a build moves it */
  readonly byHand?: { readonly by: string; readonly reason: string; readonly renumber: boolean } | undefined;
}

/**
 * Returns the pointer after a move to a release. Unknown fields stay. A move back by hand keeps the newest build, so that a repeated
 * event of CI does not undo it. `renumber` makes the release the newest build, for a CI whose build numbers start again.
 */
export function movedPointer(before: Pointer | undefined, release: Release, { channel, at, writeId: id, byHand }: Move): Pointer {
  const { by: _by, reason: _reason, ...kept } = before ?? {};
  const keepsNewest = before !== undefined && byHand !== undefined && !byHand.renumber && compareBuilds(release, newestOf(before)) < 0;
  const newest = keepsNewest ? newestOf(before) : release;
  return {
    ...kept,
    schema: 1,
    service: release.service,
    channel,
    release: release.id,
    ...(before === undefined ? {} : { previous: before.release }),
    // A forged pointer may have the greatest number. The next move must still be readable.
    seq: Math.min((before?.seq ?? 0) + 1, Number.MAX_SAFE_INTEGER),
    image: release.image,
    tag: release.tag,
    digest: release.digest,
    newest: newest.id,
    newestBuild: newest.build,
    newestBuiltAt: newest.builtAt,
    movedAt: at,
    ...(byHand === undefined ? {} : { by: byHand.by, reason: byHand.reason }),
    writeId: id,
  };
}

import * as z from "zod/mini";
import { isDigest, isRepository, isTag } from "../model/image.ts";
import { nameProblem } from "../model/names.ts";
import { parseObject, type Parsed, printable } from "./parse.ts";
import { isReleaseId, MAX_BUILD, releaseId } from "./release-id.ts";

/** The largest record that is read: a tenth of this is more than any has. */
export const RELEASE_BYTES = 64 * 1024;

/** What an application's CI built, as the datastore keeps it: written once, never changed. */
export interface Release {
  /** The version of this format. */
  readonly schema: 1;
  /** Follows from the build number and from what was built. */
  readonly id: string;
  readonly service: string;
  /** The repository that the image was pushed to, without tag and digest. */
  readonly image: string;
  readonly tag: string;
  /** `sha256:` and 64 hex digits. */
  readonly digest: string;
  /** The commit that was built: 7 to 64 hex digits. */
  readonly commit: string;
  /** The repository of that commit. */
  readonly repository?: string | undefined;
  /** The CI run that built it: `github.run_id`, a pipeline's number, a build's URL. */
  readonly run: string;
  /** Where this build stands among the service's builds: greater is newer. From 0 to 2^48 - 1. */
  readonly build: number;
  /** RFC 3339, UTC. */
  readonly builtAt: string;
  /** Names the process that wrote the record, so that it knows its own write when the answer was lost. */
  readonly writeId: string;
}

/** What is known of a build before it has an id. */
export type Build = Omit<Release, "schema" | "id">;

/** One line of at most so many characters. */
export const line = (most: number) =>
  z.string().check(z.minLength(1), z.maxLength(most), z.refine(printable, "has characters that do not print"));

export const serviceName = z.string().check(z.refine((name) => nameProblem(name) === undefined, "is not the name of a service"));
export const image = z.string().check(z.refine(isRepository, "is not an image repository without tag and digest"));
export const tag = z.string().check(z.refine(isTag, "is not an image tag"));
export const digest = z.string().check(z.refine(isDigest, 'is not "sha256:" and 64 hex digits'));
export const id = z.string().check(z.refine(isReleaseId, "is not the id of a release"));
export const time = z.string().check(z.refine(isTime, "is not a time such as 2026-01-31T12:00:00Z"));
export const build = z.int().check(z.gte(0), z.lte(MAX_BUILD));
export const writeId = line(100);

const schema = z.looseObject({
  schema: z.literal(1),
  id,
  service: serviceName,
  image,
  tag,
  digest,
  commit: z.string().check(z.refine((commit) => /^[0-9a-f]{7,64}$/.test(commit), "is not a git commit: 7 to 64 hex digits")),
  repository: z.optional(line(500)),
  run: line(200),
  build,
  builtAt: time,
  writeId,
});

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** Gives a build its id. */
export function makeRelease(build: Build): Release {
  const { service, image, tag, digest, commit, run } = build;
  return { schema: 1, id: releaseId(build.build, [service, image, tag, digest, commit, run]), ...build };
}

export const RELEASE_FIELDS: readonly string[] = Object.keys(schema.shape);

/** Reads a record strictly; fields that this version does not know stay in it. */
export const parseRelease = (bytes: string): Parsed<Release> => parseObject<Release>(bytes, schema, RELEASE_BYTES);

/** Every problem of a release that a person or a CI described. */
export const checkRelease = (release: Release): Parsed<Release> => parseRelease(formatRecord(release));

/** The bytes of a record or pointer. */
export const formatRecord = (record: object): string => `${JSON.stringify(record, undefined, 2)}\n`;

/** What decides which of two builds is newer. */
export interface BuildOrder {
  readonly build: number;
  readonly builtAt: string;
  readonly id: string;
}

/** Below 0 where `a` is older: by build number; by time where a run was repeated; by id where even that is equal. */
export function compareBuilds(a: BuildOrder, b: BuildOrder): number {
  return a.build - b.build || Date.parse(a.builtAt) - Date.parse(b.builtAt) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/**
 * The build number that the name of a run holds: `8812345`, `build-17`, and `8812345-2` for its second attempt; undefined where it
 * holds none.
 */
export function buildOfRun(run: string): number | undefined {
  const [, digits = ""] = /^\D*(\d+)(?:-\d{1,3})?$/.exec(run) ?? [];
  const number = Number(digits);
  return digits !== "" && number <= MAX_BUILD ? number : undefined;
}

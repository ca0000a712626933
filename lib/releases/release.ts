import * as z from "zod/mini";
import { nameProblem } from "../model/names.ts";
import { BUILD_FACTS } from "./build-facts.ts";
import { parseObject, type Parsed, isBlank, printable } from "./parse.ts";
import { compareIds, isReleaseId, MAX_BUILD, releaseId } from "./release-id.ts";

/** Bytes of the largest record that is read: ten times what any record has. */
export const RELEASE_BYTES = 64 * 1024;

/** A build that an application's CI recorded: written once, never changed. */
export interface Release {
  /** The version of this format. */
  readonly schema: 1;
  /** The build number and the start of the digest: `0000001002-b5c29ddb3238`. */
  readonly id: string;
  readonly service: string;
  /** The repository that the image was pushed to, without tag and digest. */
  readonly image: string;
  readonly tag: string;
  /** `sha256:` and 64 hex digits. */
  readonly digest: string;
  /** The commit that was built: 7 to 64 hex digits. Absent only if the image is from upstream. */
  readonly commit?: string | undefined;
  /** `upstream`: another organization built the image, so its commit is unknown here. */
  readonly origin?: "upstream" | undefined;
  /** The repository of that commit. */
  readonly repository?: string | undefined;
  /** The CI run that built it: `github.run_id`, a pipeline's number, a build's URL. */
  readonly run: string;
  /** The build number: of two builds of a service, the greater is newer. From 0 to 10^15 - 1. */
  readonly build: number;
  /** RFC 3339, UTC. */
  readonly builtAt: string;
  /** Names the process that wrote the record. If the answer to its write is lost, it recognizes its own record. */
  readonly writeId: string;
}

/** A build that has no id yet. */
export type Build = Omit<Release, "schema" | "id">;

/** Makes the schema of one printable line of at most `maximum` characters. */
export const line = (maximum: number) =>
  z.string().check(
    z.refine((text) => !isBlank(text), "must not be empty"),
    z.maxLength(maximum),
    z.refine(printable, "has characters that do not print"),
  );

export const serviceName = z.string().check(z.refine((name) => nameProblem(name) === undefined, "is not the name of a service"));
/** Makes the schema of a string that describes a build. */
const fact = (name: keyof typeof BUILD_FACTS) => z.string().check(z.refine(BUILD_FACTS[name].isValid, BUILD_FACTS[name].problem));

export const image = fact("image");
export const tag = fact("tag");
export const digest = fact("digest");
export const id = z.string().check(z.refine(isReleaseId, "is not the id of a release, such as 0000001002-b5c29ddb3238"));
export const time = fact("builtAt");
export const build = z.int().check(z.gte(0), z.lte(MAX_BUILD));
export const writeId = line(100);

/** The fields that a person or a CI gives. */
const description = {
  schema: z.literal(1),
  service: serviceName,
  image,
  tag,
  digest,
  commit: z.optional(fact("commit")),
  origin: z.optional(z.literal("upstream")),
  repository: z.optional(line(500)),
  run: line(200),
  build,
  builtAt: time,
  writeId,
};

const described = z.looseObject(description);
const schema = z.looseObject({ ...description, id });
const whole = schema.check(
  z.refine(({ commit, origin }) => (commit === undefined) === (origin === "upstream"), {
    path: ["commit"],
    error: 'must be a string, or the origin must be "upstream"',
  }),
);

/** Gives a build its id. */
export const makeRelease = (build: Build): Release => ({ schema: 1, id: releaseId(build.build, build.digest), ...build });

export const RELEASE_FIELDS: readonly string[] = Object.keys(schema.shape);

/** Parses a record, and compares its id with its build and digest. Fields of other versions stay in it. */
export function parseRelease(bytes: string): Parsed<Release> {
  const parsed = parseObject<Release>(bytes, whole, RELEASE_BYTES);
  if ("problem" in parsed) return parsed;
  const { value } = parsed;
  const computed = releaseId(value.build, value.digest);
  return computed === value.id ? parsed : { problem: `was changed: its build and digest give the id ${computed}` };
}

/** Collects every problem of a release that a person or a CI described. Skips the id, which is computed from the other fields. */
export const checkRelease = (release: Release): Parsed<Build> => parseObject<Build>(formatRecord(release), described, RELEASE_BYTES);

/** Formats a record or pointer as the bytes of its object. */
export const formatRecord = (record: object): string => `${JSON.stringify(record, undefined, 2)}\n`;

/** The fields that decide which of two builds is newer. */
export interface BuildOrder {
  readonly build: number;
  readonly builtAt: string;
  readonly id: string;
}

/** Orders two builds: below 0 if `a` is older. Build numbers decide, then times (a run was repeated), then ids. */
export const compareBuilds = (a: BuildOrder, b: BuildOrder): number =>
  a.build - b.build || Date.parse(a.builtAt) - Date.parse(b.builtAt) || compareIds(a.id, b.id);

/**
 * Matches the name of a run. A sign or point before the number does not match, unless it follows a word, as in `build-17`. Only a
 * number alone has an attempt: `deploy-2026-11` may be a date.
 */
const RUN = /^(?:\D*(?<!(?:^|[\s.,+−-])[.,+−-])(\d+)|(\d+)-[1-9]\d{0,2})$/;

/** Matches a month (`2026-11`), or a day with its counter (`20261129-3`): several builds would have one number. */
const DATE = /^(?:19|20)\d\d(?:-(?:0?[1-9]|1[0-2])|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-\d+)$/;

/** Matches an end that is an abbreviated commit: its digits do not grow. */
const COMMIT = /(?:^|[^0-9a-z])(?=\d*[a-f])[0-9a-f]{6,64}$/;

/**
 * Reads the build number from the name of a run: `8812345`, `build-17`, and `8812345-2` for a second attempt.
 * Undefined if the name holds no number that grows with each build. A date with a counter and a commit do not.
 */
export function buildOfRun(run: string): number | undefined {
  if (DATE.test(run) || COMMIT.test(run)) return undefined;
  const [, named, alone] = RUN.exec(run) ?? [];
  const digits = named ?? alone ?? "";
  const number = Number(digits);
  return digits !== "" && number <= MAX_BUILD ? number : undefined;
}

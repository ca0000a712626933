import { DIGEST_PATTERN, REPOSITORY_PATTERN, TAG_PATTERN } from "../model/image.ts";
import { RELEASE_ID_PATTERN } from "../releases/release-id.ts";

interface FieldFacts {
  /** The form of a value in words: messages say `"x" is not <shape>`. */
  readonly shape: string;
  /** One sentence for the docs. */
  readonly meaning: string;
  readonly required: boolean;
}

/** A field with one value. */
export interface ScalarField extends FieldFacts {
  readonly type: "string" | "number";
  /** The source of a regular expression that a whole value matches: no anchors, no capturing groups. */
  readonly grammar: string;
}

/** A field with fields. */
export interface NestedField extends FieldFacts {
  readonly type: "fields";
  readonly fields: Readonly<Record<string, ScalarField>>;
}

export type LockFields = Readonly<Record<string, ScalarField | NestedField>>;

const release = { type: "string", grammar: RELEASE_ID_PATTERN, shape: "a release id", required: false } as const;
const seq = { type: "number", grammar: String.raw`[1-9]\d{0,14}`, shape: "an integer of at least 1", required: false } as const;
const tag = { type: "string", grammar: TAG_PATTERN, shape: "an image tag", required: true } as const;
const digest = { type: "string", grammar: DIGEST_PATTERN, shape: '"sha256:" and 64 hex digits', required: false } as const;
const time = {
  type: "string",
  grammar: String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`,
  shape: "a time in UTC: 2026-01-31T09:00:00Z",
  required: false,
} as const;
const commit = { type: "string", grammar: "[0-9a-f]{7,64}", shape: "a git commit of 7 to 64 hex digits", required: false } as const;

/** Matches an instance and the address of each of its servers. */
const INSTANCE = String.raw`[a-z][a-z0-9.-]{0,127}=[\d.]+/\d+(?:,[\d.]+/\d+){0,15}`;

/** The fields of a hold, in alphabetical order: the order in which a lock has them. */
export const HOLD_FIELDS = {
  by: {
    type: "string",
    grammar: String.raw`[^]{1,200}`,
    shape: "a name of 1 to 200 characters",
    meaning: "The person who rolled the release back, or who holds the service.",
    required: true,
  },
  commit: { ...commit, meaning: "The commit that rolled it back; absent until it is committed." },
  digest: { ...digest, meaning: "The image that was rolled back." },
  reason: {
    type: "string",
    grammar: String.raw`[^\x00-\x1f\x7f\u0085\u2028\u2029]{1,200}`,
    shape: "one line of 1 to 200 characters",
    meaning: "The reason of a person who holds the service.",
    required: false,
  },
  release: { ...release, meaning: "The id of the release that was rolled back, if the lock named one." },
  seq: { ...seq, meaning: "The number of moves of the channel at that release, if the lock named it." },
  since: {
    ...time,
    meaning: "The time since which a person holds the service. A rollback has none: it holds the service off one release.",
  },
  tag: { ...tag, meaning: "The tag of the release that was rolled back; the tag that runs, if a person holds the service." },
  until: { ...time, meaning: "The time at which the hold on the service ends, if it has one." },
} as const satisfies LockFields;

/** The fields of a lock entry, in alphabetical order: the order in which a lock has them. A new field is one line here. */
export const ENTRY_FIELDS = {
  addresses: {
    type: "string",
    grammar: `${INSTANCE}(?: ${INSTANCE})*`,
    shape: 'addresses of instances: "cart-carts=10.30.224.8/29"',
    meaning: "The addresses that Fairlead decided for the instances of the service. They stay if other needs come and go.",
    required: false,
  },
  channel: {
    type: "string",
    grammar: "[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?",
    shape: "the name of a channel",
    meaning: "The channel that named the release.",
    required: false,
  },
  config: {
    type: "string",
    grammar: "[0-9a-f]{12}",
    shape: "12 hex digits",
    meaning: "The hash of the service's objects without image and version. Only fleets with a pipeline have it.",
    required: false,
  },
  digest: { ...digest, meaning: "The image that runs; staging and prod refuse an entry without it." },
  hold: {
    type: "fields",
    fields: HOLD_FIELDS,
    shape: "a map with `by` and `tag`",
    meaning: "The release that the stack does not return to, because a person rolled it back. Or a person holds the service.",
    required: false,
  },
  image: {
    type: "string",
    grammar: REPOSITORY_PATTERN,
    shape: "an image repository without tag and digest",
    meaning: "The image repository. The `image` of a spec is for releases to come; this one runs.",
    required: false,
  },
  release: { ...release, meaning: "The id of the release record in the version datastore." },
  seq: {
    ...seq,
    meaning: "The number of the move. Each release gets a higher one, and a revert restores a lower one.",
  },
  service: {
    type: "string",
    grammar: "[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?",
    shape: "the name of a service",
    meaning: "The service whose release it is, if the entry belongs to an instance of that service.",
    required: false,
  },
  tag: { ...tag, meaning: "The tag for people, and for the label `app.kubernetes.io/version`." },
} as const satisfies LockFields;

type ValueOf<Field> = Field extends { readonly type: "fields"; readonly fields: infer Fields }
  ? FieldValues<Fields>
  : Field extends { readonly type: "number" }
    ? number
    : string;

type RequiredNames<Fields> = { [Name in keyof Fields]: Fields[Name] extends { readonly required: true } ? Name : never }[keyof Fields];

/** The values that an object with these fields has. */
export type FieldValues<Fields> = { readonly [Name in RequiredNames<Fields>]: ValueOf<Fields[Name]> } & {
  readonly [Name in Exclude<keyof Fields, RequiredNames<Fields>>]?: ValueOf<Fields[Name]>;
};

import * as z from "zod/mini";
import type { Report } from "../../base/problem.ts";
import type { NeedServerDefinition } from "./server-definition.ts";
import { bindProblem, definitionProblems } from "./custom-rules.ts";
import { asSecretFile, type Gives, type Instance, instanceHost, instanceName, type NeedKind, type SecretFile } from "./need.ts";
import type { Tier } from "../tier.ts";
import { nowhere } from "./addressing.ts";
import { type StandardSchema, standardProblems } from "./standard-schema.ts";

/** The instance that a need is bound to, as a kind of a user's repository sees it. */
export interface NeedInstance<S extends string = string> {
  readonly stack: string;
  /** The Google Cloud project that holds the instance. */
  readonly project: string;
  readonly service: string;
  readonly need: string;
  /** The instance's name in its project: `<stack>-<service>-<need>`. */
  readonly name: string;
  /** The private DNS name: `<need>.<service>.<stack>.internal`. */
  readonly host: string;
  /** The files of the secrets by key. */
  readonly files: Readonly<Record<S, SecretFile>>;
}

/** The place of an instance in the cloud, as a kind of a user's repository sees it. */
export interface CloudPlace<S extends string = string> extends Omit<NeedInstance<S>, "files"> {
  readonly tier: Tier;
  readonly region: string;
  /** The full name of the stack's network: `projects/<project>/global/networks/<stack>`. */
  readonly network: string;
  /** The name of the stack's private DNS zone, as a resource of Cloud DNS. */
  readonly zone: string;
  /** Labels that say who owns the resource. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A resource of the cloud that a kind of need asks for. `cloudResource` makes it. */
export interface NeedResource {
  /** The token of the type: `gcp:sql/databaseInstance:DatabaseInstance`. */
  readonly type: string;
  readonly name: string;
  readonly inputs: object;
  /** True if the engine refuses to delete or replace it. @default `true` on prod */
  readonly protect?: boolean | undefined;
  /** The resources that must exist first, beside those that it refers to. @default none */
  readonly dependsOn?: readonly Pick<NeedResource, "name" | "type">[] | undefined;
}

/** The definition of a kind of need. `O` are the options, `B` the values that a service gets, and `S` the keys of the secrets. */
export interface NeedDefinition<O extends object, B extends object, S extends string> {
  /** Checks the options: a Standard Schema, such as one of zod. It must not change them. @default the options are not checked */
  readonly schema?: StandardSchema<O>;
  /** Returns the values that a service gets: strings, numbers, booleans, and objects of these. It must be pure. */
  readonly bind: (options: O, instance: NeedInstance<S>) => B;
  /** The TCP ports in the stack's private range that the pods must reach. @default none */
  readonly egress?: readonly number[] | ((options: O) => readonly number[]);
  /** The keys of the secrets. People put each into Secret Manager as `<stack>-<service>-<need>-<key>`. @default none */
  readonly secrets?: readonly S[];
  /** Returns the resources that the cloud has for an instance. It must be pure. @default none but the secrets */
  readonly resources?: (options: O, place: CloudPlace<S>) => readonly NeedResource[];
  /** True if Google Cloud grants the pods permissions. @default false */
  readonly identity?: boolean;
  /** The server that a stack's `providers` may run in the cluster. @default only the cloud has instances */
  readonly server?: NeedServerDefinition<O, S>;
  /** True if another stack of the tier may use the instance. @default true */
  readonly shareable?: boolean;
}

/** A need whose kind a user's repository defines. */
export interface CustomNeed<B extends object = object> extends Gives<B> {
  readonly kind: "custom";
  readonly options: object;
  /** Returns the kind. A function, so that nothing takes the kind for a part of the options. */
  readonly definition: () => DefinedKind;
}

/** A kind with its name, as code behind the compiler's check sees it. */
export interface DefinedKind {
  readonly name: string;
  readonly definition: NeedDefinition<object, object, string>;
}

/** The constructor of a need: its options are optional if the kind requires none. */
type NeedConstructor<O extends object, B extends object> = (
  ...options: Readonly<Record<never, never>> extends O ? [options?: O] : [options: O]
) => CustomNeed<B>;

/**
 * Defines a kind of need: `export const kafka = defineNeed("kafka", { bind: (options: KafkaOptions, { host }) => ({ ... }) })`.
 * It never throws. `fairlead` reports every mistake that the compiler could not refuse.
 * @param name the name of the kind, for messages: lower-case letters, digits and "-"
 */
export function defineNeed<O extends object, B extends object, const S extends string = never>(
  name: string,
  definition: NeedDefinition<O, B, S>,
): NeedConstructor<O, B> {
  // The compiler has checked the options of each use against the definition.
  const kind: DefinedKind = { name, definition: definition as unknown as DefinedKind["definition"] };
  return (...[options]) => ({ kind: "custom", options: options ?? {}, definition: () => kind });
}

const kindOf = (need: CustomNeed): DefinedKind => need.definition();

const definitionOf = (need: CustomNeed): DefinedKind["definition"] => kindOf(need).definition;

function portsOf(need: CustomNeed): readonly number[] {
  const { egress = [] } = definitionOf(need);
  return typeof egress === "function" ? egress(need.options) : egress;
}

function bind(need: CustomNeed, instance: Instance, mount: string): object {
  const { stack, project, service, need: name } = instance;
  const { bind: bindOf, secrets = [] } = definitionOf(need);
  const files = Object.fromEntries(secrets.map((key) => [key, asSecretFile(`${mount}/${key}`)]));
  return bindOf(need.options, {
    stack,
    project,
    service,
    need: name,
    name: instanceName(instance),
    host: instanceHost(instance),
    files,
  });
}

/** Checks the definition first: a malformed one cannot check the options. */
function validate(need: CustomNeed, report: Report): void {
  const { name, definition } = kindOf(need);
  const found = definitionProblems(name, definition, need.options);
  for (const message of found) report("", message);
  if (found.length > 0 || definition.schema === undefined) return;
  for (const { path, message } of standardProblems(definition.schema, need.options)) report(path, message);
}

export const customKind: NeedKind<CustomNeed> = {
  summary: "A kind of need that your repository defines.",
  example: 'kafka({ topics: ["orders"] })',
  gives: ["the values of bind"],
  instanceForm: "<need>.<service>.<stack>.internal",
  schema: z.strictObject({
    kind: z.literal("custom"),
    options: z.custom((value) => typeof value === "object" && value !== null && !Array.isArray(value), "must be an object of options"),
    definition: z.custom((value) => typeof value === "function", "must be the result of defineNeed"),
  }),
  nameOf: (need) => kindOf(need).name,
  definitionOf,
  validate,
  bind,
  egress: portsOf,
  addressing: (need) => (portsOf(need).length > 0 ? { kind: "range" } : nowhere()),
  identity: (need) => definitionOf(need).identity ?? false,
  shareable: (need) => definitionOf(need).shareable ?? true,
  secrets: (need, instance, name) => {
    const { secrets = [] } = definitionOf(need);
    const files = Object.fromEntries(secrets.map((key) => [key, `${instanceName(instance)}-${key}`]));
    return secrets.length === 0 ? [] : [{ name, files }];
  },
  check: (need, { instance, mount, report, unusable }) => {
    const problem = bindProblem(kindOf(need).name, () => bind(need, instance, mount));
    if (problem === undefined) return;
    unusable();
    report("", problem);
  },
};

import * as z from "zod/mini";
import { isPlainObject } from "../../base/values.ts";
import { nowhere } from "./addressing.ts";
import { asSecretFile, asSecretValue, type Gives, instanceName, type NeedKind, none, type SecretFile, type SecretValue } from "./need.ts";
import { checkProtection, type StatefulOptions, statefulFields } from "./stateful-options.ts";

/** A secret that a service reads from files. */
export interface SecretNeed<K extends string = string> extends Gives<BoundSecret<K>>, StatefulOptions {
  readonly kind: "secret";
  readonly keys: readonly K[];
  readonly asEnv?: string;
}

export interface SecretOptions<K extends string> extends StatefulOptions {
  /** The parts of the secret; each part is a file. @default ["value"] */
  readonly keys?: readonly [K, ...K[]];
  /** The reason why variables may hold the secret: `because the image reads only variables`. @default none: Fairlead warns of a variable */
  readonly asEnv?: string;
}

/** The values that a service gets for a secret. */
export interface BoundSecret<K extends string = string> {
  /** The file of the first key. */
  readonly path: SecretFile;
  /** The file of each key. */
  readonly paths: Readonly<Record<K, SecretFile>>;
  /** The value of the first key, for a variable. Prefer the file: a variable is in dumps and in child processes. */
  readonly value: SecretValue;
  /** The value of each key, for variables. */
  readonly values: Readonly<Record<K, SecretValue>>;
}

/**
 * Declares a secret: `secret()`, or `secret({ keys: ["user", "password"] })`. Its value never enters git.
 * People put each key into Secret Manager as `<stack>-<service>-<need>-<key>`, and the service gets files.
 */
export const secret = <const K extends string = "value">(options: SecretOptions<K> = {}): SecretNeed<K> => {
  // The schema refuses keys that are no list, so that `secret("api-key")` is no secret of one value.
  const given: unknown = options;
  if (!isPlainObject(given)) return { kind: "secret", keys: given as never };
  // The cast holds because the type parameter and the option have the same default.
  return { ...options, kind: "secret", keys: options.keys ?? (["value"] as readonly string[] as readonly K[]) };
};

const KEY = /^[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?$/;

/** Returns the key as Secret Manager spells it: its names have no dots. */
const nameOf = (key: string): string => key.replaceAll(".", "-");

function sameName(before: readonly string[], key: string): string | undefined {
  const other = before.find((candidate) => nameOf(candidate) === nameOf(key));
  if (other === undefined) return undefined;
  return other === key ? "is listed twice" : `and "${other}" name the same secret "${nameOf(key)}"`;
}

export const secretKind: NeedKind<SecretNeed> = {
  summary: "A secret that people put into Secret Manager.",
  example: 'secret({ keys: ["user", "password"] })',
  gives: ["path", "paths.<key>", "value", "values.<key>"],
  instanceForm: "<stack>-<service>-<need>-<key>",
  schema: z.strictObject({
    kind: z.literal("secret"),
    keys: z.array(z.string().check(z.regex(KEY, "must consist of lower-case letters, digits, '.', '_' and '-'"))).check(
      z.minLength(1),
      z.check(({ value, issues }) => {
        for (const [index, key] of value.entries()) {
          const message = sameName(value.slice(0, index), key);
          if (message !== undefined) issues.push({ code: "custom", input: value, path: [index], message });
        }
      }),
    ),
    asEnv: z.optional(z.string().check(z.minLength(1))),
    ...statefulFields,
  }),
  nameOf: () => "secret",
  bind: ({ keys, asEnv }, _instance, mount) => {
    const fileOf = (key: string): SecretFile => asSecretFile(`${mount}/${key}`);
    const valueOf = (key: string): SecretValue => asSecretValue(fileOf(key), asEnv);
    const first = keys[0] ?? "value";
    return {
      path: fileOf(first),
      paths: Object.fromEntries(keys.map((key) => [key, fileOf(key)])),
      value: valueOf(first),
      values: Object.fromEntries(keys.map((key) => [key, valueOf(key)])),
    };
  },
  egress: none,
  addressing: nowhere,
  identity: () => false,
  shareable: () => false,
  secrets: (need, instance, name) => [
    { name, files: Object.fromEntries(need.keys.map((key) => [key, `${instanceName(instance)}-${nameOf(key)}`])) },
  ],
  check: (need, { tier, report }) => checkProtection(need, tier, report),
};

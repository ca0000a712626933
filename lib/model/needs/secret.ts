import * as z from "zod/mini";
import { asSecretFile, instanceName, type NeedKind, none, type SecretFile } from "./need.ts";

export interface SecretNeed<K extends string = string> {
  readonly kind: "secret";
  readonly keys: readonly K[];
}

export interface SecretOptions<K extends string> {
  /** The secret's parts, a file each. @default ["value"] */
  readonly keys?: readonly [K, ...K[]];
}

export interface BoundSecret<K extends string = string> {
  /** The file of the first key; the only one unless `keys` says otherwise. */
  readonly path: SecretFile;
  /** The file of each key. */
  readonly paths: Readonly<Record<K, SecretFile>>;
}

/**
 * A secret that people put into Secret Manager as `<stack>-<service>-<need>-<key>`; the service gets files.
 * Its value never enters git: `secret()`, or `secret({ keys: ["user", "password"] })`.
 */
export const secret = <const K extends string = "value">(options: SecretOptions<K> = {}): SecretNeed<K> => ({
  kind: "secret",
  // The default of the type parameter is the default of the option.
  keys: options.keys ?? (["value"] as readonly string[] as readonly K[]),
});

const KEY = /^[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?$/;

/** Secret Manager's names have no dots. */
const nameOf = (key: string): string => key.replaceAll(".", "-");

function sameName(before: readonly string[], key: string): string | undefined {
  const other = before.find((candidate) => nameOf(candidate) === nameOf(key));
  if (other === undefined) return undefined;
  return other === key ? "is listed twice" : `and "${other}" name the same secret "${nameOf(key)}"`;
}

export const secretKind: NeedKind<SecretNeed, BoundSecret> = {
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
  }),
  bind: (need, _instance, mount) => ({
    path: asSecretFile(`${mount}/${need.keys[0] ?? "value"}`),
    paths: Object.fromEntries(need.keys.map((key) => [key, asSecretFile(`${mount}/${key}`)])),
  }),
  egress: none,
  identity: false,
  secrets: (need, instance, name) => [
    { name, files: Object.fromEntries(need.keys.map((key) => [key, `${instanceName(instance)}-${nameOf(key)}`])) },
  ],
};

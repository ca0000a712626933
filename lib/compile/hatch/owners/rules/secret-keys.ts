import type { Report } from "../../../../base/problem.ts";
import { isRecord } from "../../../../base/values.ts";
import { otherOwner } from "../hatch-owner.ts";
import type { OwnedObject, OwnerRule } from "../owner-rule.ts";
import { reportOwned } from "../owner-rule.ts";
import { recordsOf, textAt, walk } from "../walk.ts";

/** The full name of a secret in Secret Manager. */
const FULL_NAME = /projects\/[^/\s"']{1,63}\/secrets\/([\w-]{1,255})/g;

/** Refuses keys of Secret Manager that belong to another service, on this stack or on another one. */
export const secretKeysRule: OwnerRule = (subject, report) => {
  const { object } = subject;
  const isLocal = JSON.stringify(object).includes('"kind":"SecretStore"');
  const check = (key: string | undefined, at: string): void => {
    if (key === undefined) return;
    const name = key.slice(key.lastIndexOf("/secrets/") + 1).replace(/^secrets\/([^/]+).*$/, "$1");
    const owner = keyOwner(subject, name);
    if (owner !== undefined)
      report(at, `the secret "${name}" belongs to ${owner}`, "declare a secret() need, or use() the need of its owner");
    // A store of the namespace may read the Secrets of the cluster.
    else if (isLocal) reportOwned(subject, { sort: "secret", name }, at, report);
  };
  walk(object, ({ at, key, value, above }) => {
    if (key === "remoteRef") for (const name of ["key", "remoteKey"]) check(textAt(value, name), `${at}.${name}`);
    if (key === "extract") check(textAt(value, "key"), `${at}.key`);
    if (key === "find" && isRecord(value) && above.at(-1) === "dataFrom") checkSearch(subject, value, at, report);
    if (key === "gcpSecretManager")
      recordsOf(isRecord(value) ? (value["secrets"] ?? []) : []).forEach((secret, index) =>
        check(textAt(secret, "id"), `${at}.secrets.${index}.id`),
      );
    if (typeof value === "string") for (const [, name] of value.matchAll(FULL_NAME)) check(name, at);
  });
};

/** Returns the service that a key of Secret Manager belongs to, unless the owner of the object may use it. */
function keyOwner({ owner, owners, stack }: OwnedObject, key: string): string | undefined {
  const typed = owners.names.secretKey.get(key);
  if (typed !== undefined) return otherOwner(owner, typed);
  const places = stack.fleet.stacks.flatMap(({ name, services }) =>
    key.startsWith(`${name}-`) ? services.flatMap((service) => (key.startsWith(`${name}-${service}-`) ? [{ name, service }] : [])) : [],
  );
  const place = places.toSorted((a, b) => b.name.length + b.service.length - a.name.length - a.service.length)[0];
  if (place === undefined || (place.name === stack.name && otherOwner(owner, [place.service]) === undefined)) return undefined;
  return place.name === stack.name ? place.service : `${place.service} of ${place.name}`;
}

/** Checks a search for keys. It may find those of others, also of services that people add later. */
function checkSearch({ owner, owners, stack }: OwnedObject, find: Readonly<Record<string, unknown>>, at: string, report: Report): void {
  if (owner.kind === "platform") return;
  const prefix = `${stack.name}-${owner.name}-`;
  const pattern = textAt(find["name"], "regexp");
  if (pattern === undefined) {
    report(at, "may find secrets of other services", `search by name: { name: { regexp: "^${prefix}" } }`);
    return;
  }
  if (!pattern.replaceAll("\\", "").startsWith(`^${prefix}`) || pattern.includes("|")) {
    report(`${at}.name.regexp`, `"${pattern}" may find secrets of other services`, `begin it with "^${prefix}", without "|"`);
    return;
  }
  const found = [...owners.names.secretKey].find(([key, services]) => key.startsWith(prefix) && otherOwner(owner, services) !== undefined);
  if (found !== undefined)
    report(`${at}.name.regexp`, `"${pattern}" may find the secret "${found[0]}" of ${found[1][0]}`, "name each key in data");
}

import { ARGOCD_NAMESPACE } from "../../../compile/argocd/destination.ts";
import { at, recordsAt, shown, stringsAt } from "../read-values.ts";
import type { Fields, Subject, Trait } from "../trait.ts";
import { isKnownKind } from "../known-kinds.ts";

/** Lists the permissions of an AppProject, and its bans. */
export function projectTraits({ value, settings }: Subject): readonly Trait[] {
  const isOwn = ({ name, server, namespace }: Fields): boolean =>
    settings !== undefined &&
    server === undefined &&
    ((name === settings.cluster && namespace === settings.namespace) || namespace === ARGOCD_NAMESPACE);
  return [
    ...stringsAt(value, "spec.sourceRepos").map((url) => trait(`allows the repository ${url}`, url === settings?.repository)),
    ...recordsAt(value, "spec.destinations").map((place) => trait(`allows the destination ${destinationText(place)}`, isOwn(place))),
    ...["clusterResourceWhitelist", "namespaceResourceWhitelist"].flatMap((field) =>
      recordsAt(value, `spec.${field}`).map((entry) => trait(`allows the kind ${kindText(entry)}`, isKnownKind(entry["kind"]))),
    ),
    ...["clusterResourceBlacklist", "namespaceResourceBlacklist"].flatMap((field) =>
      recordsAt(value, `spec.${field}`).map((entry) => ban(`no longer forbids the kind ${kindText(entry)}`)),
    ),
    ...(at(value, "spec.namespaceResourceWhitelist") === undefined ? [trait("allows every kind that has a namespace", true)] : []),
    ...(at(value, "spec.clusterResourceWhitelist") === undefined ? [trait("has no list of cluster-wide kinds")] : []),
    ...(at(value, "spec.orphanedResources") === undefined ? [] : [ban("no longer warns of orphaned objects")]),
    ...["sourceNamespaces", "roles", "destinationServiceAccounts"].flatMap((field) =>
      stringsAt(value, `spec.${field}`).map((entry) => trait(`has ${field} ${entry}`)),
    ),
  ];
}

const trait = (text: string, usual = false): Trait => ({ risk: "argocd", text, usual });

const ban = (text: string): Trait => ({ risk: "argocd", text, guard: "kept" });

const destinationText = ({ name, server, namespace }: Fields): string =>
  [name, server, namespace]
    .filter((part) => part !== undefined)
    .map(shown)
    .join(" ");

const kindText = ({ group, kind }: Fields): string =>
  group === "" || group === undefined ? shown(kind) : `${shown(kind)}.${shown(group)}`;

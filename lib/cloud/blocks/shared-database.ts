import type { StackModel } from "../../model/model.ts";
import { type PostgresNeed, sharedHost, sharedName } from "../../model/needs/postgres.ts";
import { rangesOn } from "../../model/need-ranges.ts";
import type { Need } from "../../model/needs/registry.ts";
import { dnsZone } from "../../model/model.ts";
import { databaseServer } from "../database-server.ts";
import { dnsRecord, filledSecret, isProtected, type NeedPlace, secretIds } from "../need-place.ts";
import { type AnyCloudResource, outputOf } from "../resource.ts";
import type { Tier } from "../../model/tier.ts";

/** The machine of a shared server by tier: virtual CPUs, memory and storage in gibibytes. */
const MACHINES: Readonly<Record<Tier, { readonly cpu: number; readonly memoryGb: number; readonly storageGb: number }>> = {
  latest: { cpu: 1, memoryGb: 3.75, storageGb: 20 },
  staging: { cpu: 2, memoryGb: 7.5, storageGb: 50 },
  prod: { cpu: 4, memoryGb: 16, storageGb: 100 },
};

/** A server that the databases of several services share. */
export interface SharedServer {
  /** `postgres-17` */
  readonly name: string;
  /** The need of its first user, with the machine of the tier. */
  readonly need: PostgresNeed;
  /** The email address of its owner. */
  readonly owner: string;
  readonly users: readonly SharedNeed[];
}

interface SharedNeed {
  readonly need: PostgresNeed;
  readonly place: NeedPlace;
}

/** Lists the servers that the databases of several services share: one for each version. */
export function sharedServers(
  { tier }: StackModel,
  needs: readonly { readonly need: Need; readonly place: NeedPlace }[],
): readonly SharedServer[] {
  const shared = new Map<string, SharedNeed[]>();
  for (const { need, place } of needs) {
    if (need.kind !== "postgres" || need.instance !== "shared") continue;
    shared.set(sharedName(need), [...(shared.get(sharedName(need)) ?? []), { need, place }]);
  }
  return [...shared].flatMap(([name, users]) => {
    const [first] = users;
    const owner = users.map(({ place }) => place.owner).sort()[0];
    return first === undefined || owner === undefined ? [] : [{ name, need: { ...first.need, ...MACHINES[tier] }, owner, users }];
  });
}

/** Makes the servers that the databases of several services share. */
export const sharedDatabases = (stack: StackModel, needs: Parameters<typeof sharedServers>[1]): readonly AnyCloudResource[] =>
  sharedServers(stack, needs).flatMap((server) => sharedServer(stack, server));

function sharedServer(stack: StackModel, { name, need, owner, users }: SharedServer): readonly AnyCloudResource[] {
  const block = { kind: "Postgres", name };
  // The server belongs to no service: `postgres-17.<stack>.internal`.
  const instance = { stack: stack.name, project: stack.project, dnsZone: dnsZone(stack.name), service: name, need: name };
  const range = rangesOn(stack).byKey.get(name);
  const place = { stack, instance, range, owner, protect: isProtected(stack.tier) };
  const { server, endpoints, addresses } = databaseServer(block, `${stack.name}-${name}`, need, place);
  const host = sharedHost(need, dnsZone(stack.name));
  const ca = users.map((user) => secretIds(user.need, user.place)["ca"]).find((id) => id !== undefined);
  return [
    server,
    ...endpoints,
    dnsRecord(block, place, addresses, host),
    ...filledSecret(block, place, ca, outputOf(server, "serverCaCerts.0.cert")),
  ];
}

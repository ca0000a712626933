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

/** Makes the servers that the databases of several services share: one for each version. */
export function sharedDatabases(
  stack: StackModel,
  needs: readonly { readonly need: Need; readonly place: NeedPlace }[],
): readonly AnyCloudResource[] {
  const shared = new Map<string, readonly SharedNeed[]>();
  for (const { need, place } of needs) {
    if (need.kind !== "postgres" || need.instance !== "shared") continue;
    shared.set(sharedName(need), [...(shared.get(sharedName(need)) ?? []), { need, place }]);
  }
  return [...shared].flatMap(([name, users]) => sharedServer(stack, name, users));
}

interface SharedNeed {
  readonly need: PostgresNeed;
  readonly place: NeedPlace;
}

function sharedServer(stack: StackModel, name: string, users: readonly SharedNeed[]): readonly AnyCloudResource[] {
  const [first] = users;
  if (first === undefined) return [];
  const owner = users.map(({ place }) => place.owner).sort()[0] ?? first.place.owner;
  const block = { kind: "Postgres", name };
  // The server belongs to no service: `postgres-17.<stack>.internal`.
  const instance = { ...first.place.instance, service: name, need: name };
  const range = rangesOn(stack).byKey.get(name);
  const place = { stack, instance, range, owner, protect: isProtected(stack.tier) };
  const { server, endpoints, addresses } = databaseServer(
    block,
    `${stack.name}-${name}`,
    { ...first.need, ...MACHINES[stack.tier] },
    place,
  );
  const host = sharedHost(first.need, dnsZone(stack.name));
  const ca = users.map((user) => secretIds(user.need, user.place)["ca"]).find((id) => id !== undefined);
  return [
    server,
    ...endpoints,
    dnsRecord(block, place, addresses, host),
    ...filledSecret(block, place, ca, outputOf(server, "serverCaCerts.0.cert")),
  ];
}

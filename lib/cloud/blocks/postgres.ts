import { instanceName } from "../../model/needs/need.ts";
import { ownersOf, type PostgresNeed, replicasOf, sharedName } from "../../model/needs/postgres.ts";
import { noCopies } from "../copy-block.ts";
import { databaseCopies, sharedBackups } from "../database-copy.ts";
import { databaseServer } from "../database-server.ts";
import { blockOf, dnsRecord, filledSecret, type NeedBlock, type NeedPlace, secretIds } from "../need-place.ts";
import { type AnyCloudResource, outputOf, type Reference, resourcesOf } from "../resource.ts";

export const postgresBlock: NeedBlock<PostgresNeed> = {
  resources,
  copies: (need, place) =>
    need.instance === "shared"
      ? noCopies(
          "is on a server that services share, and a copy of it would have the data of all of them",
          `gcloud sql instances clone ${place.stack.name}-${sharedName(need)} <name> --point-in-time <time> --project ${place.stack.project}; then copy the database with pg_dump`,
          { shared: sharedBackups(need, place.stack) },
        )
      : databaseCopies(need, place),
};

/** Makes a database with its user and password. It has a server alone, or is on the server that the stack shares. */
function resources(need: PostgresNeed, place: NeedPlace): readonly AnyCloudResource[] {
  const { stack, instance } = place;
  const block = blockOf("Postgres", instance);
  const make = resourcesOf(block);
  const { database, user } = ownersOf(need, instance);
  const id = instanceName(instance);
  const own = need.instance === "shared" ? [] : ownServer(need, place);
  const server = { type: "gcp:sql/databaseInstance:DatabaseInstance", name: own[0]?.name ?? `${stack.name}-${sharedName(need)}` } as const;
  const instanceRef = outputOf(server, "name");
  const { password: secret = "" } = secretIds(need, place);
  const password = { kind: "generated", secret, version: 1 } as const;
  return [
    ...own,
    make("gcp:sql/database:Database", id, { instance: instanceRef, name: database, project: stack.project }, { protect: place.protect }),
    make("gcp:sql/user:User", id, {
      // PostgreSQL refuses to drop a user that owns objects, so the user stays with its database.
      deletionPolicy: "ABANDON",
      instance: instanceRef,
      name: user,
      passwordWo: password,
      passwordWoVersion: password.version,
      project: stack.project,
    }),
    ...filledSecret(block, place, secret, { kind: "generated" }),
  ];
}

/** Makes the server of a need, and the names of the server and of its replicas. */
function ownServer(need: PostgresNeed, place: NeedPlace): readonly AnyCloudResource[] {
  const block = blockOf("Postgres", place.instance);
  const { server, replicas, endpoints, addresses } = databaseServer(block, instanceName(place.instance), need, place);
  const replicaPlace = { ...place, instance: replicasOf(place.instance) };
  const [main = "", ...others] = addresses;
  return [
    server,
    ...replicas,
    ...endpoints,
    dnsRecord(block, place, [main]),
    ...(replicas.length === 0 ? [] : [dnsRecord(block, replicaPlace, sorted(others))]),
    ...filledSecret(block, place, secretIds(need, place)["ca"], outputOf(server, "serverCaCerts.0.cert")),
  ];
}

/** Sorts addresses as Cloud DNS keeps them. Addresses that Google chooses are not known yet. */
const sorted = (addresses: readonly (Reference | string)[]): readonly (Reference | string)[] => {
  const known = addresses.filter((address) => typeof address === "string");
  return known.length === addresses.length ? known.sort() : addresses;
};

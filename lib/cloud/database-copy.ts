import { databaseName, commonInputs, databaseBackups, mainSettings } from "./database-server.ts";
import type { StackModel } from "../model/model.ts";
import { type PostgresNeed, sharedName } from "../model/needs/postgres.ts";
import { instanceName } from "../model/needs/need.ts";
import type { BackedUpServer, Copies, CopyPlan, CopySource } from "./copies.ts";
import { copyBlock } from "./copy-block.ts";
import { filledSecret, type NeedPlace, secretIds } from "./need-place.ts";
import { type AnyCloudResource, outputOf, resourcesOf } from "./resource.ts";
import { serverEndpoint } from "./server-endpoint.ts";

const SERVER = "gcp:sql/databaseInstance:DatabaseInstance";

/** Returns the copies that Cloud SQL can make of a server. */
export const databaseCopies = (need: PostgresNeed, place: NeedPlace): Copies => ({
  kind: "copies",
  ...serverBackups(instanceName(place.instance), need, place.stack),
  resources: (plan) => resources(need, place, plan),
});

/** Returns the backups of the server that the databases of several services share. */
export const sharedBackups = (need: PostgresNeed, stack: StackModel): BackedUpServer =>
  serverBackups(`${stack.name}-${sharedName(need)}`, need, stack);

const serverBackups = (name: string, need: PostgresNeed, stack: StackModel): BackedUpServer => ({
  ...databaseBackups(need, stack),
  server: { type: SERVER, name },
  cloudName: databaseName(name, need),
});

/** Makes a server with the data of another one, its endpoint and its certificate. Databases, users and passwords come with the data. */
function resources(need: PostgresNeed, place: NeedPlace, plan: CopyPlan): readonly AnyCloudResource[] {
  const { stack, protect } = place;
  const { block, name, place: own, subnet, subnetId, ranges } = copyBlock(place, plan);
  const server = resourcesOf(block)(
    SERVER,
    name,
    {
      ...commonInputs(need, own),
      ...originOf(plan, stack.project),
      // The generation numbers the instance, and a copy has its time.
      name: databaseName(name, { ...need, generation: 1 }),
      settings: mainSettings(need, own),
    },
    { protect },
  );
  const [range = ""] = ranges;
  const target = outputOf(server, "pscServiceAttachmentLink");
  const { address, rule } = serverEndpoint(block, stack, { name, range, target, subnet: subnetId });
  return [server, subnet, address, rule, ...filledSecret(block, own, secretIds(need, own)["ca"], outputOf(server, "serverCaCerts.0.cert"))];
}

function originOf({ server, source }: CopyPlan, project: string) {
  return source.kind === "second"
    ? { clone: { pointInTime: source.at, sourceInstanceName: server } }
    : { restoreBackupContext: { backupRunId: backupNumber(source), instanceId: server, project } };
}

/** Returns the id of a backup as a number, as Cloud SQL counts. */
const backupNumber = ({ id }: Extract<CopySource, { readonly kind: "backup" }>): number => Number(id);

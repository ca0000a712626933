import { registryOf } from "../../model/cloud/artifact-registry.ts";
import type { StackModel } from "../../model/model.ts";
import { fitName } from "../../base/fit-name.ts";
import { type AnyCloudResource, type CloudResource, type MakeResource, outputOf } from "../resource.ts";

/** Google allows 30 characters in the id of an account. */
const MAX_ID = 30;

/** Repositories of Artifact Registry: location, project and name. */
const ARTIFACTS = /^([a-z0-9-]+)-docker\.pkg\.dev\/([a-z0-9-]+)\/([a-z0-9-]+)(?:\/|$)/;

/** Makes the account of a cluster's nodes. It writes logs and metrics, and reads the repositories of the stack's images. */
export function nodeAccount(
  stack: StackModel,
  make: MakeResource,
): { readonly account: CloudResource<"gcp:serviceaccount/account:Account">; readonly grants: readonly AnyCloudResource[] } {
  const { project } = stack;
  const id = fitName(`${stack.name}-nodes`, MAX_ID);
  const account = make("gcp:serviceaccount/account:Account", id, { accountId: id, displayName: `Nodes of ${stack.name}`, project });
  const member = outputOf(account, "member");
  const logs = make("gcp:projects/iAMMember:IAMMember", id, { member, project, role: "roles/container.defaultNodeServiceAccount" });
  const repositories = new Map(
    imagesOf(stack).flatMap((image) => {
      const [all, location = "", owner = "", repository = ""] = ARTIFACTS.exec(image) ?? [];
      return all === undefined ? [] : [[`${location}.${owner}.${repository}`, { location, project: owner, repository }] as const];
    }),
  );
  const readers = [...repositories]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, place]) =>
      make(
        "gcp:artifactregistry/repositoryIamMember:RepositoryIamMember",
        `${id}.${name}`,
        { ...place, member, role: "roles/artifactregistry.reader" },
        { dependsOn: isOwn(stack, place) ? [{ type: "gcp:artifactregistry/repository:Repository", name: place.repository }] : [] },
      ),
    );
  return { account, grants: [logs, ...readers] };
}

interface Place {
  readonly location: string;
  readonly project: string;
  readonly repository: string;
}

/** True if the stack makes the repository itself. */
const isOwn = ({ cloud: { registry }, project, region }: StackModel, place: Place): boolean =>
  registry !== undefined &&
  place.project === project &&
  place.location === region &&
  registryOf(registry).repositories.includes(place.repository);

/** Lists the images of services and the released images of a stack. */
const imagesOf = ({ services, images }: StackModel): readonly string[] => [
  ...services.map(({ image }) => image),
  ...images.map(({ input }) => input.image),
];

import { FAIRLEAD } from "../../base/fairlead.ts";
import { UserError } from "../../base/user-error.ts";
import { type Fleet, servicesIn } from "../../model/fleet.ts";
import { DEFAULTS } from "../../model/defaults.ts";
import { completeEntry } from "../../resolve/lock.ts";
import { changeLocks } from "../../workspace/change-locks.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { NewResult } from "../results.ts";
import { type AddedSpec, addSpec } from "./add-spec.ts";
import { HELLO, parseReference } from "./hello.ts";
import type { NewStackRequest } from "./stack-request.ts";
import { stackTemplate } from "./templates/stack.ts";

/** Writes the first stack of a project: it runs all services. @throws UserError NOT_FOUND, INVALID_SPEC */
export async function firstStack(
  workspace: Workspace,
  { config, services }: Fleet,
  { name, tier = "latest", region = "us-central1", project, from, expires }: NewStackRequest & { readonly name: string },
  { file, check }: Pick<AddedSpec, "check" | "file">,
): Promise<NewResult> {
  if (from !== undefined) throw new UserError("NOT_FOUND", `there is no stack "${from}": the project has no stack yet`);
  // A service that runs the image of new services has a version. The others get theirs from a release.
  const { repository, entry } = parseReference(HELLO);
  const hello = services
    .filter(({ service }) => service.input.image === repository)
    .flatMap(servicesIn)
    .map(({ service }) => service.name);
  const undo = changeLocks(
    workspace.tree,
    [name],
    () => new Map(hello.map((service) => [service, completeEntry(entry, { channel: DEFAULTS.channel, image: repository })])),
  );
  const text = stackTemplate({
    name,
    tier,
    region,
    project: project ?? `${config.name}-${name}`,
    namespace: config.name,
    privateRange: undefined,
    channel: undefined,
    domain: undefined,
    services: [],
    listed: false,
    expires,
  });
  await addSpec(workspace, { file, text, undo, check });
  const steps = services.length === 0 ? [`${FAIRLEAD} new service hello`] : [`${FAIRLEAD} up`, `git add ${file} pulumi-gen`];
  return {
    what: "stack",
    name,
    files: [file, `pulumi-gen/${name}/versions.yaml`],
    next: [`check project and cluster in ${file}`, ...steps],
  };
}

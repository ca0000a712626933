import { FAIRLEAD } from "../../base/fairlead.ts";
import { UserError } from "../../base/user-error.ts";
import { specPathProblem } from "../../model/names.ts";
import { fileNameOf } from "../../model/rules/file-name.ts";
import { completeEntry, type LockEntry } from "../../resolve/lock.ts";
import { channelOf } from "../../model/stack.ts";
import { requiresDigest } from "../../model/tier.ts";
import { changeLocks } from "../../workspace/change-locks.ts";
import type { AppContext } from "../context.ts";
import { orNothingWritten } from "../nothing-written.ts";
import type { NewResult } from "../results.ts";
import { HELLO, parseReference } from "./hello.ts";
import { addSpec, newServiceFile, required } from "./add-spec.ts";
import { serviceTemplate } from "./templates/service.ts";

export interface NewServiceRequest {
  /** The name, or a path below `services/`: `shop/cart`. */
  readonly name: string | undefined;
  /** @default git's user.email */
  readonly owner?: string | undefined;
  /** `repo:tag@sha256:<digest>`. @default Google's hello-app */
  readonly image?: string | undefined;
  /** @default 8080 */
  readonly port?: number | undefined;
  /** @default "http" */
  readonly protocol?: "grpc" | "http" | "tcp" | undefined;
  /** Five cron fields: the service becomes a CronJob. */
  readonly cron?: string | undefined;
}

/** The questions about missing values. */
export const SERVICE_QUESTIONS = {
  name: { message: "Name of the service?", problem: specPathProblem },
  owner: { message: "Email address of the owner?", placeholder: "git's user.email" },
  image: { message: "Image (repo:tag@sha256:...)?", placeholder: "Google's hello-app for now" },
};

/** Writes `services/<name>.ts` and its lock entries, so that the service renders at once. @throws UserError USAGE, EXISTS, INVALID_SPEC */
export const newService = (context: AppContext, request: NewServiceRequest): Promise<NewResult> =>
  orNothingWritten(() => writeService(context, request));

async function writeService(context: AppContext, request: NewServiceRequest): Promise<NewResult> {
  const workspace = await context.workspace();
  const fleet = await workspace.specs.loadFleet({ mayBeEmpty: true });
  const path = required(request.name, "a new service needs a name", `${FAIRLEAD} new service hello --owner web@example.com`);
  const file = newServiceFile(workspace, fleet, path);
  const name = fileNameOf(file);
  const given = request.owner ?? (await workspace.history.setting("user.email"));
  const owner = required(given, "a new service needs an owner", `${FAIRLEAD} new service ${path} --owner web@example.com`);
  const { port = 8080, protocol = "http", cron } = request;
  if (cron !== undefined && (request.port !== undefined || request.protocol !== undefined)) {
    throw new UserError("USAGE", "--cron makes a CronJob, so --port and --protocol cannot be given");
  }
  const { repository, entry } = parseReference(request.image ?? HELLO);
  if (fleet.stacks.length === 0 && request.image !== undefined) {
    throw new UserError("USAGE", `no stack can run ${request.image}, because the project has no stack yet`, {
      hint: `${FAIRLEAD} new stack latest --tier latest`,
    });
  }
  // Stacks that list their services do not run the new one until a person adds it there.
  const stacks = fleet.stacks.filter(({ stack }) => "kind" in stack.input.services).map(({ stack }) => stack);
  const refusing = stacks.filter(({ tier }) => requiresDigest(tier)).map((stack) => stack.name);
  if (entry.digest === undefined && refusing.length > 0) {
    throw new UserError(
      "USAGE",
      `${request.image} has no digest, and ${refusing.join(", ")} ${refusing.length === 1 ? "requires" : "require"} one: a tag can be pushed again`,
      {
        hint: `docker buildx imagetools inspect ${request.image} prints it; then --image ${request.image}@sha256:<digest>`,
      },
    );
  }
  const names = stacks.map((stack) => stack.name);
  const channels = new Map(stacks.map((stack) => [stack.name, channelOf(stack)]));
  const entryOn = (stack: string): LockEntry => completeEntry(entry, { channel: channels.get(stack), image: repository });
  const undo = changeLocks(workspace.tree, names, (lock, stack) => new Map([...lock, [name, entryOn(stack)]]));
  await addSpec(workspace, { file, text: serviceTemplate({ name, owner, image: repository, port, protocol, cron }), undo });
  const setImage = `set image in ${file} and its entries in pulumi-gen/*/versions.yaml: it runs Google's hello-app now`;
  return {
    what: "service",
    name,
    files: [file, ...names.map((stack) => `pulumi-gen/${stack}/versions.yaml`)],
    next: [
      fleet.stacks.length === 0 ? `${FAIRLEAD} new stack latest --tier latest` : `${FAIRLEAD} render`,
      `git add ${file} pulumi-gen`,
      ...(request.image === undefined ? [setImage] : []),
    ],
  };
}

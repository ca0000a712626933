import type { LockEntry } from "../../resolve/lock.ts";
import { requiresDigest } from "../../model/tier.ts";
import { UserError } from "../../base/user-error.ts";
import type { NewServiceFlags } from "../commands/new-service.ts";
import { git } from "../../workspace/git/repository.ts";
import { reporterOf } from "../guarded.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { loadFleet } from "../../workspace/specs/load-fleet.ts";
import { addSpec, newSpecFile } from "../../app/new/add-spec.ts";
import { changeLocks } from "../../workspace/change-locks.ts";
import { findRoot } from "../../workspace/root.ts";
import { serviceTemplate } from "../../app/new/templates/service.ts";

/** Answers every path on port 8080; seen in `kubectl describe` of clusters that run the tag 1.0. */
const HELLO = "gcr.io/google-samples/hello-app:1.0@sha256:b1455e1c4fcc5ea1023c9e3b584cd84b64eb920e332feff690a2829696e379e7";

export async function runNewService(io: Io, flags: NewServiceFlags, given?: string): Promise<ExitCode> {
  const root = findRoot(io.cwd);
  const fleet = await loadFleet(root);
  const asked = io.interactive
    ? await (await import("../prompts.ts")).askService(given, flags)
    : { name: given, owner: flags.owner, image: flags.image };
  const name = required(asked.name, "a name", "fairlead new service hello --owner web@example.com");
  const file = newSpecFile(root, "services", name);
  const owner = required(asked.owner ?? (await gitOwner(root)), "an owner", `fairlead new service ${name} --owner web@example.com`);
  if (flags.cron !== undefined && (flags.port !== undefined || flags.protocol !== undefined)) {
    throw new UserError("USAGE", "--cron makes a service that runs and ends; it has no --port and no --protocol");
  }
  const { repository, entry } = parseReference(asked.image ?? HELLO);
  // A stack that lists its services does not run the new one until someone adds it there.
  const stacks = fleet.stacks.filter(({ stack }) => "kind" in stack.input.services).map(({ stack }) => stack);
  const refusing = stacks.filter(({ tier }) => requiresDigest(tier)).map((stack) => stack.name);
  if (entry.digest === undefined && refusing.length > 0) {
    throw new UserError("USAGE", `${asked.image} has no digest, and ${refusing.join(", ")} run images by digest only`, {
      hint: `docker buildx imagetools inspect ${asked.image} prints it; then --image ${asked.image}@sha256:<digest>`,
    });
  }
  const undo = changeLocks(
    root,
    stacks.map((stack) => stack.name),
    (lock) => new Map([...lock, [name, entry]]),
  );
  const { port = 8080, protocol = "http", cron } = flags;
  await addSpec(root, file, serviceTemplate({ name, owner, image: repository, port, protocol, cron }), undo);
  const next = [
    "npx fairlead render",
    `git add ${file} pulumi-gen`,
    ...(asked.image === undefined
      ? [`set image in ${file} and its lines in pulumi-gen/*/versions.yaml: it runs Google's hello-app now`]
      : []),
  ];
  io.out(
    reporterOf(io, flags).created({
      what: "service",
      name,
      files: [file, ...stacks.map((stack) => `pulumi-gen/${stack.name}/versions.yaml`)],
      next,
    }),
  );
  return EXIT.done;
}

function required(value: string | undefined, what: string, example: string): string {
  if (value !== undefined && value !== "") return value;
  throw new UserError("USAGE", `a new service needs ${what}`, { hint: example });
}

async function gitOwner(root: string): Promise<string | undefined> {
  try {
    return (await git(root, "config", "user.email")).trim() || undefined;
  } catch {
    return undefined;
  }
}

function parseReference(reference: string): { readonly repository: string; readonly entry: LockEntry } {
  const [, repository, tag, digest] = /^([^@]+):([A-Za-z0-9_][A-Za-z0-9._-]{0,127})(?:@(sha256:[0-9a-f]{64}))?$/.exec(reference) ?? [];
  if (repository === undefined || tag === undefined) {
    throw new UserError("USAGE", `"${reference}" is not an image reference with a tag`, { hint: "repo:tag@sha256:<64 hex digits>" });
  }
  return { repository, entry: { ...(digest === undefined ? {} : { digest }), tag } };
}

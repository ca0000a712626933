import { realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { FAIRLEAD } from "../../base/fairlead.ts";
import { UserError } from "../../base/user-error.ts";
import { GENERATED_ROOT } from "../../render/layout.ts";
import { readIfExists } from "../../system/if-exists.ts";
import { isDirectory } from "../../system/is-directory.ts";
import { makeProjectDirectories } from "../../system/make-directories.ts";
import { realPath } from "../../system/real-path.ts";
import { quoted } from "../../base/text.ts";
import { currentBranch, topLevel } from "../../workspace/git/repository.ts";
import { gitHistory } from "../../workspace/git/git-history.ts";
import { openWorkspace } from "../../workspace/open-workspace.ts";
import type { AppContext } from "../context.ts";
import { newService } from "../new/new-service.ts";
import { newStack } from "../new/new-stack.ts";
import { up } from "../up.ts";
import type { InitResult } from "../results.ts";
import { completeAnswers, type InitAnswers, type InitRequest } from "./answers.ts";
import { isThere, noteFiles, writeInto } from "./file-changes.ts";
import { INIT_FILES } from "./files.ts";
import { orInvalid } from "./parse-package-json.ts";

/** The questions about the values that most repositories set. */
export const INIT_QUESTIONS = {
  repository: { message: "Address of the repository?", placeholder: "git's remote origin" },
  stack: { message: "Name of the first stack?", placeholder: "latest" },
  service: { message: "Name of the first service?", placeholder: "hello" },
  owner: { message: "Email address of its owner?", placeholder: "git's user.email" },
};

/** A file to write. */
interface PlannedFile {
  readonly path: string;
  readonly text: string;
  readonly exists: boolean;
}

/**
 * Makes an ops repository: settings, a first stack, a first service, and the manifests of both.
 * Existing files stay as they are, so a second run adds only what is missing.
 * @throws UserError USAGE with every missing or invalid value; otherwise as `newStack`, `newService` and `up`
 */
export async function init(context: AppContext, request: InitRequest): Promise<InitResult> {
  const directory = resolve(context.cwd, request.directory ?? ".");
  const top = await topLevel(nearestDirectory(directory));
  if (top !== undefined && !(isDirectory(directory) && realpathSync(directory) === top))
    throw new UserError("USAGE", `${directory} is inside the git repository ${top}, and Argo CD reads the root of a repository`, {
      hint: `cd ${quoted(top)}, and run the command there`,
    });
  const git = gitHistory(top ?? context.cwd, top ?? context.cwd);
  const answers = completeAnswers(request, directory, {
    origin: request.repository ?? (top === undefined ? undefined : await git.setting("remote.origin.url")),
    email: request.owner ?? (await git.setting("user.email")),
    branch: top === undefined ? undefined : await currentBranch(top),
  });
  const planned = planFiles(directory, answers);
  const { stack, service } = answers;
  const specFiles = [`stacks/${stack}.ts`, `services/${service}.ts`, `${GENERATED_ROOT}/${stack}/versions.yaml`];
  const undo = noteFiles(directory, [...planned.written.map(({ path }) => path), ...specFiles]);
  const inside: AppContext = { ...context, cwd: directory, workspace: () => openWorkspace(directory) };
  const { specs, unused, render } = await orUndo(undo, async () => {
    makeProjectDirectories(directory);
    for (const { path, text, exists } of planned.written) writeInto(join(directory, path), text, exists);
    const added = await addSpecs(inside, request, answers);
    return {
      specs: added,
      unused: await unusedFlags(inside, request),
      render: (await up(inside, { parallel: 1, engine: "embedded", only: "manifests" })).render,
    };
  });
  return {
    directory,
    created: [...new Set([...planned.written.flatMap(({ path, exists }) => (exists ? [] : [path])), ...specs])].sort(),
    completed: planned.written.flatMap(({ path, exists }) => (exists ? [path] : [])),
    kept: planned.kept,
    unused,
    manifests: render.created.length + render.changed.length,
    next: [
      ...(directory === context.cwd ? [] : [`cd ${quoted(request.directory ?? ".")}`]),
      "npm install",
      ...(top === undefined ? [`git init --initial-branch ${quoted(answers.branch)}`] : []),
      "git add . && git commit -m 'First render'",
      `${FAIRLEAD} check && npx tsc`,
      "kubectl apply -f pulumi-gen/argocd/bootstrap/",
    ],
  };
}

/** Reads what exists, and plans what to write. @throws UserError INVALID_CONFIG for a package.json that is not JSON */
function planFiles(
  directory: string,
  answers: InitAnswers,
): { readonly written: readonly PlannedFile[]; readonly kept: readonly string[] } {
  const written: PlannedFile[] = [];
  const kept: string[] = [];
  for (const [path, { create, complete }] of Object.entries(INIT_FILES)) {
    const file = join(directory, path);
    if (complete === undefined && isThere(file)) {
      kept.push(path);
      continue;
    }
    // A link that leads nowhere is no file, so writing refuses it.
    const existing = realPath(file) === undefined ? undefined : readIfExists(file);
    const text = existing === undefined || complete === undefined ? create(answers) : orInvalid(path, () => complete(existing, answers));
    if (text === existing) kept.push(path);
    else written.push({ path, text, exists: existing !== undefined });
  }
  return { written, kept };
}

/** Runs the work. If it fails, undoes the changes. */
async function orUndo<T>(undo: () => void, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    undo();
    throw error;
  }
}

/** Returns the directory, or the nearest one above it that exists. */
const nearestDirectory = (directory: string): string => (isDirectory(directory) ? directory : nearestDirectory(dirname(directory)));

/** Adds the first stack and the first service, if there is none. @returns their files */
async function addSpecs(context: AppContext, request: InitRequest, { stack, service, owner }: InitAnswers): Promise<readonly string[]> {
  const { services, stacks } = await (await context.workspace("specs")).specs.loadFleet({ mayBeEmpty: true });
  const { tier, region, project, image } = request;
  const first = stacks.length > 0 ? [] : (await newStack(context, { name: stack, tier, region, project }, "later")).files;
  return [...first, ...(services.length > 0 ? [] : (await newService(context, { name: service, owner, image })).files)];
}

/** Lists the flags whose values the repository does not have: it had a config, a stack or a service before. */
async function unusedFlags({ workspace }: AppContext, request: InitRequest): Promise<readonly string[]> {
  const { config, services, stacks } = await (await workspace("specs")).specs.loadFleet();
  const given: readonly (readonly [flag: string, value: string | undefined, values: readonly string[]])[] = [
    ["--repository", request.repository, [config.repository.url]],
    ["--name", request.name, [config.name]],
    ["--branch", request.branch, [config.repository.branch ?? "main"]],
    ["--stack", request.stack, stacks.map(({ stack }) => stack.name)],
    ["--service", request.service, services.map(({ service }) => service.name)],
  ];
  return given.flatMap(([flag, value, values]) => (value === undefined || values.includes(value) ? [] : [flag]));
}

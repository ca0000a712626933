import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FAIRLEAD } from "../../base/fairlead.ts";
import { UserError } from "../../base/user-error.ts";
import { DEFAULTS } from "../../model/defaults.ts";
import { BIN } from "../../system/own-modules.ts";
import { GENERATED_ROOT } from "../../render/layout.ts";
import { exitProcess } from "../../system/forbid-exit.ts";
import { gitVersion, INSTALL_GIT } from "../../workspace/git/repository.ts";
import { openWorkspace } from "../../workspace/open-workspace.ts";
import { openProject } from "../../workspace/project.ts";
import type { AppContext } from "../context.ts";
import { DATASTORE_VARIABLE } from "../datastore.ts";
import { OPS_REPO_VARIABLE } from "../open-ops-workspace.ts";
import { createScratch, type Scratch } from "./scratch.ts";
import { NEW, SERVICE, startWithOldRelease } from "./story.ts";

const STACK = "staging";

/** Tells the story of a release and its rollback in a scratch directory, as events. @throws UserError NOT_FOUND, GIT */
export async function demo(context: AppContext, { color }: { readonly color: boolean }): Promise<void> {
  const { workspace, model } = await openProject(await context.workspace());
  const running = model.stacks.filter(({ services }) => services.some(({ name }) => name === SERVICE)).map(({ name }) => name);
  if (!running.includes(STACK))
    throw new UserError("NOT_FOUND", `the demo needs ${SERVICE} on ${STACK}, and this project does not have it`);
  if ((await gitVersion(workspace.root)) === undefined) {
    throw new UserError("GIT", "the demo rolls back with git, and git is not on PATH", { hint: INSTALL_GIT });
  }
  const names = model.stacks.map(({ name }) => name);
  const scratch = createScratch(workspace.root, names);
  const stop = (): never => {
    scratch.remove();
    return exitProcess(130);
  };
  process.once("SIGINT", stop);
  try {
    await scratch.git.init();
    await startWithOldRelease(openWorkspace(scratch.directory), running, context.writer);
    await tell(context, scratch, color);
  } finally {
    process.off("SIGINT", stop);
    scratch.remove();
  }
}

async function tell({ onEvent }: AppContext, scratch: Scratch, color: boolean): Promise<void> {
  let number = 0;
  const heading = (title: string): void => onEvent({ kind: "demo-heading", number: (number += 1), title });
  const text = (said: string): void => onEvent({ kind: "demo-text", text: said });
  const output = (said: string): void => onEvent({ kind: "demo-output", text: said });
  const shell = (line: string): void => onEvent({ kind: "demo-command", line });
  /** Runs the real command line, and fails if it ends with another exit code. */
  const fairlead = (expected: number, ...args: readonly string[]): void => {
    shell(`fairlead ${args.join(" ")}`);
    const env = {
      ...process.env,
      [OPS_REPO_VARIABLE]: ".",
      [DATASTORE_VARIABLE]: DEFAULTS.datastore,
      FAIRLEAD_ENGINE: "embedded",
      FAIRLEAD_ONLY: "manifests",
      ...(color ? { FORCE_COLOR: "1" } : {}),
    };
    const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], { cwd: scratch.directory, encoding: "utf8", env });
    output(`${stdout}${stderr}`);
    if (status !== expected) throw new Error(`fairlead ${args.join(" ")} ended with ${status} instead of ${expected}`);
  };
  const commit = async (message: string): Promise<void> => {
    await scratch.git.add(".");
    await scratch.git.commit(message);
    shell(`git commit -am "${message}"`);
  };

  text("Google's Online Boutique in four stacks, in a scratch directory.");
  heading("Typed specs and recorded releases become manifests");
  fairlead(0, "up");
  await commit("Render the fleet");

  heading(`The CI of ${SERVICE} builds an image and records the release`);
  const { image, tag, digest, commit: built } = NEW;
  const facts = ["--image", image, "--tag", tag, "--digest", digest, "--commit", built, "--run", "1002"];
  fairlead(0, "release", "record", SERVICE, ...facts);

  heading("plan shows the release that each stack should run");
  fairlead(0, "plan");

  heading("up moves the stacks, and diff shows the change to a reviewer");
  fairlead(0, "up");
  const lock = `${GENERATED_ROOT}/${STACK}/versions.yaml`;
  shell(`git diff ${lock}`);
  output(changedLines(await scratch.git.raw(["diff", "--unified=0", "--no-color", "--", lock])));
  fairlead(0, "diff", "HEAD", GENERATED_ROOT);
  await commit(`${SERVICE} ${NEW.tag}`);

  heading("git revert rolls back");
  shell("git revert --no-edit HEAD");
  await scratch.git.raw(["revert", "--no-edit", "HEAD"]);
  fairlead(0, "diff", "HEAD~1", "HEAD");

  heading("The rollback stays: the next run names who did it, and holds the service");
  fairlead(0, "up");
  await commit("Hold");
  fairlead(0, "check");

  const file = join(scratch.directory, "services", `${SERVICE}.ts`);
  const spec = readFileSync(file, "utf8");
  heading("The Redis of prod gets TLS: preview shows what the cloud would lose");
  const secure = '  tiers: { prod: { needs: { carts: redis({ memoryGb: 1, snapshot: "1h", tls: true }) } } },\n  scale:';
  writeFileSync(file, spec.replace("  scale:", secure));
  shell(`git diff services/${SERVICE}.ts`);
  output(changedLines(await scratch.git.raw(["diff", "--unified=0", "--no-color", "--", `services/${SERVICE}.ts`])));
  fairlead(1, "preview", "--base", "HEAD");

  heading("A typo is refused, and all problems are shown at once");
  writeFileSync(file, spec.replace("health:", "helth:").replace('memory: "128Mi"', 'memory: "32MB"'));
  fairlead(3, "render");
  writeFileSync(file, spec);

  heading("Your turn");
  for (const [line, why] of NEXT) text(`${line.padEnd(32)}  ${why}`);
}

const NEXT: readonly (readonly [command: string, why: string])[] = [
  [`${FAIRLEAD} new service hello`, "adds a service to every stack"],
  [`${FAIRLEAD} up`, "moves releases to locks, and locks to manifests"],
  [`${FAIRLEAD} diff HEAD`, "shows what changes, object by object"],
  [`${FAIRLEAD} engine install`, "installs the Pulumi engine, which components need"],
  [`${FAIRLEAD} --help`, "lists all commands; docs/ has a page for each task"],
];

/** Returns the changed lines of a diff, without its headings. */
const changedLines = (diff: string): string =>
  diff
    .split("\n")
    .filter((line) => /^[-+](?![-+])/.test(line))
    .join("\n");

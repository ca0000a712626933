import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pc from "picocolors";
import type { LockEntry } from "../../compile/lock.ts";
import { GENERATED_ROOT } from "../../render/layout.ts";
import { UserError } from "../../spec/user-error.ts";
import type { ReportFlags } from "../command.ts";
import { BIN, createScratch, type Scratch } from "../demo/scratch.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { changeLocks } from "../project/change-locks.ts";
import { openProject } from "../project/project.ts";

const SERVICE = "cartservice";
const STACK = "staging";

/** Published images of Online Boutique; v0.10.5 was pushed to another repository than v0.10.6. */
const OLD: LockEntry = {
  digest: "sha256:85c4fee0ddb6eada076003abcbff17ac3daf8e18dde68c7bde03b15fc8e17417",
  image: "us-central1-docker.pkg.dev/google-samples/microservices-demo/cartservice",
  tag: "v0.10.5",
};
const NEW: LockEntry = { digest: "sha256:b5c29ddb3238474ea8d1842f07004fedeeae47f660627ab111a613a681cd0356", tag: "v0.10.6" };

export async function runDemo(io: Io, flags: ReportFlags): Promise<ExitCode> {
  if (flags.json) throw new UserError("USAGE", "the demo is a story for people; it has no --json");
  const { root, model } = await openProject(io.cwd);
  if (!model.stacks.some((stack) => stack.name === STACK && stack.services.some(({ name }) => name === SERVICE))) {
    throw new UserError("NOT_FOUND", `the demo tells its story with ${SERVICE} on ${STACK}, and this project has none`);
  }
  const scratch = createScratch(
    root,
    model.stacks.map(({ name }) => name),
  );
  const stop = (): never => {
    scratch.remove();
    process.exit(130);
  };
  process.once("SIGINT", stop);
  try {
    await scratch.git.init();
    await tell(io, scratch);
  } finally {
    process.off("SIGINT", stop);
    scratch.remove();
  }
  return EXIT.done;
}

async function tell(io: Io, scratch: Scratch): Promise<void> {
  const { bold, cyan, dim } = pc.createColors(io.color);
  let step = 0;
  const chapter = (title: string): void => io.out(`\n${bold(`${(step += 1)}. ${title}`)}\n`);
  /** Runs the real command line, shows it and what it says, and stops the story where it answers otherwise than told. */
  const fairlead = (expected: ExitCode, ...args: readonly string[]): void => {
    io.out(`${cyan(`  $ fairlead ${args.join(" ")}`)}\n`);
    const env = { ...process.env, ...(io.color ? { FORCE_COLOR: "1" } : {}) };
    const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], { cwd: scratch.directory, encoding: "utf8", env });
    io.out(indent(`${stdout}${stderr}`));
    if (status !== expected) throw new Error(`fairlead ${args.join(" ")} ended with ${status} instead of ${expected}`);
  };
  const commit = async (message: string): Promise<void> => {
    await scratch.git.add(".");
    await scratch.git.commit(message);
    io.out(`${cyan(`  $ git commit -am "${message}"`)}\n`);
  };
  const release = (entry: LockEntry): void => void changeLocks(scratch.directory, [STACK], (lock) => new Map([...lock, [SERVICE, entry]]));

  io.out(`${bold("Fairlead's demo")}: Google's Online Boutique in four stacks, in a scratch directory.\n`);
  chapter("Typed specs become manifests");
  release(OLD);
  fairlead(EXIT.done, "render");
  await commit("Render the fleet");

  chapter(`${STACK} gets a new version of ${SERVICE}: one line of a lock`);
  release(NEW);
  io.out(
    `  ${dim(`${GENERATED_ROOT}/${STACK}/versions.yaml`)}\n${indent(await scratch.git.raw(["diff", "--unified=0", "--no-color", "--", `${GENERATED_ROOT}/${STACK}/versions.yaml`]).then(changedLines))}`,
  );
  fairlead(EXIT.done, "render");

  chapter("What a reviewer reads");
  fairlead(EXIT.done, "diff", "HEAD", GENERATED_ROOT);
  await commit(`${SERVICE} v0.10.6 on ${STACK}`);

  chapter("Rolling back is git revert");
  io.out(`${cyan("  $ git revert --no-edit HEAD")}\n`);
  await scratch.git.raw(["revert", "--no-edit", "HEAD"]);
  fairlead(EXIT.done, "diff", "HEAD~1", "HEAD");
  fairlead(EXIT.done, "check");

  chapter("A typo does not get through, and all problems come at once");
  const file = join(scratch.directory, "services", `${SERVICE}.ts`);
  const spec = readFileSync(file, "utf8");
  writeFileSync(file, spec.replace("health:", "helth:").replace('memory: "128Mi"', 'memory: "32MB"'));
  fairlead(EXIT.input, "render");
  writeFileSync(file, spec);

  chapter("Now yours");
  io.out(
    [
      `  ${cyan("npx fairlead new service hello")}   a service of your own, in every stack`,
      `  ${cyan("npx fairlead render")}              write its manifests`,
      `  ${cyan("npx fairlead diff HEAD")}           see what changes, object by object`,
      `  ${cyan("npx fairlead --help")}              everything else; docs/ has a page for each task`,
      "",
    ].join("\n"),
  );
}

const indent = (text: string): string =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => `    ${line}\n`)
    .join("");

/** The lines that differ, without git's headings. */
const changedLines = (diff: string): string =>
  diff
    .split("\n")
    .filter((line) => /^[-+](?![-+])/.test(line))
    .join("\n");

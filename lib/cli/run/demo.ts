import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pc from "picocolors";
import { GENERATED_ROOT } from "../../render/layout.ts";
import { DEFAULTS } from "../../model/defaults.ts";
import { UserError } from "../../base/user-error.ts";
import type { ReportFlags } from "../command.ts";
import { DATASTORE_VARIABLE } from "../../app/release/open-datastore.ts";
import { BIN, createScratch, type Scratch } from "../../app/demo/scratch.ts";
import { NEW, SERVICE, startWithOldRelease } from "../../app/demo/story.ts";
import { gitVersion, INSTALL_GIT } from "../../workspace/git/repository.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { openProject } from "../../workspace/project.ts";

const STACK = "staging";

export async function runDemo(io: Io, flags: ReportFlags): Promise<ExitCode> {
  if (flags.json) throw new UserError("USAGE", "the demo is a story for people; it has no --json");
  const { root, model } = await openProject(io.cwd);
  if (!model.stacks.some((stack) => stack.name === STACK && stack.services.some(({ name }) => name === SERVICE))) {
    throw new UserError("NOT_FOUND", `the demo tells its story with ${SERVICE} on ${STACK}, and this project has none`);
  }
  if ((await gitVersion(root)) === undefined) {
    throw new UserError("GIT", "the demo rolls back with git, and there is none on PATH", { hint: INSTALL_GIT });
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
    await startWithOldRelease(
      scratch.directory,
      model.stacks.filter(({ services }) => services.some(({ name }) => name === SERVICE)).map(({ name }) => name),
    );
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
    io.out(`${cyan(`  $ fairlead ${args.join(" ").replaceAll(" --", " \\\n      --")}`)}\n`);
    const env = {
      ...process.env,
      [DATASTORE_VARIABLE]: DEFAULTS.datastore,
      FAIRLEAD_ENGINE: "embedded",
      ...(io.color ? { FORCE_COLOR: "1" } : {}),
    };
    const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], { cwd: scratch.directory, encoding: "utf8", env });
    io.out(indent(`${stdout}${stderr}`));
    if (status !== expected) throw new Error(`fairlead ${args.join(" ")} ended with ${status} instead of ${expected}`);
  };
  const commit = async (message: string): Promise<void> => {
    await scratch.git.add(".");
    await scratch.git.commit(message);
    io.out(`${cyan(`  $ git commit -am "${message}"`)}\n`);
  };

  io.out(
    `${bold("Fairlead's demo")}: Google's Online Boutique in four stacks, in a scratch directory.\nIt renders without the Pulumi engine, which gives the same bytes.\n`,
  );
  chapter("Typed specs and recorded releases become manifests");
  fairlead(EXIT.done, "up");
  await commit("Render the fleet");

  chapter(`The CI of ${SERVICE} has built an image, and records the release`);
  const { image, tag, digest, commit: built } = NEW;
  const facts = ["--image", image, "--tag", tag, "--digest", digest, "--commit", built, "--run", "1002"];
  fairlead(EXIT.done, "release", "record", SERVICE, ...facts);

  chapter("What should each stack run now?");
  fairlead(EXIT.done, "plan");

  chapter("So be it; and what a reviewer reads");
  fairlead(EXIT.done, "up");
  io.out(
    `  ${dim(`${GENERATED_ROOT}/${STACK}/versions.yaml`)}\n${indent(await scratch.git.raw(["diff", "--unified=0", "--no-color", "--", `${GENERATED_ROOT}/${STACK}/versions.yaml`]).then(changedLines))}`,
  );
  fairlead(EXIT.done, "diff", "HEAD", GENERATED_ROOT);
  await commit(`${SERVICE} ${NEW.tag}`);

  chapter("Rolling back is git revert");
  io.out(`${cyan("  $ git revert --no-edit HEAD")}\n`);
  await scratch.git.raw(["revert", "--no-edit", "HEAD"]);
  fairlead(EXIT.done, "diff", "HEAD~1", "HEAD");

  chapter("It stays rolled back: the next run knows who did it, and holds it there");
  fairlead(EXIT.done, "up");
  await commit("Hold");
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
      `  ${cyan("npx fairlead engine install")}      the Pulumi engine, once: up renders with it`,
      `  ${cyan("npx fairlead up")}                  releases to locks, locks to manifests`,
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

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { generateFleet } from "../fleet/generate.ts";
import { GENERATED, type Project, writeProject } from "../fleet/project.ts";
import { RunError } from "../measure/run.ts";
import { type Bench, compete, fairlead, type Group, grouped, measured } from "./group.ts";
import { openingOf } from "./open-page.ts";

/** The manifests that the specs change, and those that they delete. */
const [CHANGED, DELETED] = [9_600, 400];

/** The characters that GitHub allows in a comment. */
const COMMENT = 65_536;

/** Returns a fleet whose last commit has other manifests than its specs render. */
async function changedFleet(bench: Bench): Promise<Project> {
  const project = writeProject(bench.path("fleet-changed"), generateFleet({ services: 1000, stacks: 2 }), bench.checkout);
  const { root } = project;
  await bench.runner.run(fairlead(bench, root, "render"));
  const git = (...args: readonly string[]): string =>
    execFileSync("git", ["-c", "user.name=bench", "-c", "user.email=bench@example.com", ...args], { cwd: root, encoding: "utf8" });
  git("init", "--quiet");
  git("add", "--force", "--", GENERATED, "services", "stacks", "fairlead.config.ts");
  const files = git("ls-files", "--", GENERATED)
    .split("\n")
    .filter((path) => /\/services\/[^/]+\/[^/]+\.yaml$/.test(path));
  bench.say(`committing ${grouped(CHANGED)} changed and ${DELETED} more manifests`);
  for (const path of files.slice(0, CHANGED)) {
    const text = readFileSync(join(root, path), "utf8");
    writeFileSync(join(root, path), text.replace("app.kubernetes.io/managed-by: fairlead", "app.kubernetes.io/managed-by: hand"));
  }
  for (let index = 0; index < DELETED; index += 1) {
    const place = join(root, dirname(files[index * 20] ?? ""), `service-old-${index}.yaml`);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, `apiVersion: v1\nkind: Service\nmetadata:\n  name: old-${index}\n  namespace: shop\nspec: {}\n`);
  }
  git("add", "--force", "--", GENERATED);
  git("commit", "--quiet", "--message", "Other manifests");
  return project;
}

/** Previews ten thousand changed manifests, as Markdown and as a page. */
export const largePreviewGroup: Group = {
  names: ["preview-10000", "preview-10000-open"],
  run: async (bench) => {
    const { root } = await changedFleet(bench);
    const page = bench.path("preview.html");
    // A preview with deletions says so by its exit code.
    const command = { ...fairlead(bench, root, "preview", "--base", "HEAD", "--format", "markdown", "--html", page), exit: 1 };
    const series = await compete(bench, [{ name: "preview-10000", command }]);
    const { stdout } = await bench.runner.run(command);
    if (stdout.length >= COMMENT) throw new RunError(`the comment has ${stdout.length} characters`);
    const missing = Array.from({ length: DELETED }, (_, index) => `Service old-${index}`).filter(
      (name) => !new RegExp(`${name}\\b`).test(stdout),
    );
    if (missing.length > 0) throw new RunError(`the comment does not name ${missing.length} deletions, such as ${missing[0]}`);
    const opening = await openingOf(bench, "preview-10000-open", page);
    const notes = [`Markdown of ${grouped(stdout.length)} characters with all ${DELETED} deletions`];
    return {
      measured: [measured("preview-10000", series("preview-10000"), { notes }), ...opening.measured],
      skipped: opening.skipped ?? [],
    };
  },
};

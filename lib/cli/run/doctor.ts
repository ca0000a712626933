import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { describeRefused } from "../../pulumi/engine/engine.ts";
import { findEngine, INSTALL_COMMAND } from "../../pulumi/engine/find-engine.ts";
import { whileInterruptible } from "../../system/interrupts.ts";
import { PULUMI_VERSION } from "../../pulumi/versions.ts";
import { GENERATED_ROOT } from "../../render/layout.ts";
import { listLeftovers } from "../../workspace/tree/leftovers.ts";
import type { DoctorCheck } from "../../app/results.ts";
import { formatProblem } from "../../base/problem.ts";
import { UserError } from "../../base/user-error.ts";
import type { ReportFlags } from "../command.ts";
import { gitVersion, INSTALL_GIT, topLevel } from "../../workspace/git/repository.ts";
import { reporterOf } from "../guarded.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { findingsOf } from "../../app/findings.ts";
import { renderProject, workspaceOf } from "../../workspace/project.ts";
import { findRoot } from "../../workspace/root.ts";

const ok = (name: string, detail: string): DoctorCheck => ({ name, state: "ok", detail, hint: undefined });
const bad = (state: "warning" | "broken", name: string, detail: string, hint?: string): DoctorCheck => ({ name, state, detail, hint });

export async function runDoctor(io: Io, flags: ReportFlags): Promise<ExitCode> {
  const checks = [nodeCheck(), await gitCheck(io.cwd), await engineCheck(io.env)];
  try {
    const root = findRoot(io.cwd);
    checks.push(ok("project", root), ...(await specsCheck(root)), leftoversCheck(root), attributesCheck(root));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    checks.push(bad("broken", "project", error.message, error.hint));
  }
  io.out(reporterOf(io, flags).doctor(checks));
  return checks.some(({ state }) => state === "broken") ? EXIT.refused : EXIT.done;
}

const nodeCheck = (): DoctorCheck => ok("Node", `${process.versions.node} at ${process.execPath}`);

async function gitCheck(cwd: string): Promise<DoctorCheck> {
  try {
    const [top, version] = [await topLevel(cwd), await gitVersion(cwd)];
    if (version === undefined)
      return bad("warning", "git", "is not installed; rollbacks, diff against revisions and the demo need it", INSTALL_GIT);
    return top === undefined
      ? bad("warning", "git", `${version}, but this is no repository`, "git init && git add . && git commit -m 'First render'")
      : ok("git", version);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return bad("broken", "git", `${error.message}; plan and up need it`, error.hint);
  }
}

/** `up` asks for it; everything else works without one. */
async function engineCheck(env: Io["env"]): Promise<DoctorCheck> {
  const { engine, refused } = await whileInterruptible((signal) => findEngine(env, homedir(), { signal }));
  const others = refused.length === 0 ? "" : `; refused: ${refused.map(describeRefused).join("; ")}`;
  return engine === undefined
    ? bad("warning", "engine", `no Pulumi engine ${PULUMI_VERSION} or later${others}`, INSTALL_COMMAND)
    : ok("engine", `Pulumi ${engine.version} at ${engine.pulumi} (${engine.source})${others}`);
}

async function specsCheck(root: string): Promise<readonly DoctorCheck[]> {
  try {
    const project = await renderProject(root);
    const { findings, mend } = findingsOf(project);
    const one = findings.length === 1;
    return [
      ok("specs and locks", `sound: ${project.model.stacks.length} stacks, ${project.tree.size} files`),
      findings.length === 0
        ? ok(GENERATED_ROOT, "up to date")
        : bad("warning", GENERATED_ROOT, `${one ? "1 file is" : `${findings.length} files are`} not what the specs say`, mend),
    ];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [
      bad(
        "broken",
        "specs and locks",
        [error.message, ...error.problems.slice(0, 3).map(formatProblem)].join("; "),
        error.hint ?? "npx fairlead check lists all",
      ),
    ];
  }
}

/** What a killed run leaves is harmless, and the next one that writes clears it away. */
function leftoversCheck(root: string): DoctorCheck {
  const { scratch } = workspaceOf(root);
  const names = listLeftovers(scratch);
  return names.length === 0
    ? ok("interrupted runs", "none")
    : bad("warning", "interrupted runs", `left ${names.join(", ")} in ${scratch}`, "npx fairlead render");
}

/** Without it, git on Windows would rewrite line ends and every generated file would look edited. */
function attributesCheck(root: string): DoctorCheck {
  const file = join(root, ".gitattributes");
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  return /eol=lf|-text/.test(text)
    ? ok(".gitattributes", "line ends stay as they are")
    : bad(
        "warning",
        ".gitattributes",
        "does not fix line ends, so git may change generated files at checkout",
        "echo '* text=auto eol=lf' >> .gitattributes",
      );
}

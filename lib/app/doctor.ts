import { join } from "node:path";
import { FAIRLEAD } from "../base/fairlead.ts";
import { formatProblem } from "../base/problem.ts";
import { count } from "../base/text.ts";
import { UserError } from "../base/user-error.ts";
import { describeRefused } from "../pulumi/engine/engine.ts";
import { describeMissing, findEngine, installHint } from "../pulumi/engine/find-engine.ts";
import { GENERATED_ROOT } from "../render/layout.ts";
import { readIfExists } from "../system/if-exists.ts";
import { whileInterruptible } from "../system/interrupts.ts";
import { gitVersion, INSTALL_GIT, topLevel } from "../workspace/git/repository.ts";
import { renderProject } from "../workspace/project.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { certificateChecks, type HostAddress } from "./certificates/certificate-checks.ts";
import type { AppContext } from "./context.ts";
import { findingsOf } from "./findings.ts";
import type { DoctorCheck } from "./results.ts";

const ok = (name: string, detail: string): DoctorCheck => ({ name, state: "ok", detail, hint: undefined });
const bad = (state: "warning" | "broken", name: string, detail: string, hint?: string): DoctorCheck => ({ name, state, detail, hint });

export interface DoctorRequest {
  /** True to check certificates, too: those of public hosts by a TLS handshake, and those in the recorded states. @default false */
  readonly certificates?: boolean;
  /** The addresses of hosts. @default those that DNS names */
  readonly connectTo?: readonly HostAddress[] | undefined;
}

/** Checks the machine and the project. Changes nothing. */
export async function doctor(context: AppContext, request: DoctorRequest = {}): Promise<readonly DoctorCheck[]> {
  const git = await gitCheck(context.cwd);
  const checks = [nodeCheck(), git, await engineCheck(context)];
  try {
    const workspace = await context.workspace();
    checks.push(
      ok("project", workspace.root),
      ...(git.state === "broken" ? [] : await historyCheck(workspace)),
      ...(await specsCheck(context, workspace, request)),
      await leftoversCheck(workspace),
      attributesCheck(workspace.root),
    );
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    checks.push(bad("broken", "project", error.message, error.hint));
  }
  return checks;
}

const nodeCheck = (): DoctorCheck => ok("Node", `${process.versions.node} at ${process.execPath}`);

async function gitCheck(cwd: string): Promise<DoctorCheck> {
  try {
    const [top, version] = [await topLevel(cwd), await gitVersion(cwd)];
    if (version === undefined)
      return bad("warning", "git", "is not installed; rollbacks, diff against revisions and the demo need it", INSTALL_GIT);
    return top === undefined
      ? bad("warning", "git", `${version}, but ${cwd} is not in a repository`, "git init && git add . && git commit -m 'First render'")
      : ok("git", version);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return bad("broken", "git", `${error.message}; plan and up need it`, error.hint);
  }
}

/** Checks that rollbacks can be seen. Outside of a repository, `gitCheck` says so. */
async function historyCheck({ history }: Workspace): Promise<readonly DoctorCheck[]> {
  try {
    const state = await history.state();
    return state === "none" ? [] : [ok("history", state === "whole" ? "whole, so rollbacks are seen" : "no commit yet")];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [bad("broken", "history", `${error.message}; plan, up and resume need it`, error.hint)];
  }
}

/** Checks the engine. Only components need one. */
async function engineCheck({ env, home }: AppContext): Promise<DoctorCheck> {
  const found = await whileInterruptible((signal) => findEngine(env, home, { signal }));
  const { engine, refused } = found;
  if (engine === undefined) return bad("warning", "engine", describeMissing(found), installHint());
  const others = refused.length === 0 ? "" : `; refused: ${refused.map(describeRefused).join("; ")}`;
  return ok("engine", `Pulumi ${engine.version} at ${engine.pulumi} (${engine.source})${others}`);
}

async function specsCheck(context: AppContext, workspace: Workspace, request: DoctorRequest): Promise<readonly DoctorCheck[]> {
  try {
    const project = await renderProject(workspace);
    const { findings, fix } = findingsOf(project);
    const differ = findings.length === 1 ? "1 file differs" : `${findings.length} files differ`;
    return [
      ok("specs and locks", `valid: ${count(project.model.stacks.length, "stack")}, ${count(project.tree.size, "file")}`),
      findings.length === 0 ? ok(GENERATED_ROOT, "up to date") : bad("warning", GENERATED_ROOT, `${differ} from the specs`, fix),
      ...(request.certificates === true ? await certificateChecks(project, request.connectTo ?? [], context.writer.now()) : []),
    ];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const detail = [error.message, ...error.problems.slice(0, 3).map(formatProblem)].join("; ");
    return [bad("broken", "specs and locks", detail, error.hint ?? `${FAIRLEAD} check lists all`)];
  }
}

/** Checks for leftovers of killed runs. They are harmless: the next run that writes removes them. */
async function leftoversCheck({ tree }: Workspace): Promise<DoctorCheck> {
  const names = await tree.leftovers();
  return names.length === 0
    ? ok("interrupted runs", "none")
    : bad("warning", "interrupted runs", `left ${names.join(", ")} in ${tree.scratch}`, `${FAIRLEAD} render`);
}

/** Checks .gitattributes. Without it, git on Windows rewrites line ends, and every generated file looks edited. */
function attributesCheck(root: string): DoctorCheck {
  const text = readIfExists(join(root, ".gitattributes")) ?? "";
  if (/eol=lf|-text/.test(text)) return ok(".gitattributes", "fixes line ends");
  const detail = "does not fix line ends, so git may change generated files at checkout";
  return bad("warning", ".gitattributes", detail, "echo '* text=auto eol=lf' >> .gitattributes");
}

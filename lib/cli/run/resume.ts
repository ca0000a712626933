import type { Problem } from "../../base/problem.ts";
import { UserError } from "../../base/user-error.ts";
import { renderResolved } from "../../app/render-resolved.ts";
import { resolveProject } from "../../app/resolve-project.ts";
import { lookAround, writeRendered } from "../../app/write-rendered.ts";
import { GENERATED_ROOT, lockPath } from "../../render/layout.ts";
import type { Decision } from "../../resolve/decision.ts";
import { failsRun, isRefused } from "../../resolve/outcome.ts";
import { openProject, type Project } from "../../workspace/project.ts";
import type { ResumeFlags } from "../commands/resume.ts";
import { reporterOf } from "../guarded.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";

export async function runResume(io: Io, flags: ResumeFlags, ...targets: readonly string[]): Promise<ExitCode> {
  const start = performance.now();
  const pairs = [...new Set(targets)].map((target) => target.split("/"));
  const selection = { stacks: unique(pairs.map(([stack = ""]) => stack)), services: unique(pairs.map(([, service = ""]) => service)) };
  const seen = lookAround(io.cwd, selection);
  const project = await openProject(io.cwd, selection);
  for (const [stack = "", service = ""] of pairs) checkRuns(project, stack, service);
  const { decisions, locks } = await resolveProject(io, flags, project, { selection, resume: new Set(targets) });
  refuseHeld(decisions);
  const render = await writeRendered(io, project, renderResolved(project, locks, selection), { seen, start });
  io.out(reporterOf(io, flags).up({ decisions, render, engine: undefined }));
  return EXIT.done;
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];

/** Checks that the stack runs the service. @throws UserError NOT_FOUND */
function checkRuns({ model }: Project, stack: string, service: string): void {
  const found = model.stacks.find(({ name }) => name === stack)?.services.some(({ name }) => name === service);
  if (found !== true) throw new UserError("NOT_FOUND", `${stack} does not run ${service}`, { path: `stacks/${stack}.ts` });
}

/** Refuses the whole run if a gate refuses one of the pairs. @throws UserError UNREADABLE, REFUSED */
function refuseHeld(decisions: readonly Decision[]): void {
  const refused = decisions.filter(isRefused);
  if (refused.length === 0) return;
  const problems = refused.map(({ stack, service, reason, hint }): Problem => ({
    file: `${GENERATED_ROOT}/${lockPath(stack)}`,
    path: service,
    message: reason,
    ...(hint === undefined ? {} : { hint }),
  }));
  const names = refused.map(({ stack, service }) => `${stack}/${service}`).join(", ");
  throw new UserError(failsRun(refused) ? "UNREADABLE" : "REFUSED", `${names} cannot be resumed; nothing was written`, { problems });
}

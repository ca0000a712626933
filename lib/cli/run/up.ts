import { availableParallelism } from "node:os";
import { UserError } from "../../base/user-error.ts";
import type { UpFlags } from "../commands/up.ts";
import { renderWithEngine } from "../../app/engine/render-with-engine.ts";
import { reporterOf } from "../guarded.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { refuseHandEdits } from "../../workspace/hand-edits.ts";
import { noteOutdated } from "../../workspace/components.ts";
import { openProject } from "../../workspace/project.ts";
import { lookAround, writeRendered } from "../../app/write-rendered.ts";
import { selectionOf } from "../selection.ts";
import { renderResolved } from "../../app/render-resolved.ts";
import { resolveProject } from "../../app/resolve-project.ts";

export async function runUp(io: Io, flags: UpFlags): Promise<ExitCode> {
  const start = performance.now();
  const engine = engineOf(io, flags);
  const selection = selectionOf(flags);
  const seen = lookAround(io.cwd, selection);
  const project = await openProject(io.cwd, selection);
  if (!flags.overwrite) await refuseHandEdits(project, selection);
  const { decisions, locks } = await resolveProject(io, flags, project, selection);
  const rendered = { ...renderResolved(project, locks, selection), run: undefined };
  if (engine === "embedded") noteOutdated(io, project.components);
  const { run, ...final } = engine === "pulumi" ? await renderWithEngine(io, project, rendered, optionsOf(flags)) : rendered;
  const written = await writeRendered(io, project, final, { seen, start });
  const failed = run?.stacks.filter(({ outcome }) => outcome === "failed").length ?? 0;
  const render = { ...written, stacks: written.stacks - failed };
  const stats = flags.stats ? { seconds: render.seconds, peakBytes: process.resourceUsage().maxRSS * 1024 } : undefined;
  io.out((await reporterOf(io, flags)).up({ decisions, render, engine: run, stats }));
  if (run?.interrupted === true) return EXIT.interrupted;
  return failed > 0 || decisions.some(({ outcome }) => outcome === "invalid") ? EXIT.input : EXIT.done;
}

function engineOf({ env }: Io, { engine }: UpFlags): "pulumi" | "embedded" {
  const named = engine ?? env["FAIRLEAD_ENGINE"] ?? "";
  if (named === "pulumi" || named === "embedded" || named === "") return named === "" ? "pulumi" : named;
  throw new UserError("USAGE", `FAIRLEAD_ENGINE is "${named}"; it takes pulumi or embedded`);
}

const TIME_LIMIT_S = 600;

const optionsOf = ({ parallel, stackTimeout = TIME_LIMIT_S }: UpFlags) => ({
  parallel: parallel ?? availableParallelism(),
  timeLimitMs: stackTimeout * 1000,
});

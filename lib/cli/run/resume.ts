import { readPointer } from "../../releases/read.ts";
import type { Store } from "../../releases/store.ts";
import { entryOf } from "../../resolve/decide.ts";
import type { Decision } from "../../resolve/decision.ts";
import { type Lock, sameRelease } from "../../resolve/lock.ts";
import { datastoreOf } from "../../model/config.ts";
import { UserError } from "../../base/user-error.ts";
import type { ResumeFlags } from "../commands/resume.ts";
import { openProjectDatastore } from "../../app/release/open-datastore.ts";
import { reporterOf } from "../guarded.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { openProject, type Project } from "../../workspace/project.ts";
import { lookAround, writeRendered } from "../../app/write-rendered.ts";
import { renderResolved } from "../../app/render-resolved.ts";

export async function runResume(io: Io, flags: ResumeFlags, ...targets: readonly string[]): Promise<ExitCode> {
  const start = performance.now();
  const pairs = [...new Set(targets)].map((target) => target.split("/"));
  const selection = { stacks: unique(pairs.map(([stack = ""]) => stack)), services: unique(pairs.map(([, service = ""]) => service)) };
  const seen = lookAround(io.cwd, selection);
  const project = await openProject(io.cwd, selection);
  const store = await openProjectDatastore(io, flags, project.root, datastoreOf(project.fleet.config));
  const decisions: Decision[] = [];
  const locks = new Map(project.locks);
  for (const [stack = "", service = ""] of pairs) {
    const decision = await resumed(project, store, stack, service);
    decisions.push(decision);
    if (decision.to !== undefined)
      locks.set(stack, new Map<string, NonNullable<Decision["to"]>>([...(locks.get(stack) ?? NOTHING), [service, decision.to]]));
  }
  const render = await writeRendered(io, project, renderResolved(project, locks, selection), { seen, start });
  io.out((await reporterOf(io, flags)).up({ decisions, render, engine: undefined }));
  return EXIT.done;
}

const NOTHING: Lock = new Map();
const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];

/** The line without its hold, at what the channel names. @throws UserError where there is nothing to go to */
async function resumed({ model, locks }: Project, store: Store, stack: string, service: string): Promise<Decision> {
  const on = model.stacks.find(({ name }) => name === stack);
  const spec = on?.services.find(({ name }) => name === service);
  if (on === undefined || spec === undefined)
    throw new UserError("NOT_FOUND", `${stack} does not run ${service}`, { path: `stacks/${stack}.ts` });
  const found = await readPointer(store, on.channel, service);
  if (found === undefined || "problem" in found) {
    throw new UserError(
      "UNREADABLE",
      `channel ${on.channel} of ${store.url} names no release of ${service}${found === undefined ? "" : `: ${found.problem}`}`,
      {
        hint: `fairlead release verify ${service}`,
      },
    );
  }
  const from = locks.get(stack)?.get(service);
  const to = entryOf(found.value, spec.image);
  const same = from !== undefined && sameRelease(from, to);
  const reason =
    from?.hold === undefined ? `channel ${on.channel} names ${to.tag}; there was no hold` : `the hold on ${from.hold.tag} is lifted`;
  return { stack, service, outcome: same ? "keep" : "advance", from, to, reason };
}

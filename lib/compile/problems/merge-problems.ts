import type { PolicyTrace, Problem } from "../../base/problem.ts";
import type { EffectiveService } from "../../model/effective.ts";
import type { StackModel } from "../../model/model.ts";
import type { CompileProblem, ProblemOrigin } from "./compile-problem.ts";

/** Merges the problems of all stacks into one problem for each mistake. */
export const mergeProblems = (stacks: readonly StackModel[], problems: readonly CompileProblem[]): readonly Problem[] =>
  groupByMistake(problems).map((group) => mergeGroup(stacks, group));

type Group = readonly [CompileProblem, ...CompileProblem[]];

/** Groups by the function or object if several layers may share it, else by the place in the file. */
function groupByMistake(problems: readonly CompileProblem[]): readonly Group[] {
  const ids = new Map<object, number>();
  const groups = new Map<string, [CompileProblem, ...CompileProblem[]]>();
  for (const problem of problems) {
    const key = JSON.stringify(identityOf(problem, ids));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [problem]);
    else group.push(problem);
  }
  return [...groups.values()];
}

function identityOf({ file, path, message, origin }: CompileProblem, ids: Map<object, number>): readonly (string | number)[] {
  switch (origin.kind) {
    case "stack-file":
    case "lock-entry":
    case "unused-patch":
      return [file, path, message];
    case "field":
      return [file, path];
    case "policy":
    case "stack-policy":
      return [file, origin.trace.name, origin.trace.object ?? "", origin.trace.path, message];
    case "value": {
      const id = ids.get(origin.value()) ?? ids.size;
      ids.set(origin.value(), id);
      return [id, origin.path];
    }
  }
}

function mergeGroup(stacks: readonly StackModel[], group: Group): Problem {
  const [{ origin, ...problem }] = group;
  if ("trace" in origin) return mergePolicy(problem, origin.trace, group);
  const [, ...others] = new Set(group.map(({ file, path }) => `${file}: ${path}`));
  const suffix = others.length > 0 ? `; also at ${listed(others)}` : extent(stacks, origin, group);
  return { ...problem, message: `${problem.message}${suffix}` };
}

/** Merges the findings of a policy. Rules of a repository often tell stacks apart, so the message names the stacks. */
function mergePolicy(problem: Problem, trace: PolicyTrace, group: Group): Problem {
  const stacks = [...new Set(group.flatMap(({ origin }) => ("trace" in origin ? origin.trace.stacks : [])))];
  const { name, why, object, path } = trace;
  const place = [object, path].filter((part) => part !== undefined && part !== "").map((part) => `${part}: `);
  const message = `${place.join("")}${problem.message} (policy ${name} on ${listed(stacks)}: ${why})`;
  return { ...problem, message, policy: { ...trace, stacks } };
}

/** Names the stacks if some stacks with the same value work, or if the message differs between stacks. */
function extent(stacks: readonly StackModel[], origin: ProblemOrigin, group: Group): string {
  if (origin.kind !== "field" && origin.kind !== "value") return "";
  const messages = new Map<string, string>();
  for (const { origin: found, message } of group) {
    if ("stack" in found && !messages.has(found.stack)) messages.set(found.stack, message);
  }
  const withValue = stacks.filter(({ services }) =>
    services.some((service) => service.name === origin.service && (origin.kind === "field" || hasValue(service, origin.value()))),
  );
  const isEverywhere = messages.size === withValue.length && new Set(messages.values()).size === 1;
  return isEverywhere ? "" : ` (on ${listed([...messages.keys()])})`;
}

const hasValue = (service: EffectiveService, value: object): boolean =>
  service.manifests === value ||
  [service, ...service.init, ...service.jobs, ...service.sidecars].some(
    (program) =>
      program.argsLayer?.value === value ||
      program.commandLayer?.value === value ||
      ("env" in program && program.env.some((entry) => entry.value === value)),
  ) ||
  service.fileLayers.some((entry) => entry.value === value) ||
  service.patches.some((entry) => Object.values(entry.value).some((patch) => patch === value));

/** The maximum number of places or stacks that a message lists. */
const MAX_LISTED = 4;

const listed = (items: readonly string[]): string =>
  items.length > MAX_LISTED ? `${items.slice(0, MAX_LISTED - 1).join(", ")} and ${items.length - MAX_LISTED + 1} more` : items.join(", ");

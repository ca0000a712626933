import { PLATFORM } from "../model/object-names.ts";
import { applicationPath, lockPath } from "../render/layout.ts";
import { isFileOf } from "../render/held-services.ts";
import { parseLock } from "../render/parse-lock.ts";
import { platformDirectory, serviceDirectory } from "../compile/generated-paths.ts";
import { isSamePair } from "../resolve/travel/cases-in-travel.ts";
import type { RenderedProject } from "../workspace/project.ts";
import { blobId, type TreeSource } from "../workspace/tree-source.ts";
import { differingFinding, finding, type Findings } from "./findings.ts";
import type { Finding } from "./results.ts";

/** A service that keeps its committed files. */
interface Behind {
  readonly stack: string;
  readonly service: string;
}

/**
 * Lists the files of waiting services that differ from the base commit, or from the last commit. No spec renders these files, so only a
 * commit with the same pair proves them.
 */
export async function behindFindings(project: RenderedProject, base: TreeSource | undefined): Promise<Findings> {
  const { behind, workspace } = project;
  const services = [...behind].flatMap(([stack, names]) => [...names].map((service) => ({ stack, service })));
  if (services.length === 0 || (await workspace.history.state()) !== "whole") return { findings: [], fix: undefined };
  const sources = [...(base === undefined ? [] : [base]), await workspace.base("HEAD")];
  const proofs = sources.map((source) => ({ source, proves: pairsIn(project, source) }));
  const found = proofs.map(({ source, proves }, at) => {
    const own = services.filter((each) => proves(each) && !proofs.slice(0, at).some((other) => other.proves(each)));
    return { source, findings: own.flatMap((each) => unlike(project, source, each)) };
  });
  const findings = found.flatMap((each) => each.findings);
  const fixes = found.flatMap(({ source, findings: own }) =>
    own.length === 0 ? [] : [`git checkout ${source.label} -- ${[...new Set(own.map(({ file }) => file))].join(" ")}`],
  );
  return { findings, fix: findings.length === 0 ? undefined : fixes.join(" && ") };
}

/** Returns a test for services whose pair a commit has, too. */
function pairsIn({ locks }: RenderedProject, source: TreeSource): (each: Behind) => boolean {
  const texts = source.read([...locks.keys()].map(lockPath).filter((path) => source.ids.has(path)));
  const committed = new Map([...locks.keys()].map((stack) => [stack, parseLock(texts.get(lockPath(stack)) ?? "", stack).lock]));
  return ({ stack, service }) => {
    const [before, entry] = [committed.get(stack)?.get(service), locks.get(stack)?.get(service)];
    // Before its first run with a pipeline, a platform has no entry.
    return (before === undefined && entry === undefined) || isSamePair(before, entry);
  };
}

function unlike({ workspace: { tree } }: RenderedProject, source: TreeSource, { stack, service }: Behind): readonly Finding[] {
  const isOwn = (path: string): boolean => isFileOf(path, new Map([[stack, new Set([service])]]));
  const directory = `${service === PLATFORM ? platformDirectory(stack) : serviceDirectory(stack, service)}/`;
  const application = tree.read(applicationPath(stack, service));
  const ids = new Map([
    ...[...tree.source("", directory).ids].map(([path, id]) => [directory + path, id] as const).filter(([path]) => isOwn(path)),
    ...(application === undefined ? [] : [[applicationPath(stack, service), blobId(Buffer.from(application))] as const]),
  ]);
  const expected = new Map([...source.ids].filter(([path]) => isOwn(path)));
  const differing = [...new Set([...expected.keys(), ...ids.keys()])].filter((path) => expected.get(path) !== ids.get(path)).sort();
  const texts = source.read(differing.filter((path) => expected.has(path)));
  return differing.map((path) => {
    if (!expected.has(path)) return finding(path, "stray");
    return ids.has(path) ? differingFinding(tree, path, texts, "edited") : finding(path, "missing");
  });
}

/** Joins two lists of findings. */
export const joinFindings = (a: Findings, b: Findings): Findings => ({
  findings: [...a.findings, ...b.findings],
  fix: a.fix !== undefined && b.fix !== undefined ? `${b.fix} && ${a.fix}` : (a.fix ?? b.fix),
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { instanceOf } from "../../compile/need-instances.ts";
import { isReached, type StackModel } from "../../model/model.ts";
import { servicesIn } from "../../model/fleet.ts";
import { commitOf } from "../../workspace/git/revision-source.ts";
import { hasCommits, placeOf } from "../../workspace/git/repository.ts";
import type { Project } from "../../workspace/project.ts";
import { definitionLine } from "../../workspace/specs/definition-line.ts";
import { repositoryPages } from "../web-pages.ts";

/** The place of a spec. */
export interface SpecPlace {
  /** Relative to the project. */
  readonly file: string;
  /** The line that defines it, from 1. */
  readonly line: number;
}

/** A need of a service, and the block of the cloud or the cluster that serves it. */
export interface NeedNode {
  readonly name: string;
  readonly kind: string;
  /** `<service>-<need>` of the owner. */
  readonly block: string;
}

/** A service of a stack with what it needs. */
export interface ServiceNode {
  readonly service: string;
  /** The services of the stack that it calls. */
  readonly calls: readonly string[];
  readonly needs: readonly NeedNode[];
}

/** The facts about a fleet that the page of a preview shows beside the changes. */
export interface PageFacts {
  /** The name of the fleet. */
  readonly name: string;
  /** The address of a spec's page, up to its file. @default no page follows from the repository */
  readonly specPages: string | undefined;
  readonly services: ReadonlyMap<string, SpecPlace>;
  readonly stacks: ReadonlyMap<string, SpecPlace>;
  /** Stack -> its services. */
  readonly graphs: ReadonlyMap<string, readonly ServiceNode[]>;
}

/** Reads the places of specs, and the services and needs of each stack. */
export async function pageFacts({ workspace, fleet, model }: Project): Promise<PageFacts> {
  const read = (file: string): string => readFileSync(join(workspace.root, file), "utf8");
  const services = fleet.services.flatMap(({ file, service }) => {
    const line = definitionLine(read(file), "service", service.name) ?? 1;
    return servicesIn({ file, service }).map((each) => [each.service.name, { file, line }] as const);
  });
  const stacks = fleet.stacks.map(
    ({ file, stack }) => [stack.name, { file, line: definitionLine(read(file), "stack", stack.name) ?? 1 }] as const,
  );
  return {
    name: fleet.config.name,
    specPages: await specPagesOf({ workspace, fleet }),
    services: new Map(services),
    stacks: new Map(stacks),
    graphs: new Map(model.stacks.map((stack) => [stack.name, stack.services.map((service) => nodeOf(stack, service))])),
  };
}

/** Returns the pages of the present commit. The config names the repository of the generated tree, so others have no page. */
async function specPagesOf({ workspace: { root, opsRoot }, fleet }: Pick<Project, "fleet" | "workspace">): Promise<string | undefined> {
  const pages = repositoryPages(fleet.config.repository);
  const place = await placeOf(root);
  if (pages === undefined || place === undefined || root !== opsRoot || !(await hasCommits(root))) return undefined;
  return `${pages.files}${await commitOf(root, "HEAD")}/${place.prefix}`;
}

function nodeOf(stack: StackModel, service: StackModel["services"][number]): ServiceNode {
  const calls = (stack.calls.get(service.name) ?? []).filter(isReached);
  return {
    service: service.name,
    calls: [...new Set(calls.flatMap(({ to }) => (to.kind === "service" ? [to.service] : [])))],
    needs: Object.entries(service.needs).map(([name, { kind }]) => {
      const { service: owner, need } = instanceOf(stack, service, name);
      return { name, kind, block: `${owner}-${need}` };
    }),
  };
}

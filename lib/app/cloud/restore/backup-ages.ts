import { needBlock } from "../../../cloud/blocks/registry.ts";
import { cloudNeeds } from "../../../cloud/cloud-needs.ts";
import { copyPart, isCopyPart } from "../../../cloud/place/copy-part.ts";
import { DEFAULTS } from "../../../model/defaults.ts";
import type { StackModel } from "../../../model/model.ts";
import type { ParsedState } from "../../../pulumi/state/parse-state.ts";
import type { Project } from "../../../workspace/project.ts";
import type { Selection } from "../../../workspace/selection.ts";
import { stackStates } from "../stack-states.ts";
import { localBackups } from "./local-backups.ts";

/** The newest backup of the instance of a need. */
export interface BackupAge {
  readonly stack: string;
  readonly service: string;
  readonly need: string;
  /** `none`: the cloud has made none since the instance exists. `unknown`: Fairlead cannot tell. */
  readonly state: "backup" | "none" | "unknown";
  /** The time of the newest backup, or of the creation if there is none. RFC 3339, UTC. @default not known */
  readonly at?: string;
  /** The days whose every second can be restored. 0 for none. */
  readonly logDays: number;
  /** The reason why it is unknown. @default it is known */
  readonly reason?: string;
}

/** A copy that `cloud restore` made. */
export interface RecordedCopy {
  readonly stack: string;
  /** The Pulumi stack of the copy: `prod.copy-orders-db-20261130t020000z`. */
  readonly part: string;
  /** True if the services of the stack use it. */
  readonly isUsed: boolean;
}

/** The backups and the copies of a fleet. */
export interface FleetBackups {
  readonly backups: readonly BackupAge[];
  readonly copies: readonly RecordedCopy[];
}

/** Reads the newest backup of each instance, and the copies. Asks no cloud but the local one. Instances that are not up are left out. */
export async function fleetBackups(project: Project, { services }: Selection, now: string): Promise<FleetBackups> {
  const { fleet, model } = project;
  const isKnown = (fleet.config.cloud ?? DEFAULTS.cloud) === "local";
  const statesOf = stackStates(project);
  const all = model.stacks.map(async (stack): Promise<FleetBackups> => {
    if (!isKnown) return { backups: unknownBackups(stack, "Fairlead does not list backups of Google"), copies: [] };
    const read = await statesOf(stack.name);
    if ("reason" in read) return { backups: unknownBackups(stack, read.reason), copies: [] };
    return { backups: knownBackups(stack, read.states, Date.parse(now)), copies: copiesOf(stack, read.states) };
  });
  const found = await Promise.all(all);
  const isSelected = ({ service }: BackupAge): boolean => services.length === 0 || services.includes(service);
  return {
    backups: found.flatMap(({ backups }) => backups).filter(isSelected),
    copies: services.length > 0 ? [] : found.flatMap(({ copies }) => copies),
  };
}

/** Lists the needs of a stack whose instances have backups. */
const copiedNeeds = (stack: StackModel) =>
  cloudNeeds(stack).flatMap(({ service, name: need, need: spec, place }) => {
    const copies = needBlock(spec).copies(spec, place);
    return copies.kind === "copies" ? [{ label: { stack: stack.name, service: service.name, need }, copies }] : [];
  });

const unknownBackups = (stack: StackModel, reason: string): readonly BackupAge[] =>
  copiedNeeds(stack).map(({ label, copies: { logDays } }) => ({ ...label, state: "unknown", logDays, reason }));

const knownBackups = (stack: StackModel, states: readonly ParsedState[], now: number): readonly BackupAge[] =>
  copiedNeeds(stack).flatMap(({ label, copies }): readonly BackupAge[] => {
    const recorded = states.flatMap((state) => state.recorded.resources);
    const server = recorded.find(({ type, name }) => type === copies.server.type && name === copies.server.name);
    if (server === undefined) return [];
    const { logDays } = copies;
    const newest = localBackups(server, copies, now)[0];
    if (newest !== undefined) return [{ ...label, state: "backup", at: newest.at, logDays }];
    return [{ ...label, state: "none", ...(server.created === undefined ? {} : { at: server.created }), logDays }];
  });

function copiesOf(stack: StackModel, states: readonly ParsedState[]): readonly RecordedCopy[] {
  const used = cloudNeeds(stack).flatMap(({ place: { instance, restored } }) =>
    restored === undefined ? [] : [copyPart(stack.name, instance, restored.at)],
  );
  const parts = states.map(({ recorded }) => recorded.stack).filter(isCopyPart);
  return parts.map((part) => ({ stack: stack.name, part, isUsed: used.includes(part) }));
}

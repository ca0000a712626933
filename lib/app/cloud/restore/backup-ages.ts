import { needBlock } from "../../../cloud/blocks/registry.ts";
import { cloudNeeds } from "../../../cloud/cloud-needs.ts";
import type { BackedUpServer } from "../../../cloud/copies.ts";
import { copyPart, isCopyPart } from "../../../cloud/place/copy-part.ts";
import { DEFAULTS } from "../../../model/defaults.ts";
import type { StackModel } from "../../../model/model.ts";
import { instanceName } from "../../../model/needs/need.ts";
import type { ParsedState } from "../../../pulumi/state/parse-state.ts";
import type { Project } from "../../../workspace/project.ts";
import type { Selection } from "../../../workspace/selection.ts";
import { stackStates } from "../stack-states.ts";
import { listBackupsCommand } from "./list-backups-command.ts";
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
  /** The reason why it is unknown; or the earlier data that the cloud keeps in place of a backup. @default none is needed */
  readonly reason?: string;
  /** The command that lists the backups, if it is unknown. @default none is known */
  readonly hint?: string;
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

type Label = Pick<BackupAge, "need" | "service" | "stack">;

/** The earlier data of the instances of a stack. */
interface EarlierData {
  readonly servers: readonly { readonly label: Label; readonly server: BackedUpServer }[];
  /** The instances that keep earlier data without a backup, with the name of the resource. */
  readonly kept: readonly { readonly name: string; readonly age: BackupAge }[];
}

function earlierData(stack: StackModel): EarlierData {
  const all = cloudNeeds(stack).map(({ service, name: need, need: spec, place }) => ({
    label: { stack: stack.name, service: service.name, need },
    name: instanceName(place.instance),
    copies: needBlock(spec).copies(spec, place),
  }));
  return {
    servers: all.flatMap(({ label, copies }) => {
      const server = copies.kind === "copies" ? copies : copies.shared;
      return server === undefined ? [] : [{ label, server }];
    }),
    kept: all.flatMap(({ label, name, copies }) =>
      copies.kind === "copies" || copies.keeps === undefined
        ? []
        : [{ name, age: { ...label, state: "none", logDays: 0, reason: `it keeps ${copies.keeps}` } as const }],
    ),
  };
}

function unknownBackups(stack: StackModel, reason: string): readonly BackupAge[] {
  const { servers, kept } = earlierData(stack);
  const unknown = servers.map(({ label, server: { server, cloudName, logDays } }): BackupAge => {
    const hint = listBackupsCommand({ type: server.type, id: cloudName }, stack);
    return { ...label, state: "unknown", logDays, reason, hint };
  });
  return [...unknown, ...kept.map(({ age }) => age)].sort(byNeed);
}

function knownBackups(stack: StackModel, states: readonly ParsedState[], now: number): readonly BackupAge[] {
  const { servers, kept } = earlierData(stack);
  const recorded = states.flatMap((state) => state.recorded.resources);
  const known = servers.flatMap(({ label, server: { server: name, ...backups } }): readonly BackupAge[] => {
    const server = recorded.find((each) => each.type === name.type && each.name === name.name);
    if (server === undefined) return [];
    const { logDays } = backups;
    const newest = localBackups(server, backups, now)[0];
    if (newest !== undefined) return [{ ...label, state: "backup", at: newest.at, logDays }];
    return [{ ...label, state: "none", ...(server.created === undefined ? {} : { at: server.created }), logDays }];
  });
  const up = kept.filter(({ name }) => recorded.some((each) => each.name === name));
  return [...known, ...up.map(({ age }) => age)].sort(byNeed);
}

const byNeed = (a: Label, b: Label): number => (`${a.service}.${a.need}` < `${b.service}.${b.need}` ? -1 : 1);

function copiesOf(stack: StackModel, states: readonly ParsedState[]): readonly RecordedCopy[] {
  const used = cloudNeeds(stack).flatMap(({ place: { instance, restored } }) =>
    restored === undefined ? [] : [copyPart(stack.name, instance, restored.at)],
  );
  const parts = states.map(({ recorded }) => recorded.stack).filter(isCopyPart);
  return parts.map((part) => ({ stack: stack.name, part, isUsed: used.includes(part) }));
}

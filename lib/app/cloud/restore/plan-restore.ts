import { FAIRLEAD } from "../../../base/fairlead.ts";
import { quoted } from "../../../base/text.ts";
import { parseTime } from "../../../base/times.ts";
import { UserError } from "../../../base/user-error.ts";
import { chooseSource } from "../../../cloud/choose-source.ts";
import type { CopySource } from "../../../cloud/copies.ts";
import { freeBlock } from "../../../cloud/free-block.ts";
import { lastPart } from "../../../cloud/kinds/kind.ts";
import type { RecordedResource } from "../../../cloud/recorded.ts";
import { MAX_PREFIX } from "../../../model/address-plan.ts";
import type { StackModel } from "../../../model/model.ts";
import { copyStamp } from "../../../model/restored.ts";
import type { ParsedState } from "../../../pulumi/state/parse-state.ts";
import { type PlannedShard, planShard } from "../plan-shards.ts";
import { copyPart, isCopyPart } from "../../../cloud/place/copy-part.ts";
import type { CopiedNeed } from "./find-need.ts";
import { listBackupsCommand } from "./list-backups-command.ts";
import { localBackups } from "./local-backups.ts";

/** The wish of a person. */
export interface RestoreTime {
  /** The time with its zone. */
  readonly at: string;
  /** The id of a backup. @default the newest one that is not after the time */
  readonly backup?: string | undefined;
  readonly now: string;
}

/** The stack of a copy with its recorded parts, the project of Pulumi, and the cloud. */
export interface RestorePlace {
  readonly stack: StackModel;
  readonly states: readonly ParsedState[];
  readonly project: string;
  readonly cloud: "gcp" | "local";
}

/** A copy before the engine runs. */
export interface PlannedRestore {
  readonly shard: PlannedShard;
  readonly server: string;
  readonly source: CopySource;
  readonly range: string;
}

/**
 * Plans a copy: chooses its source, its addresses and its resources. A second plan for the same source has the same copy.
 * @throws UserError USAGE for a malformed time; NOT_FOUND if the instance is not up; REFUSED without data or addresses
 */
export function planRestore({ stack, states, project, cloud }: RestorePlace, found: CopiedNeed, time: RestoreTime): PlannedRestore {
  const { service, name: need, place, copies } = found;
  const server = serverOf(states, stack, found, time.at);
  const source = sourceOf(found, server, { stack, cloud, time });
  const part = copyPart(stack.name, place.instance, source.at);
  const state = states.find(({ recorded }) => recorded.stack === part);
  const isUsed = place.restored?.at === source.at;
  const range = isUsed
    ? place.restored.range
    : ((state === undefined ? undefined : rangeIn(state)) ?? newRange(stack, part, states, `${service.name}.${need} of ${stack.name}`));
  const plan = { server: lastPart(server.id ?? ""), source, range };
  const resources = copies.resources(plan).toSorted((a, b) => (`${a.type} ${a.name}` < `${b.type} ${b.name}` ? -1 : 1));
  return { shard: planShard(project, stack, { name: part, resources }, state), ...plan };
}

/**
 * Returns the recorded server that has the data: the instance, or the copy that services use in its place.
 * @param at the wanted time. The copy of this very time comes from the instance
 */
function serverOf(
  states: readonly ParsedState[],
  stack: StackModel,
  { service, name: need, place, copies }: CopiedNeed,
  at: string,
): RecordedResource {
  const { restored } = place;
  const name =
    restored === undefined || Date.parse(at) === Date.parse(restored.at)
      ? copies.server.name
      : `${copies.server.name}-${copyStamp(restored.at)}`;
  const recorded = states.flatMap((state) => state.recorded.resources);
  const server = recorded.find((each) => each.type === copies.server.type && each.name === name && !each.delete);
  if (server !== undefined) return server;
  throw new UserError("NOT_FOUND", `${service.name}.${need} of ${stack.name} is not up, so it has no earlier data`, {
    hint: `${FAIRLEAD} up --only cloud --stack ${quoted(stack.name)}`,
  });
}

interface SourceQuestion extends Pick<RestorePlace, "cloud" | "stack"> {
  readonly time: RestoreTime;
}

/** Chooses what a copy is made from. @throws UserError USAGE, REFUSED */
function sourceOf(
  { service, name: need, copies }: CopiedNeed,
  server: RecordedResource,
  { stack, cloud, time }: SourceQuestion,
): CopySource {
  const wanted = parseTime(time.at);
  if (wanted === undefined) {
    throw new UserError("USAGE", `--at ${JSON.stringify(time.at)} is not a time with its zone`, {
      hint: "--at 2026-11-30T02:00:00Z, or --at 2026-11-30T03:00+01:00",
    });
  }
  const now = Date.parse(time.now);
  const created = server.created === undefined ? {} : { created: Math.floor(Date.parse(server.created) / 1000) * 1000 };
  const listed = cloud === "local" ? localBackups(server, copies, now) : [];
  const { backup } = time;
  const given = backup === undefined ? undefined : namedBackup(backup, listed, cloud, time.at);
  const source = chooseSource(given === undefined ? copies : { ...copies, logDays: 0 }, { wanted, now, ...created }, given ?? listed);
  if (source.kind !== "refused") return source;
  const unlisted = cloud === "gcp" && backup === undefined && wanted <= now && wanted >= (created.created ?? 0);
  throw new UserError(
    "REFUSED",
    `${service.name}.${need} of ${stack.name} ${unlisted ? "needs a backup for this time, and Fairlead cannot list those of Google" : source.message}`,
    {
      hint: unlisted ? `${listBackupsCommand(server, stack)}; then add --backup <id>` : source.hint,
    },
  );
}

/** Returns a backup that a person names. Of the local cloud, the list has the time. @throws UserError NOT_FOUND */
function namedBackup(
  id: string,
  listed: ReturnType<typeof localBackups>,
  cloud: RestorePlace["cloud"],
  at: string,
): ReturnType<typeof localBackups> {
  if (cloud === "gcp") return [{ id, at: new Date(at).toISOString() }];
  const found = listed.find((each) => each.id === id);
  if (found !== undefined) return [found];
  throw new UserError("NOT_FOUND", `there is no backup "${id}"`, {
    hint: listed.length === 0 ? "leave out --backup: there is none yet" : `--backup ${listed[0]?.id} is the newest one`,
  });
}

/** Returns the addresses of a recorded copy. */
function rangeIn({ recorded }: ParsedState): string | undefined {
  const subnet = recorded.resources.find(({ type, delete: isLeftover }) => type === "gcp:compute/subnetwork:Subnetwork" && !isLeftover);
  const range = subnet?.inputs["ipCidrRange"];
  return typeof range === "string" ? range : undefined;
}

/** Returns addresses that nobody has. @throws UserError REFUSED */
function newRange(stack: StackModel, part: string, states: readonly ParsedState[], label: string): string {
  const copies = states.filter(({ recorded }) => isCopyPart(recorded.stack)).flatMap((state) => rangeIn(state) ?? []);
  const taken = [...copies, ...stack.addresses.map(({ range }) => range), ...stack.restored.map(({ range }) => range)];
  const found = freeBlock(stack.privateRange, part, taken);
  if (typeof found === "object") return found.range;
  if (found === "full") {
    throw new UserError("REFUSED", `${stack.privateRange ?? ""} of ${stack.name} has no free block of addresses for a copy of ${label}`, {
      hint: `end a copy that nobody uses: ${FAIRLEAD} cloud destroy ${quoted(stack.name)} --part <copy>; ${FAIRLEAD} status lists them`,
    });
  }
  throw new UserError("REFUSED", `the privateRange of ${stack.name} is too small for the addresses of a copy of ${label}`, {
    hint: `at least /${MAX_PREFIX} fits; ${stack.file} has ${stack.privateRange ?? "none"}`,
  });
}

import { userInfo } from "node:os";
import { UserError } from "../../base/user-error.ts";
import { findRelease } from "../../releases/find-release.ts";
import { printable } from "../../releases/parse.ts";
import { REASON_LENGTH } from "../../releases/pointer.ts";
import { setChannel } from "../../releases/set.ts";
import { gitSetting } from "../../workspace/git/repository.ts";
import type { AppContext } from "../context.ts";
import { type DatastoreOptions, openDatastore } from "../datastore.ts";
import { requireChannel, requireKnownChannel, requireService } from "./names.ts";
import type { SetResult } from "./results.ts";

export interface SetRequest extends DatastoreOptions {
  readonly service: string;
  readonly channel: string;
  /** True if the channel may be new. */
  readonly newChannel: boolean;
  /** An id, its beginning, or a tag. */
  readonly to: string;
  readonly reason: string;
  /** @default GITHUB_ACTOR, git's user.name, USER */
  readonly by?: string | undefined;
  /** True if builds count anew from this release. */
  readonly renumber: boolean;
}

const MAX_NAME_LENGTH = 200;

/** Points a channel at a release by hand. @throws UserError USAGE, NOT_FOUND, UNREADABLE, DATASTORE */
export async function set(context: AppContext, request: SetRequest): Promise<SetResult> {
  const { service, channel, to, renumber } = request;
  requireService(service);
  requireChannel(channel);
  const reason = oneLine(request.reason, "reason", REASON_LENGTH);
  const by = oneLine(request.by ?? (await actor(context)), "by", MAX_NAME_LENGTH);
  const store = await openDatastore(context, request);
  const release = await findRelease(store, service, to);
  if (!request.newChannel) await requireKnownChannel(store, channel);
  const { outcome, pointer } = await setChannel(store, { service, channel, to: release.id, by, reason, renumber }, context.writer);
  return { datastore: store.url, outcome: outcome === "moved" ? "moved" : "unchanged", pointer };
}

function oneLine(given: string, flag: "by" | "reason", maximum: number): string {
  const text = given.trim();
  if (text !== "" && text.length <= maximum && printable(text)) return text;
  throw new UserError("USAGE", `--${flag} must be one line of 1 to ${maximum} characters`, {
    hint: flag === "by" ? "--by <name>" : '--reason "v0.10.6 loses carts"',
  });
}

async function actor({ env, cwd }: AppContext): Promise<string> {
  const inCi = env["GITHUB_ACTOR"] || env["GITLAB_USER_LOGIN"];
  return inCi || ((await gitSetting(cwd, "user.name")) ?? (env["USER"] || env["LOGNAME"] || userInfo().username));
}

import { isDnsLabel } from "../../base/dns-names.ts";
import { userInfo } from "node:os";
import { findRelease } from "../../releases/find-release.ts";
import { printable } from "../../releases/parse.ts";
import { REASON_LENGTH } from "../../releases/pointer.ts";
import { setChannel } from "../../releases/set.ts";
import { UserError } from "../../base/user-error.ts";
import type { SetFlags } from "../commands/release-set.ts";
import { requireService } from "../../app/release/names.ts";
import { openDatastore } from "../../app/release/open-datastore.ts";
import { WRITER } from "../../app/release/writer.ts";
import { git } from "../../workspace/git/repository.ts";
import { reporterOf } from "../guarded.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";

export async function runSet(io: Io, flags: SetFlags, service: string): Promise<ExitCode> {
  const { to, channel, renumber } = flags;
  requireService(service);
  if (!isDnsLabel(channel)) throw new UserError("USAGE", `channel "${channel}" is not a DNS label`);
  const reason = oneLine(flags.reason, "reason", REASON_LENGTH);
  const by = oneLine(flags.by ?? (await whoAmI(io)), "by", 200);
  const store = await openDatastore(io, flags);
  const release = await findRelease(store, service, to);
  const { outcome, pointer } = await setChannel(store, { service, channel, to: release.id, by, reason, renumber }, WRITER);
  io.out(reporterOf(io, flags).channelSet({ datastore: store.url, outcome: outcome === "moved" ? "moved" : "unchanged", pointer }));
  return EXIT.done;
}

function oneLine(given: string, flag: string, most: number): string {
  const text = given.trim();
  if (text !== "" && text.length <= most && printable(text)) return text;
  throw new UserError("USAGE", `--${flag} takes one line of 1 to ${most} characters`, {
    hint: flag === "by" ? "--by <name>" : 'such as --reason "v0.10.6 loses carts"',
  });
}

async function whoAmI({ env, cwd }: Io): Promise<string> {
  const actor = env["GITHUB_ACTOR"] || env["GITLAB_USER_LOGIN"];
  if (actor !== undefined && actor !== "") return actor;
  try {
    const name = (await git(cwd, "config", "user.name")).trim();
    if (name !== "") return name;
  } catch {
    // No git, or none that knows its user.
  }
  return env["USER"] || env["LOGNAME"] || userInfo().username;
}

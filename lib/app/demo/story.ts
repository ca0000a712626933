import { appendFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { localDirectory } from "../../releases/backends.ts";
import { releasesOf, pointerName } from "../../releases/names.ts";
import { openStore } from "../../releases/open.ts";
import { recordRelease } from "../../releases/record.ts";
import { makeRelease } from "../../releases/release.ts";
import { entryFromPointer } from "../../resolve/lock.ts";
import { DEFAULTS } from "../../model/defaults.ts";
import type { Writer } from "../../releases/record.ts";
import { changeLocks } from "../../workspace/change-locks.ts";
import type { Workspace } from "../../workspace/workspace.ts";

export const SERVICE = "cartservice";

interface Built {
  readonly image: string;
  readonly tag: string;
  readonly digest: string;
  readonly commit: string;
}

/** Images of Online Boutique. Upstream published v0.10.5 in another repository, and the story has one. */
export const OLD: Built = {
  image: "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/cartservice",
  tag: "v0.10.5",
  digest: "sha256:85c4fee0ddb6eada076003abcbff17ac3daf8e18dde68c7bde03b15fc8e17417",
  commit: "16a51f8dbabc4af2c4c82f81ca6d4813888c2c34",
};
export const NEW: Built = {
  image: "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/cartservice",
  tag: "v0.10.6",
  digest: "sha256:b5c29ddb3238474ea8d1842f07004fedeeae47f660627ab111a613a681cd0356",
  commit: "5b3a712ab85ccb8f6f7cd5b720d36ba9a8d041eb",
};

/** Prepares the start of the story: only the old release is recorded, and all stacks run it. */
export async function startWithOldRelease({ root: directory, tree }: Workspace, stacks: readonly string[], writer: Writer): Promise<void> {
  const root = localDirectory(DEFAULTS.datastore, directory) ?? directory;
  for (const name of [releasesOf(SERVICE), pointerName(DEFAULTS.channel, SERVICE)]) {
    rmSync(join(root, name), { recursive: true, force: true });
  }
  // The datastore is outside of the history, so that git revert does not revert it.
  appendFileSync(join(directory, ".git", "info", "exclude"), `${relative(directory, root)}/\n`);
  const release = makeRelease({
    service: SERVICE,
    ...OLD,
    run: "1001",
    build: 1001,
    builtAt: "2026-03-11T19:44:16Z",
    writeId: writer.writeId(),
  });
  const { channel } = await recordRelease(await openStore(DEFAULTS.datastore, { root: directory }), release, DEFAULTS.channel, writer);
  changeLocks(tree, stacks, (lock) => new Map([...lock, [SERVICE, entryFromPointer(channel.pointer, SERVICE, 0)]]));
}

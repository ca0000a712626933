import { spawnSync } from "node:child_process";
import { renameSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { environment } from "../project.ts";
import { temporaryDirectory } from "../temporary-directory.ts";
import type { Clone } from "./clone.ts";
import { Remote, REPOSITORIES } from "./ops-repo.ts";
import { writeHook } from "./write-hook.ts";

const GIT = spawnSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).stdout.trim();

/** Publishes in a process. A git on its PATH kills the process before or after the first command with some words. */
function publishKilled(clone: Clone, when: "before" | "after", words: string): NodeJS.Signals | null {
  const directory = temporaryDirectory("path");
  const kill = "{ kill -9 $PPID; exit 1; }";
  const isThis = `case " $* " in *" ${words} "*) true;; *) false;; esac`;
  writeHook(
    join(directory, "git"),
    when === "before" ? `${isThis} && ${kill}\nexec ${GIT} "$@"` : `${GIT} "$@"\ncode=$?\n${isThis} && ${kill}\nexit $code`,
  );
  const program = join(import.meta.dirname, "publisher-process.ts");
  const env = environment({ PATH: `${directory}:${process.env["PATH"]}` });
  return spawnSync(process.execPath, [program, clone.root, clone.datastore], { env, encoding: "utf8" }).signal;
}

describe.each(REPOSITORIES)("a publisher of %s that is killed", (repositories) => {
  it.each<readonly ["before" | "after", string]>([
    ["before", "fetch"],
    ["after", "fetch"],
    ["before", "worktree add"],
    ["after", "worktree add"],
    ["before", "read-tree"],
    ["after", "hash-object"],
    ["after", "update-index"],
    ["before", "commit"],
    ["after", "commit"],
    ["before", "push"],
    ["after", "push"],
    ["before", "worktree remove"],
    ["after", "worktree remove"],
  ])("%s git %s leaves a state from which the next run goes on", async (when, words) => {
    const remote = new Remote(repositories);
    const clone = await remote.start();
    const before = clone.state();
    const subjects = remote.subjects();
    await clone.build("cart", 2);
    expect(publishKilled(clone, when, words)).toBe("SIGKILL");
    expect([remote.git("fsck", "--no-dangling"), clone.git("status", "--porcelain")]).toEqual(["", ""]);
    const isPushed = words === "worktree remove" || (words === "push" && when === "after");
    expect(remote.subjects().length - subjects.length).toBe(isPushed ? 1 : 0);
    expect(await clone.publish()).toMatchObject({ outcome: isPushed ? "unchanged" : "published" });
    expect(remote.subjects()).toEqual(["Deploy cart v2 to latest and prod", ...subjects]);
    expect(clone.state()).toEqual(before);
  });
});

describe.each(REPOSITORIES)("a push to %s whose answer is lost", (repositories) => {
  it("is found on the remote by the same run", async () => {
    const remote = new Remote(repositories);
    const clone = await remote.start();
    remote.hook("post-receive", "kill -9 $PPID");
    await clone.build("cart", 2);
    expect(await clone.publish()).toMatchObject({ outcome: "published", tries: 1 });
    expect(remote.subjects().slice(0, 2)).toEqual(["Deploy cart v2 to latest and prod", expect.stringMatching("^Deploy 2 services")]);
  });

  it("is found by the next run if the remote is gone meanwhile", async () => {
    const remote = new Remote(repositories);
    const clone = await remote.start();
    const away = `${remote.root}.away`;
    remote.hook("post-receive", `mv ${remote.root} ${away}; kill -9 $PPID`);
    await clone.build("cart", 2);
    expect(await clone.refused()).toMatch(/: the remote cannot be reached; commit [0-9a-f]{12} is kept as refs\/fairlead\/kept\//);
    renameSync(away, remote.root);
    const subjects = remote.subjects();
    expect(subjects[0]).toBe("Deploy cart v2 to latest and prod");
    expect(await clone.publish()).toMatchObject({ outcome: "unchanged" });
    expect(remote.subjects()).toEqual(subjects);
  });
});

describe("a branch that moves during each push", () => {
  const move = "git update-ref refs/heads/main $(git -c user.name=a -c user.email=a commit-tree -p main -m Other main^{tree})";

  it("makes the run start again", async () => {
    const remote = new Remote();
    const clone = await remote.start();
    remote.hook("update", `test -f moved || { touch moved; ${move}; }`);
    await clone.build("cart", 2);
    expect(await clone.publish()).toMatchObject({ outcome: "published", tries: 2 });
    expect(remote.subjects().slice(0, 2)).toEqual(["Deploy cart v2 to latest and prod", "Other"]);
    expect(remote.git("rev-list", "--merges", "--count", "main").trim()).toBe("0");
  });

  it("ends the run after five tries, and the commit is kept", async () => {
    const remote = new Remote();
    const clone = await remote.start();
    remote.hook("update", move);
    await clone.build("cart", 2);
    const said = await clone.refused();
    expect(said).toMatch(/^GIT\nnothing is published to origin\/main: other pushes came first 5 times; commit [0-9a-f]{12} is kept as /);
    expect(said).toMatch(/hint: npx fairlead publish tries again$/);
    expect(clone.events.filter(({ kind }) => kind === "publish-retries")).toHaveLength(4);
    expect(remote.subjects().slice(0, 6)).toEqual([
      ...Array.from({ length: 5 }, () => "Other"),
      expect.stringMatching("^Deploy 2 services"),
    ]);
  });
});

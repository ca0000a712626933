import { createServer } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Clone } from "./clone.ts";
import { Remote } from "./ops-repo.ts";

/** A situation in which a push is refused after the commit was made. */
interface Situation {
  readonly does: (clone: Clone, remote: Remote) => void | Promise<void>;
  readonly says: RegExp;
}

/** Starts a server that answers each request of git with a status. Pushes go there, and fetches go on as before. */
async function pushToServer(clone: Clone, status: number): Promise<void> {
  const server = createServer((_request, response) => response.writeHead(status, { "WWW-Authenticate": 'Basic realm="git"' }).end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  clone.git("remote", "set-url", "--push", "origin", `http://127.0.0.1:${port}/ops.git`);
}

/** The refusals of a push: the commit is kept and named. */
const PUSH: Readonly<Record<string, Situation>> = {
  "GitHub protects the branch": {
    does: (_clone, remote) => remote.hook("update", "echo 'error: GH006: Protected branch update failed for refs/heads/main.' >&2; exit 1"),
    says: /: the branch is protected; .*GH006: Protected branch.*hint: git push origin refs\/fairlead\/kept\/[0-9a-f]{12}:refs\/heads\/fairlead-publish/s,
  },
  "GitHub has a rule": {
    does: (_clone, remote) =>
      remote.hook("pre-receive", "echo 'error: GH013: Repository rule violations found for refs/heads/main.' >&2; exit 1"),
    says: /: the branch is protected; /,
  },
  "GitLab protects the branch": {
    does: (_clone, remote) =>
      remote.hook("pre-receive", "echo 'GitLab: You are not allowed to push code to protected branches on this project.' >&2; exit 1"),
    says: /: the branch is protected; /,
  },
  "the remote has the branch checked out": {
    does: (_clone, remote) => void remote.git("config", "core.bare", "false"),
    says: /: the branch is protected; /,
  },
  "a hook of the server refuses": {
    does: (_clone, remote) => remote.hook("pre-receive", "echo 'the commit names no ticket' >&2; exit 1"),
    says: /: a hook of the remote refused the push; .*the commit names no ticket.*hint: fix what the hook says, then: npx fairlead publish/s,
  },
  "a pre-push hook of the clone refuses": {
    does: (clone) => clone.hook("pre-push", "echo 'connection refused, says the hook'; exit 1"),
    says: /: the pre-push hook of this clone refused; .*says the hook.*--skip-hooks/s,
  },
  "the server wants a password": {
    does: (clone) => pushToServer(clone, 401),
    says: /: the remote does not accept the credentials; .*git push --dry-run origin HEAD:refs\/heads\/main checks the credentials/s,
  },
  "the server forbids": {
    does: (clone) => pushToServer(clone, 403),
    says: /: the remote does not accept the credentials; /,
  },
  "nobody listens": {
    does: (clone) => void clone.git("remote", "set-url", "--push", "origin", "http://127.0.0.1:9/ops.git"),
    says: /: the remote cannot be reached; .*git ls-remote origin/s,
  },
};

describe("a push that is refused keeps the commit", () => {
  it.each(Object.entries(PUSH))("%s", async (_name, { does, says }) => {
    const remote = new Remote();
    const clone = await remote.start();
    const before = [clone.state(), remote.subjects()];
    await clone.build("cart", 2);
    await does(clone, remote);
    const said = await clone.refused();
    expect(said).toMatch(/^GIT\nnothing is published to origin\/main: /);
    expect(said).toMatch(says);
    const [, ref = ""] = /is kept as (\S+)$/m.exec(said) ?? [];
    expect(clone.git("log", "-1", "--format=%s", ref).trim()).toBe("Deploy cart v2 to latest and prod");
    expect([clone.state(), remote.subjects()]).toEqual(before);
  });
});

describe("credentials and protection", () => {
  it.each(["GitHub protects the branch", "the server wants a password"])("are tried once: %s", async (name) => {
    const remote = new Remote();
    const clone = await remote.start();
    await clone.build("cart", 2);
    await PUSH[name]?.does(clone, remote);
    await clone.refused();
    expect(clone.events.filter(({ kind }) => kind === "publish-retries")).toEqual([]);
  });
});

/** The refusals before there is a commit to push. */
const BEFORE: Readonly<Record<string, Situation>> = {
  "a detached HEAD": {
    does: (clone) => void clone.git("switch", "--quiet", "--detach"),
    says: /^GIT\nHEAD is detached.*hint: npx fairlead publish --branch main/s,
  },
  "no remote": {
    does: (clone) => void clone.git("remote", "remove", "origin"),
    says: /^GIT\nthis repository has no remote "origin": there is none\nhint: git remote add origin/,
  },
  "no such branch": {
    does: (clone) => void clone.git("switch", "--quiet", "--create", "next"),
    says: /^GIT\n.*the remote has no branch of this name\n.*hint: git push --set-upstream origin HEAD:refs\/heads\/next/s,
  },
  "an unreachable remote": {
    does: (clone) => void clone.git("remote", "set-url", "origin", "http://127.0.0.1:9/ops.git"),
    says: /^GIT\n.*: the remote cannot be reached\n.*hint: git ls-remote origin/s,
  },
  "a spec that is not committed": {
    does: (clone) => clone.write("services/news.ts", ""),
    says: /^REFUSED\n1 file is not committed, and publish renders commits\nservices\/news.ts: is not committed\nhint: .*git stash/,
  },
  "a generated file that is edited": {
    does: (clone) => clone.write("pulumi-gen/latest/versions.yaml", ""),
    says: /^REFUSED\n1 file is not committed.*\npulumi-gen\/latest\/versions.yaml: is not committed\nhint: .*git checkout -- pulumi-gen/,
  },
  "a commit that is not pushed": {
    does: (clone) => {
      clone.write("README.md", "Our fleet.\n");
      clone.commit("Add a README");
    },
    says: /^REFUSED\nHEAD has 1 commit that origin\/main lacks.*\nhint: git push origin HEAD:refs\/heads\/main$/,
  },
  "a pre-commit hook that fails": {
    does: (clone) => clone.hook("pre-commit", "echo 'fatal flaw'; exit 1"),
    says: /^GIT\n.*: the pre-commit hook of this clone refused\norigin\/main: fatal flaw\nhint: .*--skip-hooks/,
  },
  "a commit-msg hook that fails silently": {
    does: (clone) => clone.hook("commit-msg", "exit 1"),
    says: /^GIT\n.*: the commit-msg hook of this clone refused\nhint: /,
  },
  "a hook that changes the tree": {
    does: (clone) => clone.hook("pre-commit", "echo x > pulumi-gen/x; git add pulumi-gen/x"),
    says: /^GIT\na hook of this clone changed what was committed/,
  },
  "a key that cannot sign": {
    does: (clone) => {
      clone.git("config", "commit.gpgSign", "true");
      clone.git("config", "gpg.program", "false");
    },
    says: /^GIT\n.*: git could not sign the commit\n.*hint: .*user\.signingKey/s,
  },
  "nobody who commits": {
    does: (clone) => {
      clone.git("config", "user.name", "");
    },
    says: /^GIT\n.*: git does not know who commits\n.*hint: git config user\.name/s,
  },
};

describe("a run is refused before it pushes", () => {
  it.each(Object.entries(BEFORE))("%s", async (_name, { does, says }) => {
    const remote = new Remote();
    const clone = await remote.start();
    const before = remote.subjects();
    await clone.build("cart", 2);
    await does(clone, remote);
    expect(await clone.refused()).toMatch(says);
    expect(remote.subjects()).toEqual(before);
    expect(clone.git("worktree", "list").trim().split("\n")).toHaveLength(1);
  });

  it("a shallow clone", async () => {
    const remote = new Remote();
    await remote.start();
    expect(await remote.clone("--depth=1").refused()).toMatch(/^GIT\nthis clone is shallow.*\nhint: git fetch --unshallow/);
  });
});

describe("a run does not need", () => {
  it("the files that a sparse checkout leaves out", async () => {
    const remote = new Remote();
    const clone = await remote.start();
    clone.git("sparse-checkout", "set", "--no-cone", "/fairlead.config.ts", "/services/cart.ts", "/stacks/latest.ts");
    await clone.build("cart", 2);
    await clone.publish();
    expect([remote.subjects()[0], remote.tag("prod", "mail")]).toEqual(["Deploy cart v2 to latest and prod", "v1"]);
    expect(remote.git("diff", "--diff-filter=D", "--name-only", "main^", "main")).toBe("");
  });

  it("a branch, if one is named", async () => {
    const remote = new Remote();
    const clone = await remote.start();
    clone.git("switch", "--quiet", "--detach");
    await clone.build("cart", 2);
    expect(await clone.publish({ branch: "main" })).toMatchObject({ outcome: "published", branch: "main" });
  });

  it("hooks of the clone, if told so", async () => {
    const clone = await new Remote().start();
    for (const hook of ["pre-commit", "commit-msg", "pre-push"]) clone.hook(hook, "exit 1");
    await clone.build("cart", 2);
    expect(await clone.publish({ skipHooks: true })).toMatchObject({ outcome: "published" });
  });
});

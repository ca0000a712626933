import { describe, expect, it } from "vitest";
import { hookRefusal, recognise, type RefusalKind } from "./refusal.ts";

const rejected = (reason: string): string => `! [remote rejected] main -> main (${reason})\nerror: failed to push some refs to 'origin'`;

describe("recognise", () => {
  it.each<readonly [RefusalKind, string]>([
    ["moved", "! [rejected] main -> main (non-fast-forward)"],
    ["moved", "!\t1a2b:refs/heads/main\t[rejected] (fetch first)\nhint: Updates were rejected"],
    ["moved", rejected("cannot lock ref 'refs/heads/main': is at 1a but expected 2b")],
    ["moved", rejected("incorrect old value provided")],
    ["moved", rejected("failed to update ref")],
    ["moved", rejected("reference already exists")],
    ["moved", "remote: error: failed to lock refs/heads/main"],
    ["protected", rejected("protected branch hook declined")],
    [
      "protected",
      `remote: error: GH006: Protected branch update failed for refs/heads/main.\n${rejected("protected branch hook declined")}`,
    ],
    [
      "protected",
      `remote: error: GH013: Repository rule violations found for refs/heads/main.\n${rejected("push declined due to repository rule violations")}`,
    ],
    [
      "protected",
      `remote: GitLab: You are not allowed to push code to protected branches on this project.\n${rejected("pre-receive hook declined")}`,
    ],
    ["protected", "remote: TF402455: Pushes to this branch are not permitted; you must use a pull request to update this branch."],
    ["protected", `remote: Permission denied to update branch main.\n${rejected("pre-receive hook declined")}`],
    ["server hook", `remote: no ticket\n${rejected("pre-receive hook declined")}`],
    [
      "auth",
      "remote: Support for password authentication was removed on August 13, 2021.\nfatal: Authentication failed for 'https://github.com/acme/ops.git/'",
    ],
    ["auth", "fatal: could not read Username for 'https://github.com': terminal prompts disabled"],
    ["auth", "git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository."],
    [
      "auth",
      "remote: Permission to acme/ops.git denied to bot.\nfatal: unable to access 'https://github.com/acme/ops.git/': The requested URL returned error: 403",
    ],
    [
      "auth",
      "remote: Write access to repository not granted.\nfatal: unable to access 'https://x/': The requested URL returned error: 403",
    ],
    ["auth", "ERROR: The key you are authenticating with has been marked as read only.\nfatal: Could not read from remote repository."],
    ["auth", "Host key verification failed.\nfatal: Could not read from remote repository."],
    ["auth", "remote: HTTP Basic: Access denied\nfatal: Authentication failed for 'https://gitlab.com/acme/ops.git/'"],
    ["auth", "ERROR: Repository not found.\nfatal: Could not read from remote repository."],
    ["unreachable", "fatal: unable to access 'https://github.com/acme/ops.git/': Could not resolve host: github.com"],
    ["unreachable", "ssh: connect to host github.com port 22: Connection timed out\nfatal: Could not read from remote repository."],
    ["unreachable", "fatal: unable to access 'https://github.com/acme/ops.git/': The requested URL returned error: 503"],
    ["unreachable", "error: RPC failed; curl 92 HTTP/2 stream 0 was not closed cleanly\nfatal: the remote end hung up unexpectedly"],
    ["unreachable", "fatal: '/gone.git' does not appear to be a git repository\nfatal: Could not read from remote repository."],
    ["no branch", "fatal: couldn't find remote ref refs/heads/next"],
    ["signing", "error: gpg failed to sign the data\nfatal: failed to write commit object"],
    ["identity", "Author identity unknown\n\n*** Please tell me who you are."],
    ["identity", "fatal: empty ident name (for <ada@example.com>) not allowed"],
    ["other", "error: remote unpack failed: index-pack abnormal exit"],
  ])("%s: %s", (kind, said) => {
    expect(recognise(said).kind).toBe(kind);
  });

  it("keeps the lines that say why", () => {
    expect(
      recognise(
        `remote: error: GH006: Protected branch.        \nremote: \nTo github.com:acme/ops.git\n${rejected("hook declined")}\nDone\nhint: x`,
      ).said,
    ).toEqual(["error: GH006: Protected branch.", "! [remote rejected] main -> main (hook declined)"]);
  });

  it("keeps the first lines of a long answer", () => {
    expect(hookRefusal("pre-push", "x\n".repeat(100)).said).toHaveLength(8);
  });
});

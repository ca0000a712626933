import { FAIRLEAD } from "../base/fairlead.ts";
import type { Problem } from "../base/problem.ts";
import { quoted } from "../base/text.ts";
import { UserError } from "../base/user-error.ts";
import type { Refusal, RefusalKind } from "./refusal.ts";
import type { Target } from "./target.ts";

/** A commit that was made and not pushed. */
export interface KeptCommit {
  readonly commit: string;
  /** The ref that keeps it. */
  readonly ref: string;
}

/** The place that refused, with the commit that it did not get. */
interface Refused extends Target {
  readonly root: string;
  /** The first words of a command for this clone. @default "git" */
  readonly words?: string;
  readonly kept?: KeptCommit | undefined;
}

/** The commands that help against each refusal. */
const HINTS: Readonly<Record<RefusalKind, (refused: Required<Pick<Refused, "words">> & Refused) => string>> = {
  protected: ({ remote, kept, words }) =>
    `${words} push ${quoted(remote)} ${kept === undefined ? "<commit>" : kept.ref}:refs/heads/fairlead-publish, and open a pull request; or let this user push past the protection`,
  "server hook": () => `fix what the hook says, then: ${FAIRLEAD} publish`,
  auth: ({ remote, branch, words }) =>
    `${words} push --dry-run ${quoted(remote)} HEAD:refs/heads/${quoted(branch)} checks the credentials; GitHub Actions: permissions: contents: write`,
  unreachable: ({ remote, words }) => `${words} ls-remote ${quoted(remote)} shows the same error; ${words} remote -v shows the address`,
  moved: () => `${FAIRLEAD} publish tries again`,
  signing: ({ words }) =>
    `${words} commit --allow-empty --gpg-sign --message test shows the same error; ${words} config user.signingKey names the key`,
  identity: ({ words }) => `${words} config user.name "Fairlead" && ${words} config user.email fairlead@example.com`,
  "no branch": ({ remote, branch, words }) => `${words} push --set-upstream ${quoted(remote)} HEAD:refs/heads/${quoted(branch)}`,
  hook: () => `fix what the hook says; ${FAIRLEAD} publish --skip-hooks runs no hook of this clone`,
  other: ({ remote, branch, words }) => `${words} push --dry-run ${quoted(remote)} HEAD:refs/heads/${quoted(branch)}`,
};

/** Returns the error of a refusal. It names the commit that is kept, with the command that helps. */
export function refusalError(refusal: Refusal, refused: Refused): UserError {
  const { kind, cause, said } = refusal;
  const place = `${refused.remote}/${refused.branch}`;
  const { kept } = refused;
  const keeps = kept === undefined ? "" : `; commit ${kept.commit.slice(0, 12)} is kept as ${kept.ref}`;
  return new UserError("GIT", `nothing is published to ${place}: ${cause}${keeps}`, {
    path: refused.root,
    hint: HINTS[kind]({ words: "git", ...refused }),
    problems: said.map((line): Problem => ({ file: place, path: "", message: line })),
  });
}

/** A reason for which git, a hook or a server refuses. */
export type RefusalKind = (typeof REFUSALS)[number]["kind"] | "hook" | "other";

/** A refusal of git, with the cause in words. */
export interface Refusal {
  readonly kind: RefusalKind;
  /** A phrase: `the branch is protected`. */
  readonly cause: string;
  /** The lines of git, a hook or a server that say why, at most `MAX_LINES`. */
  readonly said: readonly string[];
}

interface RefusalFacts {
  readonly kind: string;
  readonly cause: string;
  /** Words of git and of servers, in English. */
  readonly words: RegExp;
}

/** The refusals that are recognised, in order: the first whose words are there. */
const REFUSALS = [
  { kind: "no branch", cause: "the remote has no branch of this name", words: /couldn't find remote ref/i },
  {
    kind: "protected",
    cause: "the branch is protected",
    words:
      /protected branch|GH006|GH013|repository rule violations|not allowed to (?:push|force push|update)|TF40245[0-9]|branch permissions|pull request is required|denyCurrentBranch|branch is currently checked out|denied to update branch/i,
  },
  {
    kind: "server hook",
    cause: "a hook of the remote refused the push",
    words: /\((?:pre-receive|update|proc-receive) hook declined\)|hook declined/i,
  },
  {
    kind: "moved",
    cause: "the branch has moved",
    words:
      /\((?:non-fast-forward|fetch first|stale info|remote ref updated since checkout)\)|cannot lock ref|failed to lock|incorrect old value|failed to update ref|reference already exists/i,
  },
  {
    kind: "auth",
    cause: "the remote does not accept the credentials",
    words:
      /authentication failed|could not read (?:username|password)|terminal prompts disabled|permission denied|permission to .* denied|write access to repository not granted|access denied|returned error: 40[13]|invalid (?:username|credentials)|host key verification failed|marked as read[ -]only|deploy key|password authentication was removed|could not be found or you don't have permission|repository not found/i,
  },
  {
    kind: "unreachable",
    cause: "the remote cannot be reached",
    words:
      /could not resolve host|couldn't connect|connection (?:refused|timed out|reset|closed)|failed to connect|network is unreachable|no route to host|operation timed out|does not appear to be a git repository|could not read from remote repository|returned error: 5\d\d|returned error: 404|repository '.*' (?:not found|does not exist)|unable to access|remote end hung up|early EOF|RPC failed|unexpected disconnect/i,
  },
  {
    kind: "signing",
    cause: "git could not sign the commit",
    words: /gpg failed to sign|failed to write commit object|error: (?:gpg|ssh-keygen|couldn't load public key|load key)|user\.signingkey/i,
  },
  {
    kind: "identity",
    cause: "git does not know who commits",
    words: /please tell me who you are|unable to auto-detect email|empty ident name|identity unknown|no (?:email|name) was given/i,
  },
] as const satisfies readonly RefusalFacts[];

const MAX_LINES = 8;

/** Recognises a refusal by the words of git and of the server. */
export function recognise(said: string): Refusal {
  const found = REFUSALS.find(({ words }) => words.test(said));
  return { kind: found?.kind ?? "other", cause: found?.cause ?? "git refused", said: linesOf(said) };
}

/** Recognises a hook of this clone that refused. Its output may hold any words. */
export const hookRefusal = (hook: string, said: string): Refusal => ({
  kind: "hook",
  cause: `the ${hook} hook of this clone refused`,
  said: linesOf(said),
});

/** Returns the lines that say why, without progress and advice. */
const linesOf = (said: string): readonly string[] =>
  said
    .split("\n")
    .map((line) => line.replace(/^remote:\s*/, "").trim())
    .filter((line) => line !== "" && !/^(?:hint:|To |Done$|error: failed to push some refs|Everything up-to-date)/.test(line))
    .slice(0, MAX_LINES);

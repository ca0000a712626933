import { existsSync } from "node:fs";
import { relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { datastoreOf } from "../../model/config.ts";
import type { Fleet } from "../../model/fleet.ts";
import { type PublishedRun, commitMessage, subjectLine } from "../../publish/commit-message.ts";
import type { Checkout, Destination } from "../../publish/destination.ts";
import type { CloneOptions } from "../../publish/clone.ts";
import { openDestination } from "../../publish/open-destination.ts";
import type { Pushed } from "../../publish/pushed.ts";
import type { Refusal } from "../../publish/refusal.ts";
import { refusalError } from "../../publish/refusal-error.ts";
import { localDirectory } from "../../releases/backends.ts";
import { waitAfter } from "../../system/retry.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { AppContext } from "../context.ts";
import { DATASTORE_VARIABLE, type DatastoreOptions } from "../datastore.ts";
import { EVERYTHING } from "../../workspace/selection.ts";
import { passTrailers } from "../pass.ts";
import { inPhase } from "../phase.ts";
import type { UpResult } from "../release/results.ts";
import { up, type UpRequest } from "../up.ts";
import { type AllowedDeletions, refuseDeletions } from "./refuse-deletions.ts";
import { type DeliveryOptions, openDeliveries } from "./delivery/open-deliveries.ts";
import type { OpenPullRequests } from "./delivery/pull-requests.ts";
import { refuseUncommitted } from "./refuse-uncommitted.ts";
import type { PublishResult } from "./results.ts";
import { runName } from "./run-name.ts";

/** The place of a run, and the deletions that it may make. */
export interface PublishOptions extends CloneOptions, AllowedDeletions, DatastoreOptions {
  /** Further trailers of the commit. @default none */
  readonly trailers?: readonly string[];
}

export interface PublishRequest extends Omit<UpRequest, "overwrite" | "components" | "stats" | "only">, PublishOptions {
  /** The repository of the pull requests: `acme/shop-ops`. @default that of the remote, or GITHUB_REPOSITORY */
  readonly repository?: string | undefined;
}

/** A command that changes the generated tree of a workspace. */
export type PublishedCommand = (context: AppContext, datastore: DatastoreOptions) => Promise<UpResult>;

/** The number of times that a run renders, if other pushes come first each time. */
const MAX_TRIES = 5;

/** Milliseconds. Runs that lost to another one must not meet again. */
const BACKOFF = { baseMs: 500, maximumMs: 8000 };

/**
 * Renders the newest commit of the branch, as `up` does, and pushes the result as one commit. If another push comes first, the run starts
 * again from that commit. The user's files, index and branches stay as they are. A stack with the delivery `pr` gets a branch and a pull
 * request instead.
 * @throws UserError GIT, REFUSED, USAGE, and the errors of `up`
 */
export function publish(context: AppContext, request: PublishRequest, openPullRequests: OpenPullRequests): Promise<PublishResult> {
  const { selection = EVERYTHING, repository } = request;
  const run: PublishedCommand = (inside, datastore) => up(inside, { ...request, ...datastore, only: "manifests" });
  const options = { ...request, trailers: passTrailers(request, selection) };
  return publishCommand(context, options, run, { selection, repository, open: openPullRequests });
}

/**
 * Runs a command on the newest commit of the branch, and pushes its changes as one commit, as `publish` does.
 * @param delivery the way to the pull requests. @default all changes go to the branch itself
 * @throws UserError GIT, REFUSED, and the errors of the command
 */
export async function publishCommand(
  context: AppContext,
  request: PublishOptions,
  run: PublishedCommand,
  delivery?: DeliveryOptions,
): Promise<PublishResult> {
  const workspace = await context.workspace();
  const { root } = workspace;
  await refuseUncommitted(workspace, await committedDatastore(context, workspace, request));
  const destination = await openDestination(workspace, request);
  const { remote, branch } = destination;
  for (let tries = 1; ; tries += 1) {
    const attempt = await tryOnce(context, destination, { root, request, run, delivery });
    if (!("refusal" in attempt)) return { ...attempt, remote, branch, tries };
    const { refusal, commit, ref } = attempt;
    if (tries === MAX_TRIES || attempt.kind === "refused") {
      const cause = refusal.kind === "moved" ? `other pushes came first ${MAX_TRIES} times` : refusal.cause;
      throw refusalError(
        { ...refusal, cause },
        { root: destination.root, words: destination.words, remote, branch, kept: { commit, ref } },
      );
    }
    context.onEvent({ kind: "publish-retries", place: `${remote}/${branch}`, cause: refusal.cause, nextTry: tries + 1 });
    await sleep(waitAfter(tries, BACKOFF, { leftMs: Infinity, random: Math.random() }) ?? 0);
  }
}

interface Attempt {
  /** The user's project. */
  readonly root: string;
  readonly request: PublishOptions;
  readonly run: PublishedCommand;
  readonly delivery: DeliveryOptions | undefined;
}

/** A push that did not succeed, with the commit that is kept. */
interface NotPushed {
  readonly kind: "moved" | "refused";
  readonly refusal: Refusal;
  readonly commit: string;
  readonly ref: string;
}

type Rendered = Omit<PublishResult, "remote" | "branch" | "tries">;

async function tryOnce(context: AppContext, destination: Destination, attempt: Attempt): Promise<Rendered | NotPushed> {
  const checkout = await inPhase(context, "fetch", () => destination.open());
  try {
    const { base, specs } = checkout;
    const { request } = attempt;
    const workspace = loadedOnce(checkout.workspace);
    const datastore = { ...request, datastore: await datastoreIn(context, checkout, attempt) };
    const result = await attempt.run({ ...context, workspace: () => workspace }, datastore);
    const deliveries = await openDeliveries(context, destination, { ...checkout, workspace }, attempt.delivery);
    const { created, changed, removed } = result.render;
    const run: PublishedRun = { decisions: result.decisions, created, changed, removed, run: runName(context), specs };
    const { trailers } = request;
    const [deletions, ...allowed] = await refuseDeletions(checkout, result.render, {
      ...request,
      commits: [{ belongs: deliveries.isDirect, allowedBefore: async () => undefined }, ...deliveries.deletions],
    });
    const message = commitMessage({ ...deliveries.direct(run), deletions, trailers });
    const { commit, pushed, delivered } = await inPhase(context, "publish", async () => {
      const made = await checkout.commit(message, { belongs: deliveries.isDirect, parent: base });
      const end: Pushed = made === undefined ? { kind: "pushed" } : await checkout.push(made);
      const done = end.kind === "pushed" ? await deliveries.deliver(made ?? base, { ...run, trailers }, allowed) : [];
      return { commit: made, pushed: end, delivered: done };
    });
    if (commit !== undefined && pushed.kind !== "pushed") return { ...pushed, commit, ref: await checkout.keep(commit) };
    const outcome = commit === undefined ? "unchanged" : "published";
    return {
      outcome,
      base,
      commit,
      subject: commit && subjectLine(message),
      up: result,
      ...(delivered.length === 0 ? {} : { deliveries: delivered }),
    };
  } finally {
    await checkout.close();
  }
}

/** Loads the fleet of a workspace once, for the command and for the deliveries. */
function loadedOnce(workspace: Workspace): Workspace {
  let fleet: Promise<Fleet> | undefined;
  return { ...workspace, specs: { ...workspace.specs, loadFleet: () => (fleet ??= workspace.specs.loadFleet()) } };
}

/** Returns the directory of the datastore, if it is one of the project. The run reads it as the remote has it. */
async function committedDatastore(
  { env }: AppContext,
  { root, specs }: Workspace,
  { datastore }: PublishOptions,
): Promise<readonly string[]> {
  if (datastore !== undefined || env[DATASTORE_VARIABLE]) return [];
  const directory = localDirectory(datastoreOf(await specs.loadConfig()).url, root);
  const path = directory === undefined ? ".." : relative(root, directory);
  return path === "" || path.startsWith("..") || path.startsWith(".git/") ? [] : [path];
}

/** Returns the address of the datastore. A directory that is not committed is that of the user's project. */
async function datastoreIn(
  { env }: AppContext,
  checkout: Checkout,
  { root, request }: Pick<Attempt, "root" | "request">,
): Promise<string | undefined> {
  if (request.datastore !== undefined || env[DATASTORE_VARIABLE]) return request.datastore;
  const { workspace } = checkout;
  const { url } = datastoreOf(await workspace.specs.loadConfig());
  const committed = localDirectory(url, workspace.root);
  return committed === undefined || existsSync(committed) ? undefined : `file:${localDirectory(url, root)}`;
}

import { stacksByPullRequest } from "../../../model/pipeline/stacks-by-pull-request.ts";
import { commitMessage, type PublishedRun } from "../../../publish/commit-message.ts";
import { contentTrailer } from "../../../publish/delivery-branch.ts";
import type { Checkout, Destination } from "../../../publish/destination.ts";
import type { Selection } from "../../../workspace/selection.ts";
import type { AppContext } from "../../context.ts";
import type { CommitDeletions } from "../refuse-deletions.ts";
import type { Delivery } from "../results.ts";
import { deliver } from "./deliver.ts";
import { type DeliveryPart, deliveryParts, type PersonCommand } from "./parts.ts";
import type { OpenPullRequests } from "./pull-requests.ts";

/** The way of a run to pull requests. */
export interface DeliveryOptions {
  readonly selection: Selection;
  readonly repository: string | undefined;
  readonly open: OpenPullRequests;
  /** The command that a person gave. @default publish */
  readonly command?: PersonCommand;
}

/** The pull requests of a run, beside the commit on the branch itself. */
export interface Deliveries {
  /** True for paths of the commit on the branch itself. */
  readonly isDirect: (path: string) => boolean;
  /** The deletions of each pull request, in order. */
  readonly deletions: readonly CommitDeletions[];
  /** Returns the part of a run that goes to the branch itself. */
  direct(run: PublishedRun): PublishedRun;
  /** Brings each branch and pull request to the plan. @param parent the newest commit of the branch. @param allowed the hashes of `deletions` */
  deliver(parent: string, run: PublishedRun, allowed: readonly (string | undefined)[]): Promise<readonly Delivery[]>;
}

/** Finds the stacks of a run that get their changes by a pull request. @throws UserError USAGE if the service with the pull requests is unknown */
export async function openDeliveries(
  { env }: Pick<AppContext, "env">,
  destination: Destination,
  checkout: Checkout,
  options: DeliveryOptions | undefined,
): Promise<Deliveries> {
  const stacks = options === undefined ? [] : stacksByPullRequest(await checkout.workspace.specs.loadFleet());
  const parts = options === undefined ? [] : deliveryParts(checkout, stacks, options.selection, options.command);
  const { root, opsRoot } = checkout.workspace;
  const place = { url: destination.url, hasSpecs: root === opsRoot, base: destination.branch, repository: options?.repository, env };
  const pullRequests = parts.length === 0 ? undefined : await options?.open(place);
  return {
    isDirect: (path) => !parts.some(({ belongs }) => belongs(path)),
    deletions: parts.map((part) => ({
      belongs: part.belongs,
      allowedBefore: async () => {
        const { content, deletions } = await checkout.branch(part.branch, checkout.base);
        return content === checkout.content(part.belongs) ? deletions : undefined;
      },
    })),
    direct: (run) => ({
      ...run,
      ...someOf(
        run,
        (path) => !parts.some((part) => part.belongs(path)),
        (stack) => !parts.some((part) => part.isNamed(stack)),
      ),
    }),
    deliver: async (parent, run, allowed) => {
      const done: Delivery[] = [];
      if (pullRequests === undefined) return done;
      for (const [at, part] of parts.entries()) {
        const own = { ...run, ...someOf(run, part.belongs, part.isNamed), deletions: allowed[at] };
        const message = (content: string): string =>
          commitMessage({ ...own, trailers: [...(run.trailers ?? []), contentTrailer(content)] });
        const asked = { part, parent, decisions: own.decisions, message, pullRequests, isAsked: options?.command !== undefined };
        const delivery = await deliver(checkout, asked);
        if (delivery !== undefined) done.push(delivery);
      }
      return done;
    },
  };
}

/** Returns the decisions and files of a run that belong to some stacks. */
function someOf(
  { decisions, created, changed, removed }: PublishedRun,
  belongs: DeliveryPart["belongs"],
  isNamed: DeliveryPart["isNamed"],
): Pick<PublishedRun, "decisions" | "created" | "changed" | "removed"> {
  return {
    decisions: decisions.filter(({ stack }) => isNamed(stack)),
    created: created.filter(belongs),
    changed: changed.filter(belongs),
    removed: removed.filter(belongs),
  };
}

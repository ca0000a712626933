import type { Decision } from "../../../resolve/decision.ts";
import type { DiffResult } from "../../results.ts";

/** A pull request from the branch of a delivery to the branch that Argo CD reads. */
export interface DeliveryPull {
  readonly number: number;
  readonly url: string;
  /** `declined`: a person closed it. `withdrawn`: Fairlead closed it, because nothing was left to deliver. */
  readonly state: "open" | "merged" | "declined" | "withdrawn";
  /** The newest commit of its branch. */
  readonly head: string;
  /** The changes that its text describes, as `DeliveryText.content`; undefined if the text names none. */
  readonly content: string | undefined;
  /** The text, as the service has it. */
  readonly body: string;
}

/** Everything that the text of a pull request says. */
export interface DeliveryText {
  readonly stack: string;
  readonly branch: string;
  /** True if each run for the whole stack brings the branch to its plan. */
  readonly isWhole: boolean;
  /** The first line of the commit's message. */
  readonly title: string;
  /** Identifies the changes. */
  readonly content: string;
  readonly decisions: readonly Decision[];
  readonly diff: DiffResult;
  /** The commits of others, because of which Fairlead leaves the branch alone. Empty otherwise. */
  readonly others: readonly string[];
}

/** The pull requests of one repository. */
export interface PullRequests {
  /** Lists the pull requests from a branch, newest first. */
  from(branch: string): Promise<readonly DeliveryPull[]>;
  /** Opens a pull request. If another run opened it meanwhile, brings its text to the same state. */
  open(text: DeliveryText): Promise<DeliveryPull>;
  /** Makes the pull request say this. @returns false if it does already */
  update(pull: DeliveryPull, text: DeliveryText): Promise<boolean>;
  /** Closes the pull request with a comment. */
  withdraw(pull: DeliveryPull, reason: string): Promise<void>;
}

/** The repository that has the branch. */
export interface PullRequestsPlace {
  /** The address of the remote; undefined for a directory of this machine. */
  readonly url: string | undefined;
  /** True if the specs are in the same repository. */
  readonly hasSpecs: boolean;
  /** The branch that the pull requests would change. */
  readonly base: string;
  /** `acme/shop-ops`, if a person named it. */
  readonly repository: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Connects to the service that has the pull requests. @throws UserError USAGE if it is unknown, or without a token */
export type OpenPullRequests = (place: PullRequestsPlace) => PullRequests | Promise<PullRequests>;

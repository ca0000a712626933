/** A commit: its id, time, author and first line. */
export type CommitRow = readonly [id: string, at: string, author: string, subject: string];

/** One service on one stack, as the page's script shows it. A number of a commit is its place in `commits`. */
export interface DeploymentData {
  readonly stack: string;
  readonly state: string;
  readonly tag: string;
  readonly digest: string;
  readonly release: string;
  readonly behind: string;
  readonly candidate: string;
  readonly reason: string;
  readonly hint: string;
  readonly commit: number;
  readonly steps: readonly (readonly [kind: string, from: string, to: string, commit: number])[];
}

/** The data of the page's script. `assets/details.js` reads it when a person opens a service. */
export interface BoardData {
  readonly at: string;
  readonly commitPages: string;
  readonly commits: readonly CommitRow[];
  /** Stack -> the addresses of its pages; empty if there is none. */
  readonly stacks: Readonly<Record<string, readonly [applications: string, console: string]>>;
  readonly services: Readonly<Record<string, readonly DeploymentData[]>>;
}

import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { utf8Bytes } from "../../base/text.ts";
import { replaceFile } from "../../system/replace-file.ts";
import type { PairStep } from "../../workspace/git/deploys/pair-deploys.ts";
import { EVERYTHING } from "../../workspace/selection.ts";
import type { AppContext } from "../context.ts";
import type { DatastoreOptions } from "../datastore.ts";
import { readStatus } from "../status/status.ts";
import type { StatusResult } from "../status/status-result.ts";
import { applicationPages, consolePage, repositoryPages } from "../web-pages.ts";

/** The pages about a stack. */
export interface StackLinks {
  /** The address of an Application's page, up to the service. */
  readonly applications: string | undefined;
  /** The page of the stack's cloud. */
  readonly console: string | undefined;
}

/** Everything that the board shows. */
export interface Board {
  readonly status: StatusResult;
  /** `<stack>/<service>` -> its newest steps, newest first. */
  readonly steps: ReadonlyMap<string, readonly PairStep[]>;
  /** The address of a commit's page, up to its id. */
  readonly commits: string | undefined;
  /** Stack -> its pages. */
  readonly links: ReadonlyMap<string, StackLinks>;
}

/** The result of `board`. */
export interface BoardResult {
  /** The path of the page. */
  readonly file: string;
  readonly bytes: number;
  readonly services: number;
  readonly stacks: number;
}

/** Reads everything that the board shows. @throws UserError INVALID_SPEC, DATASTORE, GIT, REFUSED */
export async function readBoard(context: AppContext, options: DatastoreOptions): Promise<Board> {
  const { status, project, log } = await readStatus(context, options, EVERYTHING);
  const { config } = project.fleet;
  return {
    status,
    steps: new Map([...log].map(([pair, { steps }]) => [pair, steps])),
    commits: repositoryPages(config.repository)?.commits,
    links: new Map(
      project.model.stacks.map((stack) => [
        stack.name,
        { applications: applicationPages(config, stack.name), console: consolePage(config, stack) },
      ]),
    ),
  };
}

/** Writes the page of a board. @param out the directory, from the working directory. @throws UserError WRITE */
export function writeBoard({ cwd }: AppContext, { status }: Board, out: string, page: string): BoardResult {
  const directory = resolve(cwd, out);
  mkdirSync(directory, { recursive: true });
  const file = join(directory, "index.html");
  replaceFile(file, page);
  const services = new Set(status.deployments.map(({ service }) => service)).size;
  return { file, bytes: utf8Bytes(page), services, stacks: status.stacks.length };
}

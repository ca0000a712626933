import { hashOf } from "../base/hash.ts";
import type { Posted } from "../report/results/reported.ts";
import type { Annotation, GitHub, NewCheck } from "./github.ts";
import { isServerFailure, statusOf } from "./status.ts";

/** The name of the check, which a branch protection can require. */
export const CHECK_NAME = "fairlead";

/** GitHub's maximum for one request. */
const BATCH = 50;

/** The annotations of a check. GitHub shows few of them, and the comment has all findings. */
const MAXIMUM = 200;

const TRIES = 3;

type Check = Omit<NewCheck, "name" | "externalId">;

/** Makes the commit have a check with this conclusion. If the newest one says the same already, writes nothing. */
export async function postCheck(github: GitHub, check: Check): Promise<Posted["outcome"]> {
  const annotations = check.annotations.slice(0, MAXIMUM);
  const externalId = hashOf(JSON.stringify([check.conclusion, check.title, check.summary, annotations])).slice(0, 20);
  const first: NewCheck = { ...check, name: CHECK_NAME, externalId, annotations: annotations.slice(0, BATCH) };
  const id = await createOnce(github, first);
  if (id === undefined) return "unchanged";
  for (let at = BATCH; at < annotations.length; at += BATCH) {
    await annotateIfAccepted(github, id, { ...first, annotations: annotations.slice(at, at + BATCH) });
  }
  return "created";
}

/** Creates the check. @returns undefined if the newest one says the same */
async function createOnce(github: GitHub, check: NewCheck): Promise<number | undefined> {
  for (let tries = 1; ; tries += 1) {
    const existing = await github.checks(check.commit, CHECK_NAME);
    if (existing.some(({ externalId }) => externalId === check.externalId)) return undefined;
    try {
      return await createAccepted(github, check);
    } catch (error) {
      // If the server fails, the check may exist: the next look tells.
      if (tries === TRIES || !isServerFailure(error)) throw error;
    }
  }
}

/** Creates the check, without annotations if GitHub refuses them: the conclusion counts. */
async function createAccepted(github: GitHub, check: NewCheck): Promise<number> {
  try {
    return await github.createCheck(check);
  } catch (error) {
    if (statusOf(error) !== 422 || check.annotations.length === 0) throw error;
    const none: readonly Annotation[] = [];
    return github.createCheck({ ...check, annotations: none });
  }
}

async function annotateIfAccepted(github: GitHub, id: number, check: NewCheck): Promise<void> {
  try {
    await github.annotate(id, check);
  } catch (error) {
    if (statusOf(error) !== 422) throw error;
  }
}

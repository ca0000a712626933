import { setTimeout as wait } from "node:timers/promises";
import type { DeliveryPull, DeliveryText, OpenPullRequests, PullRequests } from "../app/publish/delivery/pull-requests.ts";
import { hashOf } from "../base/hash.ts";
import { deliveryMarkdown } from "../report/markdown/delivery.ts";
import { postFarewell } from "./comment.ts";
import type { GitHub, ListedPullRequest, NewPullRequest } from "./github.ts";
import { escapeMarkdown } from "../report/markdown/escape-markdown.ts";
import { openGitHub } from "./open-github.ts";
import { isServerFailure, statusOf } from "./status.ts";

/** The last line of a pull request: the changes that it describes, and a hash of its words. GitHub does not show it. */
const MARK = /<!-- fairlead: delivery ([0-9a-f]{12}|edited) [0-9a-f]{12} -->/;

/** The mark after Fairlead closed the pull request. */
const WITHDRAWN = "<!-- fairlead: withdrawn -->";

const TRIES = 4;

/** Milliseconds. GitHub may need a moment to see a new branch. */
const FIRST_WAIT = 250;

/** The characters of a title. GitHub allows 256. */
const MAX_TITLE = 250;

/** Opens the pull requests of the repository that gets the generated tree. @throws UserError USAGE */
export const openDeliveryPulls: OpenPullRequests = ({ env, url, hasSpecs, base, repository }) =>
  deliveryPulls(openGitHub(env, repository ?? repositoryOf(url) ?? (hasSpecs ? env["GITHUB_REPOSITORY"] : undefined)), base);

/** Returns the repository of an address: `acme/shop-ops`. */
const repositoryOf = (url = ""): string | undefined => /^[a-z+]+:\/\/[^/]+\/([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(url)?.[1];

function deliveryPulls(github: GitHub, base: string): PullRequests {
  const from = async (branch: string): Promise<readonly DeliveryPull[]> =>
    (await github.pullRequestsBetween(branch, base)).map(deliveryPullOf);
  const update = async ({ number, body }: DeliveryPull, text: DeliveryText): Promise<boolean> => {
    const wanted = fieldsOf(text);
    // A person may have added words. They stay as long as Fairlead has nothing else to say.
    if (MARK.exec(body)?.[0] === MARK.exec(wanted.body)?.[0]) return false;
    await github.updatePullRequest(number, wanted);
    return true;
  };
  return {
    from,
    update,
    open: async (text) => {
      for (let tries = 1; ; tries += 1) {
        try {
          return deliveryPullOf(await github.createPullRequest({ ...fieldsOf(text), branch: text.branch, base }));
        } catch (error) {
          // Another run may have opened it, the answer may be lost, or GitHub does not see the new branch yet.
          if (tries === TRIES || !(isServerFailure(error) || statusOf(error) === 422)) throw error;
          const open = (await from(text.branch)).find(({ state }) => state === "open");
          if (open === undefined) {
            await wait(FIRST_WAIT * 2 ** tries);
            continue;
          }
          await update(open, text);
          return open;
        }
      }
    },
    withdraw: async ({ number, body }, reason) => {
      await postFarewell(github, number, escapedLines(reason));
      await github.updatePullRequest(number, { state: "closed", body: `${body.replace(MARK, "").trimEnd()}\n\n${WITHDRAWN}` });
    },
  };
}

const escapedLines = (text: string): string => text.split("\n").map(escapeMarkdown).join("\n- ");

/** Returns title and text, with the mark. Changes of others are not those that the mark would name. */
function fieldsOf(text: DeliveryText): Pick<NewPullRequest, "title" | "body"> {
  const title = text.title.slice(0, MAX_TITLE);
  const body = deliveryMarkdown(text);
  const content = text.others.length > 0 ? "edited" : text.content;
  return { title, body: `${body}\n<!-- fairlead: delivery ${content} ${hashOf(`${title}\n${body}`).slice(0, 12)} -->\n` };
}

function deliveryPullOf({ state, body, ...pull }: ListedPullRequest): DeliveryPull {
  const content = MARK.exec(body)?.[1];
  const closed = body.includes(WITHDRAWN) ? "withdrawn" : "declined";
  return { ...pull, state: state === "closed" ? closed : state, body, content };
}

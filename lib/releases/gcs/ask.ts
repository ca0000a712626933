import { jsonIn, messageIn, type Outcome, outcomeOf, retryAfterOf, statusText, textOf } from "./answers.ts";
import { createClient } from "./client.ts";
import { type Action, ACTIONS, gaveUp, noBucket, noCredentials, refused, unexpected } from "./errors.ts";
import { type ApiRequest, bucketRequest } from "./requests.ts";
import { type Attempt, createRetry, type RetryOptions } from "./retry.ts";
import type { HttpAnswer } from "./transport.ts";

/** An answer that means something to who asked. */
export interface Reply {
  readonly outcome: "ok" | "changed" | "no-object";
  readonly answer: HttpAnswer;
  /** The body, where it is a JSON object. */
  readonly json: Readonly<Record<string, unknown>> | undefined;
  /** Whether an earlier attempt may have done what was asked, its answer lost. */
  readonly inDoubt: boolean;
}

/** Asks until there is an answer that `use` takes. @throws UserError DATASTORE */
export type Ask = <T>(action: Action, object: string, request: ApiRequest, use: (reply: Reply) => Attempt<T>) => Promise<T>;

export interface AskOptions extends RetryOptions {
  readonly apiEndpoint?: string | undefined;
}

export function createAsk(url: string, bucket: string, options: AskOptions): Ask {
  const client = createClient(options.apiEndpoint);
  const retry = createRetry(options);
  let bucketSeen = false;

  const ask: Ask = (action, object, request, use) => {
    const subject = { url, bucket, object, action };
    let inDoubt = false;

    const attempt = async (limit: AbortSignal): Promise<ReturnType<typeof use>> => {
      const answer = await client(request, limit);
      if ("failed" in answer) {
        inDoubt = true;
        return answer;
      }
      if ("hopeless" in answer) throw unexpected(subject, answer.hopeless);
      if ("noCredentials" in answer) throw noCredentials(subject, answer.noCredentials);
      const outcome = await settle(action, outcomeOf(answer));
      switch (outcome) {
        case "ok":
        case "changed":
        case "no-object": {
          bucketSeen = true;
          const used = use({ outcome, answer, json: jsonIn(request.query["alt"] === "media" ? "" : textOf(answer)), inDoubt });
          inDoubt ||= "failed" in used;
          return used;
        }
        case "passing":
          // Too many requests are turned away at the door; what an error of the server leaves behind is not known.
          inDoubt ||= answer.status >= 500;
          return { failed: statusText(answer.status), retryAfterMs: retryAfterOf(answer, Date.now()) };
        case "refused":
          throw refused(subject, answer);
        case "no-bucket":
          throw noBucket(subject);
        case "not-found":
        case "unexpected":
          throw unexpected(subject, `${statusText(answer.status)} ${messageIn(answer)}`.trim());
      }
    };

    return retry(object, attempt, (vain) => gaveUp(subject, vain));
  };

  /** Which of the two is missing, where the server does not say. A bucket that is not there takes no objects and lists none. */
  const settle = async ({ verb }: Action, outcome: Outcome): Promise<Outcome> => {
    if (outcome !== "not-found") return outcome;
    if (verb === "write" || verb === "list") return "no-bucket";
    if (!bucketSeen) await ask(ACTIONS.list, "", bucketRequest(bucket), () => ({ value: undefined }));
    return "no-object";
  };

  return ask;
}

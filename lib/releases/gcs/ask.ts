import { jsonIn, messageIn, type Outcome, outcomeOf, retryAfterOf, statusText, textOf } from "./answers.ts";
import { createClient } from "./client.ts";
import { type Action, ACTIONS, gaveUp, noBucket, noCredentials, refused, unexpected } from "./errors.ts";
import { type ApiRequest, bucketRequest } from "./requests.ts";
import type { Attempt } from "../../system/retry.ts";
import { createRetry, type RetryOptions } from "./retry.ts";
import type { HttpAnswer } from "./transport.ts";

/** An answer that the caller interprets. */
export interface Reply {
  readonly outcome: "ok" | "changed" | "no-object";
  readonly answer: HttpAnswer;
  /** The body as a JSON object. Undefined if it is anything else. */
  readonly json: Readonly<Record<string, unknown>> | undefined;
  /** True if an earlier attempt may have been applied although its answer was lost. */
  readonly inDoubt: boolean;
}

/** Sends a request until `use` accepts an answer. @throws UserError DATASTORE */
export type Ask = <T>(action: Action, object: string, request: ApiRequest, use: (reply: Reply) => Attempt<T>) => Promise<T>;

export interface AskOptions extends RetryOptions {
  readonly apiEndpoint?: string | undefined;
}

/** Creates the function that sends a bucket's requests, with retries and errors in words. */
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
      if ("permanent" in answer) throw unexpected(subject, answer.permanent);
      if ("noCredentials" in answer) throw noCredentials(subject, answer.noCredentials);
      const outcome = await classify(action, outcomeOf(answer));
      switch (outcome) {
        case "ok":
        case "changed":
        case "no-object": {
          bucketSeen = true;
          const used = use({ outcome, answer, json: jsonIn(request.query["alt"] === "media" ? "" : textOf(answer)), inDoubt });
          inDoubt ||= "failed" in used;
          return used;
        }
        case "transient":
          // A 429 is refused before anything is done. After a 5xx, the request may have been applied.
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

    return retry(object, attempt, (exhausted) => gaveUp(subject, exhausted));
  };

  /** Decides whether the object or the bucket is missing. Only a missing bucket answers 404 to a write or a listing. */
  const classify = async ({ verb }: Action, outcome: Outcome): Promise<Outcome> => {
    if (outcome !== "not-found") return outcome;
    if (verb === "write" || verb === "list") return "no-bucket";
    if (!bucketSeen)
      await ask(ACTIONS.list, "", bucketRequest(bucket), ({ json }) =>
        json?.["kind"] === "storage#objects" ? { value: undefined } : { failed: "the answer is not a listing" },
      );
    return "no-object";
  };

  return ask;
}

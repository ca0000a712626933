/** An answer of the server, before a fault changes it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The reasons in Google's errors. */
const REASONS: Readonly<Record<number, string>> = {
  400: "invalid",
  401: "authError",
  403: "forbidden",
  404: "notFound",
  412: "conditionNotMet",
  429: "rateLimitExceeded",
  500: "backendError",
  503: "backendError",
};

const MESSAGES: Readonly<Record<number, string>> = {
  401: "Invalid Credentials",
  403: "ci@acme.iam.gserviceaccount.com does not have the access that is needed.",
  412: "At least one of the pre-conditions you specified did not hold.",
  429: "The object exceeded the rate limit for object mutation operations (create, update, and delete).",
  500: "We encountered an internal error. Please try again.",
  503: "We encountered an internal error. Please try again.",
};

export const json = (value: unknown): Answer => ({
  status: 200,
  headers: { "content-type": "application/json; charset=UTF-8" },
  body: Buffer.from(JSON.stringify(value)),
});

/** Makes an error of the JSON API. If content was requested, the error is plain text. */
export function failed(
  status: number,
  options: { readonly message?: string; readonly reason?: string; readonly media?: boolean } = {},
): Answer {
  const { message = MESSAGES[status] ?? "Error", reason = REASONS[status] ?? "unknown", media = false } = options;
  if (media) return { status, headers: { "content-type": "text/html; charset=UTF-8" }, body: Buffer.from(message) };
  return { ...json({ error: { code: status, message, errors: [{ message, domain: "global", reason }] } }), status };
}

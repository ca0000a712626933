import { describe, expect, test } from "vitest";
import { messageIn, type Outcome, outcomeOf, retryAfterOf, statusText } from "./answers.ts";

const answer = (status: number, body = "", headers: Readonly<Record<string, string>> = {}) => ({
  status,
  headers,
  bytes: Buffer.from(body),
  cut: false,
});
const asJson = { "content-type": "application/json; charset=UTF-8" };
const asText = { "content-type": "text/html; charset=UTF-8" };
const error = (message: string, reason = "x"): string => JSON.stringify({ error: { message, errors: [{ message, reason }] } });

describe("the outcome of an answer", () => {
  test.each<[status: number, body: string, headers: Readonly<Record<string, string>>, outcome: Outcome]>([
    [200, "{}", asJson, "ok"],
    [204, "", {}, "ok"],
    [302, "", {}, "unexpected"],
    [400, error("Required"), asJson, "unexpected"],
    [400, error(`Provided CRC32C "AAAAAA==" doesn't match calculated CRC32C "4waSgw==".`), asJson, "transient"],
    [401, error("Invalid Credentials"), asJson, "refused"],
    [403, error("ci@acme.iam.gserviceaccount.com does not have storage.objects.get access", "forbidden"), asJson, "refused"],
    [403, error("Too much", "rateLimitExceeded"), asJson, "transient"],
    [404, error("No such object: acme/bucket does not exist"), asJson, "no-object"],
    [404, "No such object: acme/fleet/x.json", asText, "no-object"],
    [404, error("The specified bucket does not exist."), asJson, "no-bucket"],
    [404, "The specified bucket does not exist.", asText, "no-bucket"],
    [404, error("Not Found"), asJson, "not-found"],
    [404, "", {}, "not-found"],
    [408, "", {}, "transient"],
    [412, error("At least one of the pre-conditions you specified did not hold."), asJson, "changed"],
    [429, "", {}, "transient"],
    [500, "", {}, "transient"],
    [501, "", {}, "unexpected"],
    [502, "<html>Bad Gateway</html>", asText, "transient"],
    [503, "", {}, "transient"],
    [504, "", {}, "transient"],
  ])("%i %s", (status, body, headers, outcome) => {
    expect(outcomeOf(answer(status, body, headers))).toBe(outcome);
  });
});

test.each<[what: string, body: string, headers: Readonly<Record<string, string>>, message: string]>([
  ["an error as JSON", error("Required"), asJson, "Required"],
  ["plain text", "No such object: acme/x", asText, "No such object: acme/x"],
  ["a page of some proxy", "<html><b>Denied</b></html>", asText, ""],
  ["what a terminal must not see", error("a\u001b[31m\nred"), asJson, "a [31m red"],
  ["JSON of another form", "[]", asJson, ""],
])("the message in %s", (_what, body, headers, message) => {
  expect(messageIn(answer(400, body, headers))).toBe(message);
});

test.each<[header: string | undefined, ms: number | undefined]>([
  [undefined, undefined],
  ["0", 0],
  ["7", 7000],
  ["Sat, 31 Jan 2026 12:00:05 GMT", 5000],
  ["Sat, 31 Jan 2026 11:59:00 GMT", 0],
  ["soon", undefined],
])("Retry-After: %s", (header, ms) => {
  const now = Date.parse("2026-01-31T12:00:00Z");
  expect(retryAfterOf(answer(429, "", header === undefined ? {} : { "retry-after": header }), now)).toBe(ms);
});

test("a status in words", () => {
  expect([429, 503, 599].map(statusText)).toEqual(["429 Too Many Requests", "503 Service Unavailable", "599"]);
});

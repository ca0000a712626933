import { UserError } from "../../base/user-error.ts";
import { messageIn, statusText } from "./answers.ts";
import { attemptsText, type Exhausted } from "../../system/retry.ts";
import type { HttpAnswer } from "./transport.ts";

/** An operation, in the words of messages and of Cloud Storage's IAM. */
export interface Action {
  /** `cannot <verb> <object>`. */
  readonly verb: "read" | "write" | "list" | "delete";
  readonly permissions: readonly [string, ...string[]];
  /** The smallest predefined role that has them. */
  readonly role: string;
}

const viewer = "roles/storage.objectViewer";
const user = "roles/storage.objectUser";

/** To replace an object takes the right to delete the one before. */
export const ACTIONS = {
  read: { verb: "read", permissions: ["storage.objects.get"], role: viewer },
  create: { verb: "write", permissions: ["storage.objects.create"], role: user },
  replace: { verb: "write", permissions: ["storage.objects.create", "storage.objects.delete"], role: user },
  list: { verb: "list", permissions: ["storage.objects.list"], role: viewer },
  remove: { verb: "delete", permissions: ["storage.objects.delete"], role: user },
} as const satisfies Readonly<Record<string, Action>>;

/** The object of a request, for messages. */
export interface Subject {
  readonly url: string;
  readonly bucket: string;
  readonly object: string;
  readonly action: Action;
}

const LOGIN = "gcloud auth application-default login, or set GOOGLE_APPLICATION_CREDENTIALS to the file of a service account's key";

/** Makes the error of a passed deadline. */
export function gaveUp(subject: Subject, exhausted: Exhausted): UserError {
  const after = subject.action.verb === "write" ? "the write may have happened or not; " : "";
  return failure(
    subject,
    `${attemptsText(exhausted)}, the last: ${exhausted.failed}`,
    `${after}run it again, which is safe. Outages: https://status.cloud.google.com`,
  );
}

/** Makes the error of a listing that did not end in time. */
export const endless = (subject: Subject, ms: number): UserError =>
  failure(subject, `the listing did not end in ${(ms / 1000).toFixed(1)} s`, "--deadline <seconds> waits longer");

/** Makes the error of a 401 or 403. */
export function refused(subject: Subject, answer: HttpAnswer): UserError {
  const { bucket, action } = subject;
  const message = messageIn(answer);
  const reason = message === "" ? "" : ` (${message})`;
  const missing = `on the bucket "${bucket}", ${needs(action)}${reason}`;
  if (answer.status === 401) return failure(subject, `401 Unauthorized ${missing}`, LOGIN);
  const member = memberIn(message) ?? "serviceAccount:<the account that runs this>";
  const grant = `gcloud storage buckets add-iam-policy-binding gs://${bucket} --member=${member} --role=${action.role}`;
  return failure(subject, `${statusText(answer.status)} ${missing}`, grant);
}

export const noBucket = (subject: Subject): UserError =>
  failure(
    subject,
    `there is no bucket "${subject.bucket}" (404 Not Found); ${needs(subject.action)}`,
    `gcloud storage buckets create gs://${subject.bucket} --uniform-bucket-level-access, or correct the datastore's address`,
  );

/** Makes the error of missing credentials. @param reason google-auth's message */
export const noCredentials = (subject: Subject, reason: string): UserError =>
  failure(subject, `no credentials for the bucket "${subject.bucket}", ${needs(subject.action)}: ${firstSentence(reason)}`, LOGIN);

/** Makes the error of an answer that a retry does not change. */
export const unexpected = (subject: Subject, reason: string): UserError =>
  failure(subject, reason, "check the datastore's address, and proxies between this machine and the server");

function failure({ url, object, action }: Subject, why: string, hint: string): UserError {
  const what = object === "" ? "objects" : object;
  return new UserError("DATASTORE", `${url}: cannot ${action.verb} ${what}: ${why}`, { hint, ...(object === "" ? {} : { path: object }) });
}

const needs = ({ permissions }: Action): string => `${permissions.join(" and ")} ${permissions.length === 1 ? "is" : "are"} needed`;

/** Finds the account in `ci@acme.iam.gserviceaccount.com does not have storage.objects.get access to ...`, as a member for gcloud. */
function memberIn(message: string): string | undefined {
  const [, account] = /^([\w.+-]+@[\w.-]+) does not have /.exec(message) ?? [];
  return account === undefined ? undefined : `${account.endsWith("gserviceaccount.com") ? "serviceAccount" : "user"}:${account}`;
}

const firstSentence = (text: string): string => (/^.*?\.(?=\s|$)/.exec(text)?.[0] ?? text).replace(/[\p{Cc}\p{Cf}]+/gu, " ").slice(0, 300);

import { UserError } from "../../base/user-error.ts";
import { messageIn, statusText } from "./answers.ts";
import type { Vain } from "./retry.ts";
import type { HttpAnswer } from "./transport.ts";

/** What is done, as messages and Cloud Storage's access rules name it. */
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

/** Which thing of which datastore it is about. */
export interface Subject {
  readonly url: string;
  readonly bucket: string;
  readonly object: string;
  readonly action: Action;
}

const LOGIN = "gcloud auth application-default login, or set GOOGLE_APPLICATION_CREDENTIALS to the file of a service account's key";

/** The deadline has passed. */
export function gaveUp(subject: Subject, { attempts, ms, failed }: Vain): UserError {
  const tried = `${attempts} ${attempts === 1 ? "attempt" : "attempts"} in ${(ms / 1000).toFixed(1)} s`;
  const after = subject.action.verb === "write" ? "the write may have happened or not; " : "";
  return failure(
    subject,
    `${tried}, the last: ${failed}`,
    `${after}run it again: what is done stays done. Outages: https://status.cloud.google.com`,
  );
}

/** 401 or 403. */
export function refused(subject: Subject, answer: HttpAnswer): UserError {
  const { bucket, action } = subject;
  const message = messageIn(answer);
  const said = message === "" ? "" : ` (${message})`;
  const missing = `on the bucket "${bucket}", ${needs(action)}${said}`;
  if (answer.status === 401) return failure(subject, `401 Unauthorized ${missing}`, LOGIN);
  const member = memberIn(message) ?? "serviceAccount:<the account that runs this>";
  const grant = `gcloud storage buckets add-iam-policy-binding gs://${bucket} --member=${member} --role=${action.role}`;
  return failure(subject, `${statusText(answer.status)} ${missing}`, grant);
}

export const noBucket = (subject: Subject): UserError =>
  failure(
    subject,
    `there is no bucket "${subject.bucket}" (404 Not Found), where ${needs(subject.action)}`,
    `gcloud storage buckets create gs://${subject.bucket} --uniform-bucket-level-access, or correct the datastore's address`,
  );

/** `said` is google-auth's reason. */
export const noCredentials = (subject: Subject, said: string): UserError =>
  failure(subject, `no credentials for the bucket "${subject.bucket}", ${needs(subject.action)}: ${firstSentence(said)}`, LOGIN);

/** Anything that neither passes nor is understood. */
export const unexpected = (subject: Subject, said: string): UserError =>
  failure(subject, said, "look at the datastore's address and at what is between here and there, such as a proxy");

function failure({ url, object, action }: Subject, why: string, hint: string): UserError {
  const what = object === "" ? "objects" : object;
  return new UserError("DATASTORE", `${url}: cannot ${action.verb} ${what}: ${why}`, { hint, ...(object === "" ? {} : { path: object }) });
}

const needs = ({ permissions }: Action): string => `${permissions.join(" and ")} ${permissions.length === 1 ? "is" : "are"} needed`;

/** The account of `ci@acme.iam.gserviceaccount.com does not have storage.objects.get access to ...`, as gcloud names it. */
function memberIn(message: string): string | undefined {
  const [, account] = /^([\w.+-]+@[\w.-]+) does not have /.exec(message) ?? [];
  return account === undefined ? undefined : `${account.endsWith("gserviceaccount.com") ? "serviceAccount" : "user"}:${account}`;
}

const firstSentence = (text: string): string => (/^.*?\.(?=\s|$)/.exec(text)?.[0] ?? text).replace(/[\p{Cc}\p{Cf}]+/gu, " ").slice(0, 300);

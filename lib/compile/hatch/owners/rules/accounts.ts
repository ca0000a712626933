import type { Report } from "../../../../base/problem.ts";
import { isRecord } from "../../../../base/values.ts";
import { identityOwner } from "../identity-owner.ts";
import { type OwnedObject, type OwnerRule, reportOwned } from "../owner-rule.ts";
import { type Field, recordsOf, textAt, walk } from "../walk.ts";

/** A field with the name of a service account: of pods, and of everything that gets a token. */
const NAME = /^(?:serviceAccountName|serviceAccount)$/;
const REFERENCE = /serviceAccount(?:Ref|Token|Selector)?$/i;

const GOOGLE_ACCOUNT = "iam.gke.io/gcp-service-account";

/** The fields whose value is no identity: those of programs. */
const PROGRAM = new Set(["args", "command", "data", "env"]);

/** The groups of Kubernetes that all service accounts are in. */
const ALL_ACCOUNTS = /^system:(?:authenticated|unauthenticated|masters|serviceaccounts(?::.*)?)$/;

/** Refuses the identity of another service: its account in the cluster, and its principal in Google Cloud. */
export const accountsRule: OwnerRule = (subject, report) => {
  const check = (name: string | undefined, at: string): void => void reportOwned(subject, { sort: "account", name }, at, report);
  walk(subject.object, (field) => {
    const { at, key, value } = field;
    if (typeof value === "string") {
      if (NAME.test(key)) check(value, at);
      else checkSubject(subject, field, report);
      if (!field.above.some((each) => PROGRAM.has(each))) checkIdentity(subject, value, at, report);
      return;
    }
    if (REFERENCE.test(key)) for (const reference of recordsOf(value)) check(textAt(reference, "name"), `${at}.name`);
    if (key === "annotations" && isRecord(value))
      checkIdentity(subject, textAt(value, GOOGLE_ACCOUNT) ?? "", `${at}.${GOOGLE_ACCOUNT}`, report);
    if (Array.isArray(value) && !field.above.some((each) => PROGRAM.has(each)) && !PROGRAM.has(key))
      value.forEach((item, index) => {
        if (typeof item === "string") checkIdentity(subject, item, `${at}.${index}`, report);
      });
  });
};

/** Checks the subject of a binding. */
function checkSubject(subject: OwnedObject, { at, key, value, owner, above }: Field, report: Report): void {
  if (key !== "name" || typeof value !== "string" || above.at(-1) !== "subjects") return;
  const kind = textAt(owner, "kind");
  if (kind === "ServiceAccount") reportOwned(subject, { sort: "account", name: value }, at, report);
  if (kind === "Group" && ALL_ACCOUNTS.test(value) && subject.owner.kind !== "platform")
    report(at, `"${value}" has the accounts of other services`, "name one account");
}

/** Checks the identities in a string: principals of Workload Identity, and users of the API server. */
function checkIdentity({ owner, stack }: OwnedObject, text: string, at: string, report: Report): void {
  if (owner.kind === "platform") return;
  const found = identityOwner(text, stack);
  if (found === undefined || (found.stack === stack.name && owner.kind === "service" && found.service === owner.name)) return;
  const who = found.stack === stack.name ? found.service : `${found.service} of ${found.stack}`;
  report(at, `"${found.identity}" is the identity of ${who}`, "use an identity that no other service has");
}

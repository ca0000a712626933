import { valueAt } from "../../../../base/values.ts";
import { type OwnerRule, reportOwned } from "../owner-rule.ts";
import { recordsOf, textAt, walk } from "../walk.ts";

/** A field with a reference to a Secret: `secretRef`, `passwordSecretRef`, `secretTargetRef`, `imagePullSecrets`, `bearerTokenSecret`. */
const REFERENCE = /^(?!.*store).*secret/i;

/** A field with the name of a Secret. */
const NAME = /^(?:.*secretName|secret)$/i;

/** The fields whose name and key are those of a ConfigMap. */
const CONFIG_MAP = /configMap/i;

/** Refuses references to a Secret of another service: in variables, volumes, certificates and everywhere else. */
export const secretsRule: OwnerRule = (subject, report) => {
  const { object } = subject;
  const check = (name: string | undefined, at: string): void => void reportOwned(subject, { sort: "secret", name }, at, report);
  if (object.kind === "ExternalSecret" && valueAt(object, ["spec", "target", "name"]) === undefined)
    check(object.metadata.name, "metadata.name");
  walk(object, ({ at, key, value, owner, above }) => {
    if (typeof value === "string") {
      if (NAME.test(key)) check(value, at);
      // A reference by kind, or the name of an ExternalSecret's target.
      else if (key === "name" && (owner["kind"] === "Secret" || isTarget(object.kind, above))) check(value, at);
      return;
    }
    recordsOf(value).forEach((reference, index) => {
      const isKeyed = typeof reference["key"] === "string" && typeof reference["name"] === "string" && !CONFIG_MAP.test(key);
      if (isKeyed || REFERENCE.test(key)) check(textAt(reference, "name"), Array.isArray(value) ? `${at}.${index}.name` : `${at}.name`);
    });
  });
};

const isTarget = (kind: string, above: readonly string[]): boolean => kind === "ExternalSecret" && above.join(".") === "spec.target";

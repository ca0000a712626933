import { explainCallers } from "./explain-callers.ts";
import { explainField } from "./explain-field.ts";
import { explainManifest } from "./explain-manifest.ts";
import { explainSetting } from "./explain-setting.ts";
import type { Explanation } from "./explanation.ts";
import type { Subject } from "./subject.ts";

/** Explains a path of the spec, of a setting, or of a manifest. @param kind the kind of the manifest; then the path is one of a manifest */
export const explainPath = (subject: Subject, path: string, kind?: string): Explanation | undefined =>
  (kind === undefined ? explainSpec(subject, path) : undefined) ?? explainManifest(subject, path, kind);

const explainSpec = (subject: Subject, path: string): Explanation | undefined =>
  explainField(subject, path) ?? explainCallers(subject, path) ?? explainSetting(subject, path);

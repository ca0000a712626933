import { type OwnerRule, reportOwned } from "../owner-rule.ts";
import { textAt, walk } from "../walk.ts";

/** Refuses volumes of another service: mounts, copies and snapshots of its claims. */
export const claimsRule: OwnerRule = (subject, report) => {
  walk(subject.object, ({ at, key, value }) => {
    const name =
      key === "claimName" || key === "persistentVolumeClaimName"
        ? { at, text: typeof value === "string" ? value : undefined }
        : /^dataSource(?:Ref)?$/.test(key) && textAt(value, "kind") === "PersistentVolumeClaim"
          ? { at: `${at}.name`, text: textAt(value, "name") }
          : undefined;
    if (name !== undefined) reportOwned(subject, { sort: "claim", name: name.text }, name.at, report);
  });
};

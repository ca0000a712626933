import { expect, it } from "vitest";
import { hintFor } from "./cloud-hints.ts";

it.each<readonly [message: string, hint: RegExp | undefined]>([
  ["googleapi: Error 429: Quota exceeded for projects/shop, rateLimitExceeded", /^ask for more quota/],
  [
    "googleapi: Error 403: Permission 'create' denied on resource 'projects/shop', forbidden",
    /^give the account that runs Fairlead the permission/,
  ],
  ["googleapi: Error 409: Resource 'projects/shop' already exists., alreadyExists", /^the cloud has the resource, and the state does not/],
  ["cannot destroy projects/shop without setting deletionProtection=false", /^set deletionProtection to false/],
  ["error reading from server: EOF", /^run the command again/],
  ["incorrect passphrase", /PULUMI_CONFIG_PASSPHRASE/],
  ["something else", undefined],
])("explains %s", (message, hint) => {
  if (hint === undefined) expect(hintFor(message)).toBeUndefined();
  else expect(hintFor(message)).toMatch(hint);
});

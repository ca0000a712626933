/** Fixes of errors of engine and cloud: a part of the message, and the fix. */
const HINTS: readonly (readonly [pattern: RegExp, hint: string])[] = [
  [
    /Error 429|quota|rateLimitExceeded/i,
    "ask for more quota, or remove what is not needed: https://console.cloud.google.com/iam-admin/quotas",
  ],
  [/Error 403|Permission '[^']*' denied|forbidden/i, "give the account that runs Fairlead the permission, and run the command again"],
  [/Error 409|already exists/i, "the cloud has the resource, and the state does not: remove it there, or rename the need"],
  [/deletionProtection|deletion_protection/, "set deletionProtection to false in one change, and remove the resource in the next"],
  [/cannot be deleted because it is protected|unable to replace resource/, "take the protection off only if its data may go"],
  [/incorrect passphrase|passphrase must be set/, "set PULUMI_CONFIG_PASSPHRASE to the passphrase that encrypted the state"],
  [/could not find default credentials|No credentials/i, "gcloud auth application-default login"],
  [
    /connection reset|Unavailable|error reading from server|transport is closing/i,
    "run the command again: it takes over what the cloud has made",
  ],
];

/** Returns the fix of a message; undefined for an unknown one. */
export const hintFor = (message: string): string | undefined => HINTS.find(([pattern]) => pattern.test(message))?.[1];

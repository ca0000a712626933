import { describe, expect, it } from "vitest";
import { isSecretName, wordsOf } from "./secret-name.ts";

describe("the words of a name", () => {
  it.each([
    ["API_KEY", ["api", "key"]],
    ["dbPassword", ["db", "password"]],
    ["APIKey", ["api", "key"]],
    ["app.auth-token", ["app", "auth", "token"]],
    ["S3_KEY2", ["s", "key"]],
    ["__proto__", ["proto"]],
    ["", []],
  ])("%s", (name, words) => {
    expect(wordsOf(name)).toEqual(words);
  });
});

describe("a name of a secret", () => {
  it.each([
    ..."PASSWORD password Password DB_PASSWORD dbPassword PGPASSWORD MYSQL_ROOT_PASSWORD REDIS_PASSWD SSH_PASSPHRASE ADMIN_PASSCODE".split(
      " ",
    ),
    ..."DB_PASS SMTP_PASS RABBITMQ_DEFAULT_PASS MSSQL_SA_PWD smtp.pass TOKEN API_TOKEN AUTH_TOKEN auth_token authToken authtoken".split(
      " ",
    ),
    ..."GITHUB_TOKENS SECRET CLIENT_SECRET clientSecret JWT_SECRET SESSION_SECRET WEBHOOK_SECRETS VAULT_SECRET_ID BEARER".split(" "),
    ..."AWS_CREDENTIALS DB_CREDENTIAL SERVICE_CREDS KEY API_KEY apiKey apikey APIKEY API_KEYS x-api-key S3_KEY STRIPE_KEY".split(" "),
    ..."AWS_SECRET_ACCESS_KEY ACCESS_KEY PRIVATE_KEY privateKey ENCRYPTION_KEY SIGNING_KEY MASTER_KEY SECRET_KEY_BASE COOKIE_KEY".split(
      " ",
    ),
    ..."SESSION_KEY LICENSE_KEY APP_KEY KEY_MATERIAL TOKEN_VALUE PASSWORD_SALT API_KEY_2 TOKEN1".split(" "),
  ])("%s", (name) => {
    expect(isSecretName(name, "hunter2")).toBe(true);
  });
});

describe("a name of no secret", () => {
  it.each([
    ..."VALKEY_ADDR MONKEY_COUNT Monkey KEYBOARD KEYCLOAK_URL KEYSPACE TURKEY HOTKEYS DONKEY_MODE PASSPORT_URL COMPASS PASSENGERS".split(
      " ",
    ),
    ..."BYPASS_CACHE TOKENIZER_PATH TOKENIZERS_PARALLELISM SECRETARY_NAME CREDIT_LIMIT ACCREDITED PARTITION_KEY PRIMARY_KEY FOREIGN_KEY".split(
      " ",
    ),
    ..."SORT_KEY ROUTING_KEY PUBLIC_KEY JWT_PUBLIC_KEY STRIPE_PUBLISHABLE_KEY RECAPTCHA_SITE_KEY CACHE_KEY cacheKey SHARD_KEY OBJECT_KEY".split(
      " ",
    ),
    ..."KEY_PREFIX KEY_ID AWS_ACCESS_KEY_ID KMS_KEY_NAME KEY_VAULT_URL ENCRYPTION_KEY_VERSION KEY_COLUMN TOKEN_TTL TOKEN_TTL_SECONDS".split(
      " ",
    ),
    ..."TOKEN_URL TOKEN_ENDPOINT TOKEN_ISSUER accessTokenLifetime REFRESH_TOKEN_EXPIRY SECRET_NAME SECRET_STORE PASSWORD_MIN_LENGTH".split(
      " ",
    ),
    ..."PASSWORD_POLICY CREDENTIALS_PROVIDER PWD PASS PASS_RATE PASS_THROUGH LEVEL PATH KEYS_LIMIT".split(" "),
  ])("%s", (name) => {
    expect(isSecretName(name, "hunter2")).toBe(false);
  });
});

describe("a name whose value decides", () => {
  it.each<readonly [name: string, value: string, secret: boolean]>([
    ["PASSWORD_FILE", "/etc/app/password", false],
    ["PASSWORD_FILE", "hunter2", true],
    ["TOKEN_PATH", "/var/run/token", false],
    ["TOKEN_PATH", "file:///var/run/token", false],
    ["TOKEN_PATH", "./token", false],
    ["TOKEN_PATH", "eyJhbGciOi", true],
    ["TLS_KEY", "/etc/tls/tls.key", false],
    ["TLS_KEY", "wJalrXUtnFEMI/K7MDENG", true],
    ["GOOGLE_APPLICATION_CREDENTIALS", "/etc/gcp/key.json", false],
    ["GOOGLE_APPLICATION_CREDENTIALS", "{}", true],
    ["API_TOKEN", "/var/run/token", true],
    ["REQUIRE_PASSWORD", "true", false],
    ["USE_TOKEN", "false", false],
    ["MAX_TOKENS", "4096", false],
    ["MAX_OUTPUT_TOKENS", "4096", false],
    ["MAX_TOKENS", "hunter2", true],
    ["TOKENS", "4096", true],
    ["TOKEN", "", true],
  ])("%s: %s", (name, value, secret) => {
    expect(isSecretName(name, value)).toBe(secret);
  });
});

import { describe, expect, it } from "vitest";
import { secretIn } from "./secret-shape.ts";

/** Makes a string of a length from letters of both cases and digits. */
const random = (length: number): string => "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0z".repeat(5).slice(0, length);
const hex = (length: number): string => "0123456789abcdef".repeat(5).slice(0, length);

describe("a value with a secret", () => {
  it.each<readonly [what: string, value: string]>([
    ["a private key", "-----BEGIN PRIVATE KEY-----\nMII"],
    ["a private key", '{"private_key": "-----BEGIN RSA PRIVATE KEY-----\\nMII"}'],
    ["a private key", "-----BEGIN OPENSSH PRIVATE KEY-----"],
    ["a private key", "-----BEGIN PGP PRIVATE KEY BLOCK-----"],
    ["a private key", `AGE-SECRET-KEY-1${"Q".repeat(58)}`],
    ["a URL with a password", "redis://:hunter2@cache:6379"],
    ["a URL with a password", "https://user:hunter2@example.com/path"],
    ["a URL with a password", "postgres://app:hunter2@db:5432/shop?sslmode=require"],
    ["a URL with a password", "postgresql+asyncpg://app:p%40ss@db/shop"],
    ["a URL with a password", "mongodb+srv://u:p@cluster0.example.net"],
    ["a URL with a password", "amqp://guest:guest@rabbit:5672/"],
    ["a URL with a password", "hosts: [a, b]\nurl: 'mysql://root:root@db/x'\n"],
    ["a URL with a password", "https://$(USER):hunter2@example.com"],
    ["a URL with a password", "jdbc:postgresql://db/shop?user=app&password=hunter2"],
    ["a URL with a password", "https://x.blob.core.windows.net/c?sv=1&sig=abc%3D"],
    ["an address with a password", "app:hunter2@tcp(db:3306)/shop"],
    ["a connection string with a password", "Server=db;Database=shop;User Id=app;Password=hunter2;"],
    ["a connection string with a password", "Password=hunter2;"],
    ["a connection string with a password", "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=abc/def==;EndpointSuffix=x"],
    ["a connection string with a password", "Endpoint=sb://x/;SharedAccessKeyName=Root;SharedAccessKey=abc="],
    ["a connection string with a password", "host=db user=app password=hunter2 dbname=shop"],
    ["a connection string with a password", "password=hunter2 host=db"],
    ["a bearer token", `Authorization: Bearer ${random(30)}`],
    ["an authorization with a password", "Authorization: Basic dXNlcjpodW50ZXIy"],
    ["a JSON web token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"],
    ["a GitHub token", `ghp_${random(36)}`],
    ["a GitHub token", `github_pat_${random(22)}_${random(59)}`],
    ["a GitLab token", `glpat-${random(20)}`],
    ["an AWS access key", "AKIAIOSFODNN7EXAMPLE"],
    ["an AWS secret key", "[default]\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"],
    ["a Slack token", "xoxb-1234567890-abcdefghijkl"],
    ["a Slack token", `https://hooks.slack.com/services/T0000/B0000/${random(24)}`],
    ["a Google API key", `AIza${random(35)}`],
    ["a Google OAuth secret", `GOCSPX-${random(28)}`],
    ["a Stripe key", `sk_live_${random(24)}`],
    ["a Stripe key", `rk_test_${random(24)}`],
    ["a Stripe key", `whsec_${random(32)}`],
    ["an npm token", `//registry.npmjs.org/:_authToken=npm_${random(36)}`],
    ["a PyPI token", `pypi-AgEIcHlwaS5vcmc${random(60)}`],
    ["a Docker token", `dckr_pat_${random(27)}`],
    ["a SendGrid key", `SG.${random(22)}.${random(43)}`],
    ["a Mailgun key", `key-${hex(32)}`],
    ["a Twilio key", `SK${hex(32)}`],
    ["an Anthropic key", `sk-ant-api03-${random(40)}`],
    ["an OpenAI key", `sk-proj-${random(40)}`],
    ["an OpenAI key", `sk-${random(48)}`],
    ["a Hugging Face token", `hf_${random(34)}`],
    ["a Databricks token", `dapi${hex(32)}`],
    ["a DigitalOcean token", `dop_v1_${hex(64)}`],
    ["a Shopify token", `shpat_${hex(32)}`],
    ["a Vault token", `hvs.${random(24)}`],
    ["a Grafana token", `glsa_${random(32)}_${hex(8)}`],
    ["a New Relic key", `NRAK-${"A1B".repeat(9)}`],
    ["a Linear key", `lin_api_${random(40)}`],
    ["a Telegram token", `123456789:AA${random(33)}`],
  ])("%s: %s", (what, value) => {
    expect(secretIn(value)).toBe(what);
  });
});

describe("a harmless value", () => {
  it.each([
    "redis://host:6379",
    "redis://user@host:6379",
    "redis://:$(REDIS_PASSWORD)@host:6379",
    "redis://:${REDIS_PASSWORD}@host:6379",
    "postgres://app:$(DB_PASSWORD)@db:5432/shop",
    "postgres://app:{{ password }}@db/shop",
    "postgres://app:{password}@db/shop",
    "postgres://app:<password>@db/shop",
    "postgres://app:%s@db/shop",
    "postgres://app:****@db/shop",
    "postgres://app@db:5432/shop",
    "https://example.com/@user",
    "https://example.com:8443/@user:name",
    "https://example.com/a:b@c",
    "https://example.com?email=a:b@example.com",
    "https://abcdef0123456789@o0.ingest.sentry.io/42",
    "http://[::1]:8080/@x",
    "ssh://git@github.com:22/acme/ops.git",
    "git@github.com:acme/ops.git",
    "oci://registry.example.com:5000/app@sha256:0123",
    "registry.example.com:5000/app:v1@sha256:0123456789abcdef",
    "a@example.com,b@example.com:25",
    "http://a:1,http://b:2",
    "Server=db;Database=shop;Integrated Security=true;",
    "Server=db;User Id=app;Password=$(DB_PASSWORD);",
    "Server=db;Password=${DB_PASSWORD};",
    "spring.datasource.password=${DB_PASSWORD}",
    "password={{ .Password }}",
    "password=$PASSWORD",
    "password: $(PASSWORD)",
    "cd /app;PWD=/app;./run",
    "var a = 1; password = read(file);",
    "host=db user=app dbname=shop",
    "Authorization: Bearer $(TOKEN)",
    "Bearer token-based-authentication-is-on",
    "authorization: Basic",
    "eyJ is how a web token begins",
    "ghp_short",
    "the AKIA prefix",
    "scikit sk-learn-and-other-tools",
    "cache-key-0123456789abcdef0123456789abcdef",
    "task-0123456789abcdef0123456789abcdef0123456789abcdef",
    "-----BEGIN PUBLIC KEY-----\nMII",
    "-----BEGIN CERTIFICATE-----\nMII",
    "pk_live_0123456789abcdef0123",
    "0123456789abcdef0123456789abcdef01234567",
    "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    "550e8400-e29b-41d4-a716-446655440000",
    "https://example.com/?next=/login&page=2",
    "npm_config_cache",
    "hf_transfer",
    "",
  ])("%s", (value) => {
    expect(secretIn(value)).toBe(undefined);
  });
});

describe("a long string that is nearly a secret", () => {
  it.each([
    `http://${"a:".repeat(100_000)}`,
    `${"aa+".repeat(60_000)}PRIVATE KEY`,
    `${"a-.".repeat(60_000)}:x@ PRIVATE KEY`,
    `${"user= ".repeat(40_000)}PRIVATE KEY`,
    `${"; password=".repeat(40_000)}:x@`,
    `eyJ${"a".repeat(200_000)}Bearer ${"a".repeat(200_000)}`,
    "Bearer ".repeat(40_000),
    `${"gl".repeat(200_000)}:x@`,
    `glpat-${"gl".repeat(100_000)} ya29.${"x".repeat(100_000)} SG.${"SG.".repeat(50_000)}`,
    `${"password=x ".repeat(40_000)}:x@`,
    `${"secret_access_key ".repeat(20_000)}:x@`,
    `${"-----BEGIN ".repeat(40_000)}:x@`,
  ])("is read in a moment: %#", (text) => {
    const start = performance.now();
    secretIn(text);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

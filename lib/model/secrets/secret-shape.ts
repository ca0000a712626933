/** Names the secret that a string contains: `a URL with a password`. Returns undefined if it contains none. */
export function secretIn(text: string): string | undefined {
  if (text.length < SHORTEST || !MAY_HOLD_SECRET.test(text)) return undefined;
  return SHAPES.find(([, shape]) => matches(shape, text))?.[0];
}

type Shape = readonly [what: string, shape: RegExp];

/** The length of `a://:b@c`. No shape is shorter. */
const SHORTEST = 8;

/** True if a shape occurs. If the shape has a group, the group must be a value, not a placeholder for one. */
function matches(shape: RegExp, text: string): boolean {
  for (const [, value] of text.matchAll(shape)) if (value === undefined || !PLACEHOLDER.test(value)) return true;
  return false;
}

/** A reference or a blank in the place of a password: `$(PASSWORD)`, `${PASSWORD}`, `{{ password }}`, `<password>`, `%s`, `***`. */
const PLACEHOLDER = /^(?:[$<{[].*|%[({sv].*|\*+|\.{3}|x{3,})$/i;

const PASSWORD_FIELD = "(?:password|passwd|pwd(?!=/)|accountkey|sharedaccesskey|sharedsecretkey)";

/** The name of the shape that no public example has. */
export const PRIVATE_KEY = "a private key";

/** Repetitions have a maximum, so that a long file is read in a moment. Sources: the documentation of each issuer, and the rules of gitleaks. */
const SHAPES: readonly Shape[] = [
  [PRIVATE_KEY, /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|AGE-SECRET-KEY-1[0-9A-Z]{58}/g],
  ["a URL with a password", /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/?#:@"'`<>]{0,256}:([^\s/?#@"'`]{1,256})@/gi],
  ["a URL with a password", /[?&](?:password|passwd|pwd|api_?key|access_token|auth_token|client_secret|secret|sig)=([^\s&#"'`;]+)/gi],
  ["an address with a password", /(?:^|[\s"'=])[\w.-]{1,256}:([^\s@:/"'`]{1,256})@(?:tcp|unix)\(/g],
  ["a connection string with a password", new RegExp(`(?:^|;[^\\S\\n]*)${PASSWORD_FIELD}=([^\\s;"'()]+)[^\\S\\n]*(?:;|["']?$)`, "gim")],
  ["a connection string with a password", new RegExp(`\\b(?:host|user|dbname)=[^\\n]{0,256}\\s${PASSWORD_FIELD}=([^\\s;"'()]+)`, "gi")],
  [
    "a connection string with a password",
    new RegExp(`(?:^|[\\s"'])${PASSWORD_FIELD}=([^\\s;"'()]+)\\s(?:[^\\n]{0,256}\\s)?(?:host|user|dbname)=`, "gi"),
  ],
  ["a bearer token", /\bBearer (?=[\w.~+/-]*\d)[\w.~+/-]{20,}/g],
  ["an authorization with a password", /\bauthorization["']?\s*[:=]\s*["']?Basic ([A-Za-z0-9+/]{8,}=*)/gi],
  ["a JSON web token", /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g],
  ["a GitHub token", /\bgh[pousr]_[A-Za-z0-9]{36}|\bgithub_pat_\w{22}/g],
  ["a GitLab token", /\bgl(?:pat|dt|rt|cbt|ptt|ft|soat)-[\w-]{20}/g],
  ["an AWS access key", /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g],
  ["an AWS secret key", /secret_?access_?key["']?\s*[:=]\s*["']?[A-Za-z0-9/+]{40}/gi],
  ["a Slack token", /\bxox[abeoprs]-(?:\d+-)?[\w-]{10,}|\bxapp-\d-[\w-]{10,}|hooks\.slack\.com\/services\/T\w+\/B\w+\/\w{16,}/g],
  ["a Google API key", /\bAIza[\w-]{35}/g],
  ["a Google OAuth secret", /\bGOCSPX-[\w-]{28}|\bya29\.[\w-]{20,}/g],
  ["a Stripe key", /\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,}|\bwhsec_[A-Za-z0-9+/]{24,}/g],
  ["an npm token", /\bnpm_[A-Za-z0-9]{36}/g],
  ["a PyPI token", /\bpypi-AgE[\w-]{50,}/g],
  ["a Docker token", /\bdckr_pat_[\w-]{27}/g],
  ["a SendGrid key", /\bSG\.[\w-]{16,}\.[\w-]{16,}/g],
  ["a Mailgun key", /(?<![\w-])key-[0-9a-f]{32}\b/g],
  ["a Twilio key", /\bSK[0-9a-f]{32}\b/g],
  ["an Anthropic key", /\bsk-ant-[\w-]{20,}/g],
  ["an OpenAI key", /\bsk-(?:proj|svcacct|admin)-[\w-]{20,}|\bsk-[A-Za-z0-9]{40,}/g],
  ["a Hugging Face token", /\bhf_[A-Za-z0-9]{34}/g],
  ["a Databricks token", /\bdapi[0-9a-f]{32}/g],
  ["a DigitalOcean token", /\bdo[opr]_v1_[0-9a-f]{64}/g],
  ["a Shopify token", /\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}/g],
  ["a Vault token", /\bhv[bsr]\.[\w-]{24,}/g],
  ["a Grafana token", /\bgl(?:sa|c)_[\w+/=]{32,}/g],
  ["a New Relic key", /\bNRAK-[A-Z0-9]{27}/g],
  ["a Linear key", /\blin_api_[A-Za-z0-9]{40}/g],
  ["a Telegram token", /\b\d{8,10}:AA[\w-]{33}/g],
];

/** A quick test. Most strings fail it. */
const MAY_HOLD_SECRET =
  /PRIVATE KEY|SECRET-KEY|:[^\s/@]{0,256}@|[?&;\s"']\w{0,64}(?:password|passwd|pwd|key|token|secret|sig)=|^(?:password|passwd|pwd|accountkey|shared\w{1,16}key)=|Bearer |Basic |eyJ|gh[pousr]_|github_pat_|gl\w{1,4}[-_]|AKIA|ASIA|access_?key|xox|xapp-|hooks\.slack|AIza|GOCSPX|ya29|k_(?:live|test)_|whsec_|npm_|pypi-|dckr_|SG\.|key-|SK[0-9a-f]{8}|sk-|hf_|dapi|do[opr]_v1|shp\w\w_|hv[bsr]\.|NRAK-|lin_api_|:AA/im;

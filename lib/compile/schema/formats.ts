/** Returns what a valid string looks like if the string is invalid, else undefined. */
type Format = (text: string) => string | undefined;

const LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";
const SUBDOMAIN = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);
const PREFIXED = /^(?:(?<prefix>[^/]*)\/)?(?<name>[^/]*)$/;
const QUALIFIED = /^(?:[A-Za-z0-9][A-Za-z0-9._-]*)?[A-Za-z0-9]$/;
const LABEL_KEY = 'must be a name such as "app" or "example.com/app", at most 63 characters behind the "/"';
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const IPV6 = /^(?=.*:)[0-9a-f:]+(?:\.\d+\.\d+\.\d+)?$/i;

const matching =
  (pattern: RegExp, max: number, wanted: string): Format =>
  (text) =>
    text.length <= max && pattern.test(text) ? undefined : `${wanted}, at most ${max} characters`;

const LETTERS = 'must be lower-case letters, digits and "-"';

const subdomain = matching(SUBDOMAIN, 253, 'must be lower-case letters, digits, "-" and "."');

const labelKey: Format = (text) => {
  const { prefix, name = "" } = PREFIXED.exec(text)?.groups ?? {};
  const isValid = name.length <= 63 && QUALIFIED.test(name) && (prefix === undefined || subdomain(prefix) === undefined);
  return isValid ? undefined : LABEL_KEY;
};

const portName: Format = (text) =>
  text.length <= 15 && /^[a-z0-9-]+$/.test(text) && /[a-z]/.test(text) && !/^-|--|-$/.test(text)
    ? undefined
    : 'must be at most 15 lower-case letters, digits and "-", with a letter and without "--"';

const isIp = (text: string): boolean => IPV4.test(text) || IPV6.test(text);

function cidr(text: string): string | undefined {
  const [address = "", length = "", ...more] = text.split("/");
  const isValid = more.length === 0 && isIp(address) && /^\d{1,3}$/.test(length) && Number(length) <= (IPV4.test(address) ? 32 : 128);
  return isValid ? undefined : "must be a range of addresses such as 10.0.0.0/8";
}

/** The formats of the API server. Source: k8s.io/apimachinery/pkg/util/validation and pkg/apis/core/validation of Kubernetes. */
export const FORMATS = {
  "dns-label": matching(new RegExp(`^${LABEL}$`), 63, LETTERS),
  /** The name of a Service: it begins with a letter. */
  "dns-1035": matching(/^[a-z](?:[a-z0-9-]*[a-z0-9])?$/, 63, `${LETTERS}, and begin with a letter`),
  subdomain,
  /** The controller adds 11 characters to the name of a CronJob. */
  "cron-job-name": matching(SUBDOMAIN, 52, 'must be lower-case letters, digits, "-" and "."'),
  "short-subdomain": matching(SUBDOMAIN, 63, 'must be lower-case letters, digits, "-" and "."'),
  /** The name of a role: one segment of a URL's path. */
  segment: (text) => (/[/%]/.test(text) || text === "." || text === ".." ? 'must have no "/" and no "%"' : undefined),
  "label-key": labelKey,
  "label-value": (text) =>
    text === "" || (text.length <= 63 && QUALIFIED.test(text))
      ? undefined
      : 'must be at most 63 letters, digits, "-", "_" and ".", and begin and end with a letter or digit',
  "port-name": portName,
  "config-key": (text) =>
    text.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(text) && text !== "." && !text.startsWith("..")
      ? undefined
      : 'must be at most 253 letters, digits, "-", "_" and ".", such as a file name',
  "env-name": (text) => (/^[ -<>-~]+$/.test(text) ? undefined : 'must be visible ASCII characters without "="'),
  "relative-path": (text) =>
    text !== "" && !text.startsWith("/") && !text.split("/").includes("..") ? undefined : 'must be a relative path without ".."',
  "mount-path": (text) => (text === "" || text.includes(":") ? 'must be a path without ":"' : undefined),
  image: matching(/^\S+$/, 4096, "must be an image such as registry.example.com/app:v1"),
  host: matching(new RegExp(`^(?:\\*\\.)?${LABEL}(?:\\.${LABEL})*$`), 253, "must be a host name such as shop.example.com"),
  ip: (text) => (isIp(text) ? undefined : "must be an IP address"),
  cidr,
  percent: (text) => (/^\d+%$/.test(text) ? undefined : "must be a number, or a percentage such as 25%"),
  "date-time": (text) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text))
      ? undefined
      : "must be a time such as 2030-01-31T12:00:00Z",
  "resource-name": (text) =>
    labelKey(text) === undefined && (text.includes("/") || /^(?:cpu|memory|ephemeral-storage|storage|hugepages-.+)$/.test(text))
      ? undefined
      : "must be cpu, memory, ephemeral-storage, or an extended resource such as nvidia.com/gpu",
  "quota-name": labelKey,
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof FORMATS;

import type { Report } from "../../base/problem.ts";
import { isRecord, valueAt } from "../../base/values.ts";
import { containersOf, listAt, type Part } from "./pod-template.ts";

const HOST_NAMESPACES = ["hostNetwork", "hostPID", "hostIPC"] as const;
const HANDLERS = ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle.postStart", "lifecycle.preStop"] as const;
const SELINUX_TYPES = ["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"];
const APP_ARMOR_ANNOTATION = "container.apparmor.security.beta.kubernetes.io/";

const CAPABILITIES = new Set([
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
]);

const SYSCTLS = new Set([
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.tcp_wmem",
]);

/** Reports what the Pod Security level "baseline" forbids. Source: k8s.io/pod-security-admission v0.34, policy/check_*.go. */
export function checkBaseline({ value: template, at }: Part, report: Report): void {
  const forbid = (path: string, value: unknown): void => report(`${at}.${path}`, `${JSON.stringify(value)} is not allowed`);
  for (const field of HOST_NAMESPACES) if (valueAt(template, ["spec", field]) === true) forbid(`spec.${field}`, true);
  for (const { at: volume, value } of listAt(template, "spec.volumes")) {
    if (value["hostPath"] !== undefined) report(`${at}.${volume}.hostPath`, "is not allowed");
  }
  for (const { at: sysctl, value } of listAt(template, "spec.securityContext.sysctls")) {
    if (!SYSCTLS.has(String(value["name"]))) forbid(`${sysctl}.name`, value["name"]);
  }
  const annotations = valueAt(template, ["metadata", "annotations"]);
  for (const [key, value] of isRecord(annotations) ? Object.entries(annotations) : []) {
    const isAllowed = value === "" || value === "runtime/default" || String(value).startsWith("localhost/");
    if (key.startsWith(APP_ARMOR_ANNOTATION) && !isAllowed) forbid(`metadata.annotations.${key}`, value);
  }
  checkSecurityContext(template, "spec.securityContext", forbid);
  for (const container of containersOf(template)) checkContainer(container, forbid);
}

type Forbid = (path: string, value: unknown) => void;

function checkContainer({ at, value: container }: Part, forbid: Forbid): void {
  for (const { at: port, value } of listAt(container, "ports")) {
    if (value["hostPort"] !== undefined && value["hostPort"] !== 0) forbid(`${at}.${port}.hostPort`, value["hostPort"]);
  }
  const context = (field: string): unknown => valueAt(container, ["securityContext", field]);
  if (context("privileged") === true) forbid(`${at}.securityContext.privileged`, true);
  if (context("procMount") !== undefined && context("procMount") !== "Default")
    forbid(`${at}.securityContext.procMount`, context("procMount"));
  for (const capability of capabilities(container, "add")) {
    if (!CAPABILITIES.has(capability)) forbid(`${at}.securityContext.capabilities.add`, capability);
  }
  for (const handler of HANDLERS) {
    for (const action of ["httpGet", "tcpSocket"]) {
      const host = valueAt(container, [...handler.split("."), action, "host"]);
      if (host !== undefined && host !== "") forbid(`${at}.${handler}.${action}.host`, host);
    }
  }
  checkSecurityContext(container, "securityContext", (path, value) => forbid(`${at}.${path}`, value));
}

/** Lists the capabilities that a container adds or drops. */
export function capabilities(container: unknown, verb: "add" | "drop"): readonly string[] {
  const list = valueAt(container, ["securityContext", "capabilities", verb]);
  return Array.isArray(list) ? list.map(String) : [];
}

/** Checks the fields that pods and containers share. */
function checkSecurityContext(owner: unknown, at: string, forbid: Forbid): void {
  const check = (field: string, isAllowed: (value: unknown) => boolean): void => {
    const value = valueAt(owner, `${at}.${field}`.split("."));
    if (value !== undefined && !isAllowed(value)) forbid(`${at}.${field}`, value);
  };
  check("appArmorProfile.type", (value) => value === "RuntimeDefault" || value === "Localhost");
  check("seccompProfile.type", (value) => value !== "Unconfined");
  check("seLinuxOptions.type", (value) => SELINUX_TYPES.includes(String(value)));
  check("seLinuxOptions.user", (value) => value === "");
  check("seLinuxOptions.role", (value) => value === "");
  check("windowsOptions.hostProcess", (value) => value !== true);
}

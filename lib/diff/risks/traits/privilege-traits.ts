import { isRecord } from "../../../base/values.ts";
import { type Container, containersIn } from "../pods.ts";
import { at, isOn, recordsAt, shown, stringsAt } from "../read-values.ts";
import type { Pods, Trait, TraitReader } from "../trait.ts";

const POD_SWITCHES = ["hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace"] as const;
const VOLUMES = ["configMap", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"];
const ROOT_GROUPS = ["runAsGroup", "fsGroup", "supplementalGroups"] as const;
const APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";

/** Lists the privileges of pods, and the safeguards of Fairlead's pods that they lack. */
export const privilegeTraits: TraitReader = (subject) =>
  subject.pods.flatMap((pods) => [
    ...podTexts(pods).map(privilege),
    ...containersIn(pods, subject.service).flatMap((container) =>
      containerTexts(container, pods).map((text) => privilege(`${container.name} ${text}`)),
    ),
  ]);

const privilege = (text: string): Trait => ({ risk: "privilege", text });

function podTexts({ spec, metadata }: Pods): readonly string[] {
  const annotations = at(metadata, "annotations");
  return [
    ...POD_SWITCHES.flatMap((field) => (isOn(spec[field]) ? [`its pods have ${field}`] : [])),
    ...ROOT_GROUPS.flatMap((field) =>
      stringsAt(spec, `securityContext.${field}`).flatMap((group) => (Number(group) > 0 ? [] : [`its pods have ${field} ${group}`])),
    ),
    ...recordsAt(spec, "securityContext.sysctls").map(({ name, value }) => `its pods set the sysctl ${shown(name)}=${shown(value)}`),
    ...sharedTexts(spec["securityContext"]).map((text) => `its pods have ${text}`),
    ...recordsAt(spec, "volumes").flatMap((volume) =>
      Object.keys(volume)
        .filter((field) => field !== "name" && !VOLUMES.includes(field))
        .map((field) => `mounts ${field} ${shown(at(volume, `${field}.path`) ?? at(volume, `${field}.driver`) ?? volume[field])}`),
    ),
    ...(isRecord(annotations) ? Object.entries(annotations) : []).flatMap(([key, value]) =>
      key.startsWith(APP_ARMOR) ? [`its pods have the AppArmor profile ${shown(value)}`] : [],
    ),
  ];
}

function containerTexts({ fields }: Container, { spec }: Pods): readonly string[] {
  const own = (path: string): unknown => at(fields, `securityContext.${path}`);
  const inForce = (path: string): unknown => own(path) ?? at(spec, `securityContext.${path}`);
  const user = inForce("runAsUser");
  const isUser = typeof user === "number" && user > 0;
  return [
    ...(isOn(own("privileged")) ? ["is privileged"] : []),
    ...(own("allowPrivilegeEscalation") === false ? [] : ["may gain privileges"]),
    ...stringsAt(fields, "securityContext.capabilities.add").map((name) => `has the capability ${name}`),
    ...(stringsAt(fields, "securityContext.capabilities.drop").includes("ALL") ? [] : ["keeps the default capabilities"]),
    ...(user === undefined || isUser ? [] : [`runs as user ${shown(user)}`]),
    ...(inForce("runAsNonRoot") === true ? [] : ["may run as root"]),
    ...(own("readOnlyRootFilesystem") === true ? [] : ["has a writable root file system"]),
    ...(["RuntimeDefault", "Localhost"].includes(shown(inForce("seccompProfile.type"))) ? [] : ["has no seccomp profile"]),
    ...(own("procMount") === undefined || own("procMount") === "Default" ? [] : [`has procMount ${shown(own("procMount"))}`]),
    ...(Number(own("runAsGroup") ?? 1) > 0 ? [] : [`has runAsGroup ${shown(own("runAsGroup"))}`]),
    ...recordsAt(fields, "ports").flatMap(({ hostPort }) =>
      isOn(hostPort) && hostPort !== 0 ? [`has the host port ${shown(hostPort)}`] : [],
    ),
    ...recordsAt(fields, "volumeDevices").map(({ devicePath }) => `has the device ${shown(devicePath)}`),
    ...sharedTexts(fields["securityContext"]).map((text) => `has ${text}`),
  ];
}

/** Lists the options that pods and containers share. */
const sharedTexts = (context: unknown): readonly string[] =>
  ["seLinuxOptions", "windowsOptions", "appArmorProfile", "seccompProfile"].flatMap((field) => {
    const value = at(context, field);
    const type = at(value, "type");
    return value === undefined || type === "RuntimeDefault" ? [] : [`${field} ${shown(value)}`];
  });

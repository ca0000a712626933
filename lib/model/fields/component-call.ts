import { isRecord } from "../../base/values.ts";

/** A Kubernetes Service that a component renders. */
export interface ComponentServiceOptions {
  /** The name of the Service. @default the name of the component */
  readonly service?: string;
  /** The port of the Service, 1 to 65535. */
  readonly port: number;
  /** The port of the pods, 1 to 65535. NetworkPolicies open it. @default the port of the Service */
  readonly targetPort?: number;
  /** @default the stack's namespace */
  readonly namespace?: string;
  /** Labels of the pods. Required in the stack's namespace, whose policy denies all traffic. @default all pods of the namespace */
  readonly pods?: Readonly<Record<string, string>>;
}

/** A Service that a component of the stack renders. `componentService(...)` returns one. */
export interface ComponentCall extends ComponentServiceOptions {
  readonly kind: "componentService";
  readonly component: string;
}

/** Calls a Service that a component of the stack renders: `componentService("search", { port: 9200, pods: { app: "search" } })`. */
export const componentService = (component: string, options: ComponentServiceOptions): ComponentCall => ({
  ...options,
  kind: "componentService",
  component,
});

/** True if an untyped value comes from `componentService`. Its fields may be malformed. */
export const isComponentCall = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isRecord(value) && value["kind"] === "componentService";

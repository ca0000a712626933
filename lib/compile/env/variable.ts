import type { IEnvVarSource } from "kubernetes-models/v1";
import type { Report } from "../../base/problem.ts";

/** The checked value of a variable. */
export type VariableValue =
  | { readonly kind: "text"; readonly text: string }
  /** A value that only the cluster knows. */
  | { readonly kind: "source"; readonly valueFrom: IEnvVarSource };

/** Variables by name. */
export interface NamedVariables {
  /** In the order of the alphabet. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** False if a problem is about a name or a whole layer. Then variables may be missing, and a reference to one is a consequence. */
  readonly named: boolean;
}

/** A variable with the layer that sets it. */
export interface Variable {
  readonly value: VariableValue;
  /** True if a new image may change the value. */
  readonly usesImage: boolean;
  /** Reports a problem at the variable. */
  readonly report: Report;
}

/** The kind of a user's error. Machines read it, so a code never changes its meaning. */
export type ErrorCode =
  /** A command has the wrong arguments. */
  | "USAGE"
  /** No project is in the directory or above it. */
  | "NO_PROJECT"
  /** A service, a stack or another spec breaks a rule. */
  | "INVALID_SPEC"
  /** The config breaks a rule. */
  | "INVALID_CONFIG"
  /** A lock is malformed. */
  | "INVALID_LOCK"
  /** A named thing does not exist. */
  | "NOT_FOUND"
  /** A thing to create exists already. */
  | "EXISTS"
  /** Another process holds the lock. */
  | "BUSY"
  /** git failed. */
  | "GIT"
  /** A path holds a directory in the place of a file, or something else in the place of a directory. */
  | "UNSAFE_TREE"
  /** The file system refused a write. */
  | "WRITE"
  /** A check failed, or a gate refused. */
  | "REFUSED"
  /** The version datastore failed. */
  | "DATASTORE"
  /** An object of the datastore cannot be read. */
  | "UNREADABLE"
  /** An image is malformed, or its registry does not confirm it. */
  | "IMAGE"
  /** The Pulumi engine is missing or failed. */
  | "ENGINE"
  /** The recorded state of the cloud cannot be read. */
  | "STATE"
  /** kubectl or helm is missing or failed. */
  | "CLUSTER"
  /** npm is missing or failed. */
  | "NPM"
  /** A signal ended the run. */
  | "INTERRUPTED"
  /** Fairlead has a defect. */
  | "DEFECT";

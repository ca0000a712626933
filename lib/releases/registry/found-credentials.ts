export type Env = Readonly<Record<string, string | undefined>>;

/** The credentials of a person or a robot at a registry. Never printed. */
export type Credentials = { readonly username: string; readonly password: string } | { readonly identityToken: string };

/** The credentials of a registry in Docker's configuration. */
export interface FoundCredentials {
  readonly credentials?: Credentials;
  /** Why there are none, for the message if the registry refuses us. */
  readonly problem?: string;
}

/** An address that other machines can clone: a URL, or `user@host:path` for ssh. */
const REMOTE = /^(?:(?:https?|ssh|git):\/\/\S+|[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:\S+)$/;
/** An address with a password: `https://ada:secret@github.com/acme/ops.git`. */
const PASSWORD = /^[a-z]+:\/\/[^/@\s]*:[^/@\s]*@/;

/** True if git on another machine can clone the address. */
export const isRemoteAddress = (address: string): boolean => REMOTE.test(address);

/** True if git can clone the address, which may be a directory of this machine. */
export const isCloneAddress = (address: string): boolean => isRemoteAddress(address) || /^file:\/\/\S+$/.test(address);

/** True if the address has a password. A message must not show such an address. */
export const hasPassword = (address: string): boolean => PASSWORD.test(address);

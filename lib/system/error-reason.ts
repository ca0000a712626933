const PLAIN: Readonly<Record<string, string>> = {
  ENOSPC: "no space left on the disk",
  EDQUOT: "the disk quota is used up",
  EROFS: "the file system is read-only",
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENOTDIR: "a part of its path is a file",
  EEXIST: "a file is in its place",
};

/** Describes an error, without the names of system calls. */
export function errorReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const path = "path" in error && typeof error.path === "string" ? `${error.path}: ` : "";
  const plain = PLAIN[code];
  return plain === undefined ? error.message : `${path}${plain}`;
}

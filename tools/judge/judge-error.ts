/** A problem of the input or the machine that the user can fix. The message names it. */
export class JudgeError extends Error {
  override readonly name = "JudgeError";
}

/** The programs are not built yet, and Go is not installed. */
export class NoGoError extends Error {
  override readonly name = "NoGoError";
}

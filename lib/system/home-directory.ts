import { homedir } from "node:os";

/** Returns the home directory. A container may run as a user without one: then a directory that does not exist. */
export function homeDirectory(): string {
  try {
    return homedir();
  } catch {
    return "/nonexistent";
  }
}

import { lastPart } from "../../../cloud/kinds/kind.ts";
import type { RecordedResource } from "../../../cloud/recorded.ts";
import type { StackModel } from "../../../model/model.ts";

/** Returns the command that lists the backups of a server of Google. */
export const listBackupsCommand = ({ type, id = "" }: Pick<RecordedResource, "id" | "type">, { project, region }: StackModel): string =>
  type.startsWith("gcp:sql/")
    ? `gcloud sql backups list --instance ${lastPart(id)} --project ${project}`
    : `gcloud memorystore backup-collections list --location ${region} --project ${project}`;

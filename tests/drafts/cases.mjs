// The cases of claims.yml, as JSON in the file that DRAFT_CASES names, with the data that the build writes.
import { readFileSync } from "node:fs";

export const cases = JSON.parse(readFileSync(process.env.DRAFT_CASES, "utf-8"));

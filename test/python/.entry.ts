export { programOf } from "../../src/demos/program.ts";
export { registry } from "../../src/demos/registry.ts";
export { findingsOf } from "../../src/findings/findings.ts";
export { History } from "../../src/history/history.ts";
export { readRecordings } from "../../src/recording/read.ts";
export { record } from "../../src/recording/record.ts";
export { casesWith, defaultsOf, drawnCases } from "../demos/cases.ts";
export { comparable } from "./comparable.ts";

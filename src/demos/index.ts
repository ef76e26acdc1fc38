export {
	type Demo,
	defineDemo,
	type GivenDemo,
	type GivenVariant,
	type Next,
	type Parameter,
	type Parameters,
	type PromisedOutcome,
	type PromisedTime,
	type Values,
	type Variant,
} from "./define-demo.ts";
export { registered, registry } from "./registry.ts";
export { goodHabits, type Section, sections, sectionTitle } from "./sections.ts";

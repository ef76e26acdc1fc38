import type { Names, ResourceId } from "../recording/index.ts";
import type { History } from "./history.ts";

/** Names for a sentence: `lock pen`, and only the name where the kind is in it, as in `limiter.lock` and `lock 1`. */
export function sentenceNames(history: History): Names {
	return namesOf(history, (kind, name) => (name.includes(kind) ? name : `${kind} ${name}`));
}

/** Names in quotes, as the errors of the runtime have them: `lock "pen"`, and without where none was given: `lock 1`. */
export function quotedNames(history: History): Names {
	return namesOf(history, (kind, name, id) => (name === `${kind} ${id}` ? name : `${kind} "${name}"`));
}

function namesOf(history: History, resource: (kind: string, name: string, id: ResourceId) => string): Names {
	return {
		...history.names,
		resource: (id) => {
			const made = history.resource(id)?.made;
			return made === undefined ? `resource ${id}` : resource(made.resourceKind, made.name, id);
		},
	};
}

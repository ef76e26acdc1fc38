// What the lesson says beside a program in Python: names as Python has them, and no places in the TypeScript that ran.

import type { Question } from "../../demos/questions/evidence.ts";
import type { Finding } from "../../findings/finding.ts";
import { inPython, pythonNames } from "../../findings/in-python.ts";
import type { RunView, VariantView } from "../../views/view.ts";
import type { Language } from "../source/program.ts";

/** A text of ours, beside a program in this language. */
export function wordsFor(language: Language, text: string): string {
	return language === "python" ? pythonNames(text) : text;
}

/** What is asked, and what proves the answer, beside a program in this language. */
export function questionFor(language: Language, question: Question): Question {
	if (language !== "python") return question;
	const [first, second, ...others] = question.choices;
	return {
		text: pythonNames(question.text),
		choices: [pythonNames(first), pythonNames(second), ...others.map(pythonNames)],
		answer: (run) => pythonNames(question.answer(run)),
		decides: (run) => {
			const event = question.decides(run);
			return event !== undefined && "wayOut" in event ? findingInPython(event) : event;
		},
		why: pythonNames(question.why),
	};
}

/** Runs of a demo, drawn beside a program in this language. */
export function viewFor(language: Language, view: RunView): RunView {
	if (language !== "python") return view;
	const { demo, variants } = view;
	return { ...view, demo: { ...demo, why: pythonNames(demo.why) }, variants: variants.map(variantInPython) };
}

function variantInPython(variant: VariantView): VariantView {
	const { summary, fix, timeline, findings } = variant;
	return {
		...variant,
		summary: pythonNames(summary),
		fix: fix === undefined ? undefined : pythonNames(fix),
		timeline: { ...timeline, notes: timeline.notes.map((note) => ({ ...note, place: null })) },
		findings: findings.map(findingInPython),
	};
}

/** What is wrong with a run, beside a program in this language. */
export function findingsFor(language: Language, findings: readonly Finding[]): readonly Finding[] {
	return language === "python" ? findings.map(findingInPython) : findings;
}

function findingInPython(finding: Finding): Finding {
	const { waiting = [], details = [], ...rest } = inPython(finding);
	return {
		...rest,
		place: null,
		text: withoutPlaces(rest.text),
		waiting: waiting.map((one) => ({ ...one, place: null })),
		details: details.map(withoutPlaces),
	};
}

/** `(rate-limit.ts:12)` and `in line 31` are of the file that ran. */
function withoutPlaces(text: string): string {
	return text.replaceAll(/ \([\w-]+\.ts:\d+\)/g, "").replaceAll(/, went on in line \d+/g, "");
}

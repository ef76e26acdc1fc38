import select from "@inquirer/select";
import type { Question } from "../demos/questions/evidence.ts";
import { unpainted } from "../text/paint.ts";
import { paintedParagraph } from "../text/paragraphs.ts";
import type { ViewOptions } from "../views/view.ts";
import type { Output } from "./context.ts";
import { Interrupted } from "./errors.ts";

/**
 * Asks on the terminal, and answers the place of the choice. The question is written once; the prompt below it is short
 * enough to be redrawn at any width, and gives way to what was chosen.
 * @throws {Interrupted} on Ctrl-C
 */
export async function ask({ text, choices }: Question, display: ViewOptions, out: Output): Promise<number> {
	out.write(paintedParagraph(text, "heading", display));
	const chosen = await choose(choices, display);
	out.write(paintedParagraph(`You say: ${choices[chosen] ?? ""}`, "waiting", display));
	return chosen;
}

async function choose(choices: readonly string[], display: ViewOptions): Promise<number> {
	const { ascii = false, paint = unpainted } = display;
	const config = {
		message: "Which one?",
		choices: choices.map((name, value) => ({ name, value })),
		theme: {
			prefix: { idle: paint("good", "?"), done: paint("good", "?") },
			icon: { cursor: ascii ? ">" : "❯" },
			indexMode: "number",
			style: {
				message: (message: string) => paint("faint", message),
				highlight: (choice: string) => paint("waiting", choice),
				keysHelpTip: () => paint("faint", "  up, down or a number, then Enter"),
			},
		},
	} as const;
	try {
		return await select(config, { clearPromptOnDone: true });
	} catch (error) {
		throw error instanceof Error && error.name === "ExitPromptError" ? new Interrupted() : error;
	}
}

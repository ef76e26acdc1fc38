import select from "@inquirer/select";
import type { ViewOptions } from "../../timeline/index.ts";
import { unpainted } from "../../timeline/paint.ts";
import { Interrupted } from "../interrupted.ts";

/** Asks on the terminal, and answers the place of the choice. @throws {Interrupted} on Ctrl-C */
export async function ask(text: string, choices: readonly string[], look: ViewOptions): Promise<number> {
	const { ascii = false, paint = unpainted } = look;
	try {
		return await select({
			message: text,
			choices: choices.map((name, value) => ({ name, value })),
			theme: {
				prefix: { idle: paint("good", "?"), done: paint("good", "?") },
				icon: { cursor: ascii ? ">" : "❯" },
				indexMode: "number",
				style: {
					message: (message: string) => paint("heading", message),
					answer: (answer: string) => paint("waiting", answer),
					highlight: (choice: string) => paint("waiting", choice),
					keysHelpTip: () => paint("faint", "  up, down or a number, then Enter"),
				},
			},
		});
	} catch (error) {
		throw error instanceof Error && error.name === "ExitPromptError" ? new Interrupted() : error;
	}
}

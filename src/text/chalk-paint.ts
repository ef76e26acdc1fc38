// The themes. No green in the charts: it is lost against yellow or cyan by many eyes.

import type { ChalkInstance } from "chalk";
import { type Paint, type Role, unpainted } from "./paint.ts";

export type ThemeName = "ansi" | "okabe-ito";

/** Okabe and Ito's colours, in tones that stand out on a dark and on a light background. */
const OKABE_ITO = {
	orange: "#E69F00",
	skyBlue: "#56B4E9",
	vermillion: "#D55E00",
	purple: "#CC79A7",
} as const;

/** Paints with an instance of chalk, whose level says how many colours there are. Themes: the terminal's own 16 colours, or Okabe and Ito's in 256 or true colour. */
export function chalkPaint(chalk: ChalkInstance, theme: ThemeName): Paint {
	if (chalk.level === 0) return unpainted;
	const dress = theme === "ansi" || chalk.level < 2 ? ansi(chalk) : okabeIto(chalk);
	return (role, text) => (role === "plain" ? text : dress[role](text));
}

type Dress = Readonly<Record<Exclude<Role, "plain">, (text: string) => string>>;

function ansi(chalk: ChalkInstance): Dress {
	return {
		heading: chalk.bold,
		faint: chalk.dim,
		name: chalk.blueBright,
		good: chalk.bold,
		bad: chalk.red.bold,
		now: chalk.bold.inverse,
		running: chalk.bold,
		ready: chalk.yellow,
		waiting: chalk.cyan,
		blocked: chalk.yellow,
		awaiting: chalk.dim,
		"cleaning-up": chalk.magenta,
		cancelled: chalk.magenta,
		failed: chalk.red,
	};
}

function okabeIto(chalk: ChalkInstance): Dress {
	const { orange, skyBlue, vermillion, purple } = OKABE_ITO;
	return {
		...ansi(chalk),
		name: chalk.bold,
		bad: chalk.hex(vermillion).bold,
		ready: chalk.hex(orange),
		waiting: chalk.hex(skyBlue),
		blocked: chalk.hex(orange),
		"cleaning-up": chalk.hex(purple),
		cancelled: chalk.hex(purple),
		failed: chalk.hex(vermillion),
	};
}

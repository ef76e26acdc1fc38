import { Chalk } from "chalk";
import { expect, test } from "vitest";
import type { Role } from "../../src/text/paint.ts";
import { chalkPaint, type ThemeName } from "../../src/text/themes.ts";

const ROLES: readonly Role[] = [
	"plain",
	"heading",
	"faint",
	"name",
	"good",
	"bad",
	"now",
	"running",
	"ready",
	"waiting",
	"blocked",
	"awaiting",
	"cleaning-up",
	"cancelled",
	"failed",
];

/** What is written before a text in each role. */
function coloursOf(level: 0 | 1 | 2 | 3, theme: ThemeName): string {
	const paint = chalkPaint(new Chalk({ level }), theme);
	return ROLES.map((role) => {
		const [before = ""] = paint(role, "text").split("text");
		return `${role} ${before.replaceAll("\u001b[", "").replaceAll("m", " ")}`.trim();
	}).join(", ");
}

const PLAIN = ROLES.join(", ");
const ANSI =
	"plain, heading 1, faint 2, name 94, good 1, bad 31 1, now 1 7, running 1, ready 33, waiting 36, blocked 33, awaiting 2, cleaning-up 35, cancelled 35, failed 31";
const COLOURS_256 =
	"plain, heading 1, faint 2, name 1, good 1, bad 38;5;172 1, now 1 7, running 1, ready 38;5;214, waiting 38;5;117, blocked 38;5;214, awaiting 2, cleaning-up 38;5;175, cancelled 38;5;175, failed 38;5;172";
const TRUE =
	"plain, heading 1, faint 2, name 1, good 1, bad 38;2;213;94;0 1, now 1 7, running 1, ready 38;2;230;159;0, waiting 38;2;86;180;233, blocked 38;2;230;159;0, awaiting 2, cleaning-up 38;2;204;121;167, cancelled 38;2;204;121;167, failed 38;2;213;94;0";

test.each([
	[0, "ansi", PLAIN],
	[0, "okabe-ito", PLAIN],
	[1, "ansi", ANSI],
	[3, "ansi", ANSI],
	[1, "okabe-ito", ANSI],
	[2, "okabe-ito", COLOURS_256],
	[3, "okabe-ito", TRUE],
] as const)("with %i of three levels of colour the theme %s paints each role", (level, theme, expected) => {
	expect(coloursOf(level, theme)).toBe(expected);
});

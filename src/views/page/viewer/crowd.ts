// Every task a cell: what a thousand of them do at one moment.

import type { TaskId } from "../../../recording/index.ts";
import { count } from "../../../text/figures.ts";
import type { StepBook } from "../../steps/book.ts";
import type { Standing, Standings } from "../../steps/standing.ts";

const LARGEST = 14;
const SMALLEST = 3;

const WORDS: readonly (readonly [Standing, string])[] = [
	["running", "runs"],
	["ready", "ready"],
	["waiting", "wait for a timer or I/O"],
	["blocked", "held up"],
	["awaiting", "await another"],
	["cleaning-up", "clean up"],
	["ended", "done"],
	["failed", "failed"],
	["cancelled", "cancelled"],
	["unborn", "not made yet"],
];

const INKS: Readonly<Record<Standing, string>> = {
	unborn: "--unborn",
	ready: "--held",
	running: "--ink",
	waiting: "--wait",
	blocked: "--held",
	awaiting: "--faint",
	"cleaning-up": "--cancel",
	ended: "--line2",
	failed: "--fail",
	cancelled: "--cancel",
};

/** Draws all tasks but main; `now` and `selected` stand out. `pick` is called with the task that is clicked. */
export function drawCrowd(
	box: HTMLElement,
	book: StepBook,
	standings: Standings,
	{ now, selected, most }: { readonly now: TaskId; readonly selected: TaskId; readonly most: number },
	pick: (task: TaskId) => void,
): void {
	const canvas = box.querySelector("canvas");
	const words = box.querySelector("p");
	const ink = canvas?.getContext("2d");
	const width = box.clientWidth;
	if (!canvas || !words || !ink || width === 0) return;
	const tasks = Array.from(book.history.tasks(), ({ id }) => id).filter((id) => id !== book.history.main);
	let size = LARGEST;
	while (size > SMALLEST && Math.ceil(tasks.length / Math.floor(width / size)) * size > most) size -= 1;
	const across = Math.max(1, Math.floor(width / size));
	const height = Math.ceil(tasks.length / across) * size;
	canvas.style.height = `${height}px`;
	canvas.width = width * devicePixelRatio;
	canvas.height = height * devicePixelRatio;
	ink.scale(devicePixelRatio, devicePixelRatio);
	const style = getComputedStyle(document.documentElement);
	const colors = new Map(
		Object.entries(INKS).map(([standing, name]) => [standing, style.getPropertyValue(name).trim()]),
	);
	const counts = new Map<Standing, number>();
	const edge = size - (size > 5 ? 1.5 : 0.5);
	for (const [place, task] of tasks.entries()) {
		const standing = standings.of(task);
		counts.set(standing, (counts.get(standing) ?? 0) + 1);
		const [x, y] = [(place % across) * size, Math.floor(place / across) * size];
		const color = colors.get(standing) ?? "";
		drawCell(ink, standing, color, x, y, edge);
		if (task === now || task === selected) {
			ink.strokeStyle = style.getPropertyValue("--ink").trim();
			ink.lineWidth = 2;
			ink.strokeRect(x - 0.5, y - 0.5, edge + 1, edge + 1);
		}
		if (task === now) {
			ink.fillStyle = style.getPropertyValue("--nowline").trim();
			ink.fillRect(x, y, edge, edge);
		}
	}
	canvas.onclick = ({ offsetX, offsetY }) => {
		const task = tasks[Math.floor(offsetX / size) + across * Math.floor(offsetY / size)];
		if (task !== undefined) pick(task);
	};
	const parts = WORDS.flatMap(([standing, text]) => {
		const number = counts.get(standing) ?? 0;
		return number === 0 ? [] : [`${count(number)} ${text}`];
	});
	words.innerHTML = `<b>${count(tasks.length)} tasks, a cell each</b>${parts.map((text) => `<span>${text}</span>`).join("")}`;
}

/** Told apart by shape, not by colour alone. */
function drawCell(
	ink: CanvasRenderingContext2D,
	standing: Standing,
	color: string,
	x: number,
	y: number,
	edge: number,
): void {
	ink.fillStyle = color;
	ink.strokeStyle = color;
	ink.lineWidth = 1.3;
	const faint = (part: number) => {
		ink.globalAlpha = part;
		ink.fillRect(x, y, edge, edge);
		ink.globalAlpha = 1;
	};
	const line = (x0: number, y0: number, x1: number, y1: number) => {
		ink.beginPath();
		ink.moveTo(x + x0 * edge, y + y0 * edge);
		ink.lineTo(x + x1 * edge, y + y1 * edge);
		ink.stroke();
	};
	if (standing === "unborn") ink.fillRect(x + edge / 2 - 0.75, y + edge / 2 - 0.75, 1.5, 1.5);
	else if (standing === "ready") {
		faint(0.35);
		line(0, 1, 1, 0);
	} else if (standing === "blocked") {
		faint(0.22);
		const dot = Math.max(1, edge / 4);
		ink.fillRect(x + (edge - dot) / 2, y + (edge - dot) / 2, dot, dot);
	} else if (standing === "failed" || standing === "cancelled") {
		faint(0.25);
		line(0.8, 0.2, 0.2, 0.8);
		if (standing === "failed") line(0.2, 0.2, 0.8, 0.8);
	} else if (standing === "awaiting" || standing === "cleaning-up")
		ink.fillRect(x, y + edge / 2 - 1, edge, 2);
	else faint(1);
}

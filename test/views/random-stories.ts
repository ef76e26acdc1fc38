// Random programs, run by a small scheduler of their own: the same seed gives the same recording.

import type { Recording, TaskId } from "../../src/recording/index.ts";
import { by, CANCELLED, failed, RETURNED, Story } from "../facts.ts";

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function numbersFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

const LABELS = [
	"worker",
	"API-1",
	"取得 https://例え.jp/データ",
	"👩‍👩‍👧‍👦 family",
	"🚀",
	"e\u0301te\u0301",
	"a label that goes on and on and on, and then goes on some more",
	"two\nlines\tand a tab",
	"\u001b[31mred\u001b[0m",
	"",
	"한국어 작업",
];

interface Sleeper {
	readonly task: TaskId;
	readonly until: number;
	steps: number;
}

/** Up to thirty tasks that sleep, wait for a lock, call others, block, fail, are cancelled or left behind. */
export function randomRecording(seed: number): Recording {
	const random = numbersFrom(seed);
	const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
	const story = new Story();
	const scale = 10 ** Math.floor(random() * 8 - 4);
	const main = story.make("main");
	story.start(main);
	const lock = story.resource("lock", pick(LABELS) || "lock 1");
	const queue: Sleeper[] = [];
	const alive = new Set<TaskId>([main]);
	const count = Math.floor(random() * (random() < 0.3 ? 30 : 8));
	let now = 0;
	const sleep = (task: TaskId, steps: number) => {
		const until = now + random() * random() * scale;
		if (random() < 0.25) story.wait(task, { kind: "lock", resource: lock });
		else if (random() < 0.2) story.wait(task, { kind: "future", label: pick(LABELS) });
		else story.sleep(task, until);
		queue.push({ task, until, steps });
		queue.sort((a, b) => a.until - b.until);
	};
	for (let i = 0; i < count; i++) alive.add(story.make(pick(LABELS), pick([...alive])));
	sleep(main, 3);
	for (const task of alive) {
		if (task === main || random() < 0.1) continue;
		story.start(task);
		sleep(task, Math.floor(random() * 6));
	}
	const stuck = random() < 0.3;
	for (let next = queue.shift(); next; next = queue.shift()) {
		const { task, until, steps } = next;
		if (!alive.has(task)) continue;
		now = Math.max(now, until);
		story.at(now);
		if (stuck && random() < 0.15) continue;
		story.wake(task, random() < 0.3 ? by(main) : { kind: "timer" });
		if (random() < 0.1) {
			const seconds = random() * scale;
			story.add(task, { kind: "blocked", seconds });
			now += seconds;
			story.at(now);
		}
		if (random() < 0.1) story.print(task, pick(LABELS));
		if (task === main && random() < 0.3) {
			story.call(main, pick(LABELS));
			sleep(task, steps);
		} else if (random() < 0.12 && task !== main) {
			story.cancel(task, main);
			if (random() < 0.5) sleep(task, 0);
			else finish(task, CANCELLED);
		} else if (steps > 0) sleep(task, steps - 1);
		else finish(task, random() < 0.2 ? failed("ValueError", pick(LABELS)) : RETURNED);
	}
	function finish(task: TaskId, ending: Parameters<Story["end"]>[1]): void {
		story.end(task, ending);
		alive.delete(task);
	}
	return story.recording(pick(LABELS) || "variant", stuck ? "deadlock" : "main-ended");
}

import { describe, expect, it } from "vitest";
import {
	block,
	coroutine,
	createTask,
	Event,
	EventLoop,
	gather,
	getRunningLoop,
	LivelockError,
	run,
	sleep,
} from "../../src/runtime/index.ts";
import { stuckAs, stuckIn, type Told } from "./found.ts";
import { marksOf } from "./marks.ts";

const marks = marksOf(import.meta.url);

const wayOut =
	"wait for what is to come, with an Event, a Queue or a sleep, instead of looking again and again";

/** What every livelock has in common. */
const livelock = { kind: "livelock", task: null, place: null, at: 0, wayOut, cycle: [] } as const;

const spinner = coroutine("spinner", function* () {
	for (;;) yield* sleep(0);
});

describe("a livelock", () => {
	it("names the tasks that look again and again, and none that waits", () => {
		const program = coroutine("main", function* () {
			const door = new Event({ name: "door" });
			createTask(door.wait(), { name: "waiter" });
			yield* sleep(1);
			yield* gather([spinner(), spinner()]); // main makes two spinners
		});
		const text = "500 turns, and the clock stands still: spinner, spinner keep the loop busy";
		const turn = { task: "spinner", for: "its next turn", relation: null, heldBy: [] };
		const finding: Told = {
			...livelock,
			at: 1,
			text,
			waiting: [
				{ ...turn, taskId: 3, place: marks.place("main makes two spinners") },
				{ ...turn, taskId: 4, place: marks.place("main makes two spinners") },
			],
		};
		expect(stuckIn(program, { maxTurns: 500 })).toEqual(
			stuckAs(finding, [
				`livelock at 1.0 s: ${text}`,
				`  spinner waits for its next turn`,
				`  spinner waits for its next turn`,
			]),
		);
	});

	it("names 20 tasks, and counts the rest", () => {
		const spinning = (count: number) =>
			stuckIn(
				coroutine("main", function* () {
					yield* gather(Array.from({ length: count }, spinner));
				}),
				{ maxTurns: 10 },
			).finding.text;
		const twenty = Array(20).fill("spinner").join(", ");
		expect(spinning(20)).toBe(`10 turns, and the clock stands still: ${twenty} keep the loop busy`);
		expect(spinning(21)).toBe(
			`10 turns, and the clock stands still: ${twenty} and 1 more keep the loop busy`,
		);
	});

	it("of tasks that take turns at it names all of them", () => {
		const program = coroutine("main", function* () {
			const ball = { left: new Event({ name: "left" }), right: new Event({ name: "right" }) };
			const player = coroutine("player", function* (_side: string, own: Event, other: Event) {
				for (;;) {
					yield* own.wait(); // a player waits for the ball
					own.clear();
					other.set();
				}
			});
			ball.left.set();
			yield* gather([player("left", ball.left, ball.right), player("right", ball.right, ball.left)]);
		});
		const text = "250 turns, and the clock stands still: player left, player right keep the loop busy";
		const place = marks.place("a player waits for the ball");
		const finding: Told = {
			...livelock,
			text,
			waiting: [
				{ task: "player left", taskId: 2, for: "event left", relation: null, heldBy: [], place },
				{ task: "player right", taskId: 3, for: "event right", relation: null, heldBy: [], place },
			],
		};
		expect(stuckIn(program, { maxTurns: 250 })).toEqual(
			stuckAs(finding, [
				`livelock at 0.0 s: ${text}`,
				`  player left waits for event "left"`,
				`  player right waits for event "right"`,
			]),
		);
	});

	it("of tasks that each start the next names the one that is left", () => {
		const chain = coroutine("link", function* (): Generator<unknown, void, never> {
			yield* sleep(0);
			createTask(chain()); // each link makes the next
		});
		const program = coroutine("main", function* () {
			createTask(chain());
			yield* new Event().wait();
		});
		const { finding, text } = stuckIn(program, { maxTurns: 10 });
		const place = marks.place("each link makes the next");
		const found = "10 turns, and the clock stands still: link keeps the loop busy";
		expect(finding).toEqual({
			...livelock,
			text: found,
			waiting: [
				{ task: "link", taskId: expect.any(Number), for: "its next turn", relation: null, heldBy: [], place },
			],
		});
		expect(text).toBe([`livelock at 0.0 s: ${found}`, `  link waits for its next turn`].join("\n"));
	});

	it("of callbacks alone says that callbacks keep the loop busy", () => {
		const program = coroutine("main", function* () {
			const again = () => {
				getRunningLoop().callSoon(again);
			};
			again();
			yield* new Event().wait();
		});
		const text = "10 turns, and the clock stands still: callbacks keep the loop busy";
		expect(stuckIn(program, { maxTurns: 10 })).toEqual(
			stuckAs({ ...livelock, text, waiting: [] }, [`livelock at 0.0 s: ${text}`]),
		);
	});

	it("of timers too short to move the clock is one too", () => {
		const program = coroutine("main", function* () {
			yield* sleep(1);
			for (;;) {
				yield* sleep(1e-20); // main sleeps for next to nothing
			}
		});
		const text = "10 turns, and the clock stands still: main keeps the loop busy";
		const place = marks.place("main sleeps for next to nothing");
		const finding: Told = {
			...livelock,
			at: 1,
			text,
			waiting: [{ task: "main", taskId: 1, for: "sleep until 1.0", relation: null, heldBy: [], place }],
		};
		expect(stuckIn(program, { maxTurns: 10 })).toEqual(
			stuckAs(finding, [`livelock at 1.0 s: ${text}`, `  main waits for sleep until 1.0`]),
		);
	});

	it("counts turns, not steps, and begins anew when the clock moves or somebody blocks", () => {
		const busy = coroutine("busy", function* () {
			for (let turn = 0; turn < 9; turn += 1) yield* sleep(0);
		});
		const program = coroutine("main", function* () {
			yield* gather(Array.from({ length: 50 }, busy));
			yield* sleep(0.5);
			yield* busy();
			block(0.25);
			yield* busy();
			return getRunningLoop().time();
		});
		expect(run(program(), { maxTurns: 15 })).toBe(0.75);
		expect(() => run(program(), { maxTurns: 8 })).toThrow(LivelockError);
	});

	it("is found after 1,000,000 turns where nobody says otherwise", () => {
		let turns = 0;
		const program = coroutine("main", function* () {
			for (;;) {
				turns += 1;
				yield* sleep(0);
			}
		});
		expect(() => run(program())).toThrow(
			"livelock at 0.0 s: 1000000 turns, and the clock stands still: main",
		);
		expect(turns).toBe(1_000_000);
	});

	it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("has no limit of %s turns", (maxTurns) => {
		expect(() => new EventLoop({ maxTurns })).toThrow(
			new RangeError(`maxTurns is a whole number from 1 on, not ${maxTurns}`),
		);
	});
});

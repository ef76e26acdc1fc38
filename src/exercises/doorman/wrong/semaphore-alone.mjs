import { coroutine, createTask, getRunningLoop, print, Semaphore, sleep, wait } from "async-lessons";

// given: do not change
const GUESTS = 3; // how many may go in
const WINDOW = 2; // within any so many seconds
const COMES = [0, 0, 0, 0, 0, 0, 0, 0]; // when each guest comes
const LEAVES = {}; // guests that give up, by number, and when

const visit = coroutine("visit", function* (guest, doorman) {
	yield* sleep(COMES[guest - 1]);
	yield* doorman.letIn();
	print(`guest ${guest} is in`);
	yield* sleep(0.1);
});

export const main = coroutine("main", function* () {
	const doorman = new Doorman(GUESTS, WINDOW);
	const visits = COMES.map((_, index) => createTask(visit(index + 1, doorman)));
	for (const [guest, when] of Object.entries(LEAVES))
		getRunningLoop().callLater(when, () => visits[guest - 1].cancel());
	yield* wait(visits);
	for (const one of visits) if (!one.cancelled()) one.result();
	print("the party is over");
});
// end of given

class Doorman {
	constructor(guests, window) {
		this.window = window;
		this.permits = new Semaphore(guests, { name: "permits" });
	}

	*letIn() {
		yield* this.permits.with(function* () {
			yield* sleep(0.1);
		});
	}
}

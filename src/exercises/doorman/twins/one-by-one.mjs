const GUESTS = 4; // how many may go in
const WINDOW = 2.5; // within any so many seconds
const COMES = [0, 0.5, 0.5, 1.5, 2.25, 2.25, 2.25, 2.25, 2.75, 3, 4.5, 4.5, 4.5, 6, 14, 14]; // when each guest comes
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

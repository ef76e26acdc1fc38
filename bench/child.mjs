// One measurement in a process of its own: node child.mjs CONTESTANT WORKLOAD SIZE-AS-JSON WARM-UPS; answers one line of JSON.
const [contestant, name, size, warmUps] = process.argv.slice(2);
const workloads = await import(`./workloads/${contestant}.mjs`);
const workload = workloads[name];
const argument = JSON.parse(size);
const heaps = [];

/** Workloads call it before their tasks are made and while all of them sleep. */
function probe() {
	globalThis.gc();
	globalThis.gc();
	heaps.push(process.memoryUsage().heapUsed);
}

for (let run = 0; run < Number(warmUps); run++) await workload(argument, probe);
globalThis.gc();
heaps.length = 0;
const begin = performance.now();
const answer = await workload(argument, probe);
const milliseconds = performance.now() - begin;
const [before, during] = heaps;
const bytes = during === undefined ? undefined : (during - before) / argument.tasks;
const peakBytes = process.resourceUsage().maxRSS * 1024;
process.stdout.write(`${JSON.stringify({ answer, milliseconds, bytes, peakBytes })}\n`);

"""Runs an unmodified asyncio program and writes what its tasks did: facts, one JSON object a line.

Python 3.11 or newer, the standard library only. `script.main` runs a script; everything else serves that:

script      the command line, the script's own module, how it ends
settings    what was asked for
private     the private names of CPython that the tracer leans on, and a check of them
replaced    what was there before the tracer put something in its place
clock       the virtual clock, and what `time` and `datetime` answer
loop        the event loop: its turns, its threads, the beginning and the end of a run
task        a task that tells of itself
callbacks   what waits in the ready queue
recorder    who acts, and what a task, a request, a span is called
spans       where bodies of coroutines begin and end
waits       what a suspended task waits for
resources   locks, semaphores, events, conditions, barriers, queues
standing    gather, shield, as_completed
scopes      task groups and time limits
unnoticed   coroutines that nobody awaited, errors that nobody asked for
output      what is printed
places      lines of the program, and the names that things have there
values      what is told of values and errors
facts       the form of each fact
stream      how they get out
"""

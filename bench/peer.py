"""The loop that every Python side of the benchmarks runs: a JSON request a line in, a JSON answer a line out."""
import gc
import json
import os
import sys
import time

# What a library prints must not get between the answers.
_out = os.fdopen(os.dup(1), 'w')
os.dup2(2, 1)


def timed(work):
    """Runs `work`; returns its result, and its wall-clock and processor seconds (of all threads)."""
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return result, dict(seconds=time.perf_counter() - wall, cpuSeconds=time.process_time() - cpu)


def serve(handlers):
    """Answers requests `{"do": name, ...}` by `handlers[name](request)` until the input ends."""
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = handlers[request['do']](request)
        except Exception as error:  # the other side says what happened and goes on
            answer = dict(error=f'{type(error).__name__}: {error}')
        _out.write(json.dumps(answer) + '\n')
        _out.flush()

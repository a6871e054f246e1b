# For gdb: steps a program from main to its end and writes each place, a line each, indented by the depth of the stack.
# WALK_SOURCE: the program's source; WALK_OUTPUT: where to.
import os
import gdb

source = os.environ["WALK_SOURCE"]


def frames():
    frame = gdb.newest_frame()
    while frame is not None:
        yield frame
        frame = frame.older()


def is_own(frame):
    symtab = frame.find_sal().symtab
    return symtab is not None and os.path.basename(symtab.filename) == source


# The C library may have debug information too: its paths are relative.
setup = ("set pagination off", "set confirm off", "skip -gfi ./*/*", "skip -gfi ../*/*/*", "break main", "run > /dev/null")
for command in setup:
    gdb.execute(command, to_string=True)
with open(os.environ["WALK_OUTPUT"], "w") as output:
    while gdb.selected_inferior().pid != 0:
        stack = list(frames())
        own = [frame for frame in stack if is_own(frame)]
        if not is_own(stack[0]):
            break
        output.write("%s%s %d\n" % ("  " * (len(own) - 1), stack[0].name(), stack[0].find_sal().line))
        gdb.execute("step", to_string=True)

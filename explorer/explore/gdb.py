# weft in gdb: what goroutines there are and where they stand, a replay forwards and backwards by
# its steps, and what channels, mutexes and contexts hold. It is part of every program that replays
# schedules, so that gdb finds it; `weft gdb TOKEN` starts it.
import re

import gdb

SAVED = (("r12", 8), ("r13", 16), ("r14", 24), ("r15", 32), ("rbx", 40), ("rbp", 48), ("rip", 56))
STACK = 64  # where the stack goes on, above the saved registers
SIGNALS = "SIGSEGV SIGBUS SIGFPE SIGILL SIGABRT"
INTERNAL = re.compile(
    r"weft::kernel::|weft_debug_stop|jump_fcontext|boost::|"
    r"weft::\(anonymous namespace\)::(Watched|Notes|StopsAtTheEnd)")
OURS = re.compile(r"(^|/)explorer/(kernel|unmodified)/")
PLUMBING = re.compile(r"std::(_Function_handler|__invoke|function<)|weft::kernel::")


class Goroutine:
    def __init__(self, fields):
        self.name, self.finished = fields[2], fields[3] == "1"
        self.context = int(fields[4], 16) if fields[4].startswith("0x") else 0
        self.waits = " ".join(filter(None, fields[5:7]))
        self.at = fields[7]


class State:
    """What the program has written down for us at its last step."""

    def __init__(self):
        self.step, self.told, self.wanted, self.running, self.next = 0, 0, False, -1, -1
        self.goroutines, self.locks, self.counts, self.remark = [], {}, [], ""
        text = gdb.parse_and_eval("(char*)&weft_debug_text").string("utf-8", "replace")
        for line in text.split("\n"):
            fields = line.split("\t")
            if fields[0] == "step":
                self.step, self.running, self.next = int(fields[1]), int(fields[3]), int(fields[4])
                self.wanted, self.told = fields[2] == "1", int(fields[5])
            elif fields[0] == "goroutine":
                self.goroutines.append(Goroutine(fields))
            elif fields[0] == "lock":
                self.locks[int(fields[1])] = int(fields[2])
            elif fields[0] == "remark":
                self.remark = fields[1]
            elif fields[0] == "counts":
                self.counts = [int(count) for count in fields[1:]]

    def holds(self, number):
        return sum(1 for holder in self.locks.values() if holder == number)

    def count(self, resource):
        number = int(resource)
        return self.counts[number] if number < len(self.counts) else 0


def state():
    if gdb.selected_inferior().pid == 0:
        raise gdb.GdbError("the program is not running: weft start")
    now = State()
    if not now.goroutines:
        raise gdb.GdbError("no replay is under way yet: weft start")
    return now


class Stop(gdb.Breakpoint):
    """Every step of the replay; which of them is a stop depends on what was asked for."""

    def __init__(self):
        super().__init__("weft_debug_stop", internal=True)
        self.silent = True
        self.wanted = lambda now: now.wanted
        self.remarked = False

    def stop(self):
        now = State()
        if not self.wanted(now):
            return False
        self.wanted = lambda now: now.wanted
        return True


def describe(now):
    """In the numbers of the report, where accesses are steps, too."""
    if now.next < 0:
        return "weft: after step %d, at the end" % now.told
    goroutine = now.goroutines[now.next]
    at = place_of(now, now.next)
    return "weft: before step %d: %s: %s%s" % (
        now.told + 1, goroutine.name, goroutine.waits, " (%s)" % at if at else "")


def on_stop(event):
    if isinstance(event, gdb.BreakpointEvent) and the_stop in event.breakpoints:
        gdb.execute("handle %s stop print pass" % SIGNALS, to_string=True)
        now = State()
        if now.remark and not the_stop.remarked:
            print("weft: " + now.remark)
        the_stop.remarked = True
        print(describe(now))


class GoroutineStack:
    """The registers of a goroutine that is parked, as long as it lasts."""

    def __init__(self, now, number):
        self.move = number != now.running
        self.context = now.goroutines[number].context

    def __enter__(self):
        gdb.newest_frame().select()
        self.before = [(name, int(gdb.parse_and_eval("(unsigned long)$" + name)))
                       for name, _ in SAVED + (("rsp", 0),)]
        if not self.move:
            return
        memory = "*(unsigned long*)%d"
        values = [(name, int(gdb.parse_and_eval(memory % (self.context + offset))))
                  for name, offset in SAVED]
        self.set(values + [("rsp", self.context + STACK)])

    def __exit__(self, *_):
        if self.move:
            self.set(self.before)

    @staticmethod
    def set(values):
        for name, value in values:
            gdb.newest_frame().select()  # in another one it would be memory that is set
            gdb.execute("set $%s = %d" % (name, value), to_string=True)


def is_internal(frame):
    """An inlined function has no qualified name, but a file."""
    symtab = frame.find_sal().symtab
    return INTERNAL.match(frame.name() or "??") or (
        symtab and OURS.search(symtab.filename))


def carries(frame):
    """It only calls what the scenario gave: the start of a goroutine, a std::function."""
    symtab = frame.find_sal().symtab
    return PLUMBING.match(frame.name() or "") or (symtab and (
        OURS.search(symtab.filename) or
        (frame.name() == "operator()" and re.search(r"(^|/)primitives/", symtab.filename))))


def frames():
    """Those of the goroutine's own code, and the primitive it called."""
    found = []
    frame = gdb.newest_frame()
    while frame is not None and frame.is_valid():
        name = frame.name() or "??"
        if name.startswith(("weft::kernel::World::run_body", "make_fcontext")):
            break
        if found or not is_internal(frame):
            found.append(frame)
        frame = frame.older()
    return [frame for frame in found if not carries(frame)]


def own_frames():
    return [f for f in frames() if not (f.name() or "").startswith("std::")
            and f.find_sal().symtab and "/usr/" not in f.find_sal().symtab.filename
            and not re.search(r"(^|/)primitives/", f.find_sal().symtab.filename)]


def place_of(now, number):
    """Where it stands, in the code of the scenario."""
    goroutine = now.goroutines[number]
    if goroutine.at or goroutine.finished:
        return goroutine.at
    with GoroutineStack(now, number):
        for frame in own_frames():
            sal = frame.find_sal()
            return "%s:%d" % (sal.symtab.filename.split("/")[-1], sal.line)
    return ""


def arguments(frame):
    try:
        symbols = [symbol for symbol in frame.block() if symbol.is_argument]
    except RuntimeError:  # no debug information
        return ""
    return ", ".join("%s=%s" % (s.name, s.value(frame).format_string(max_elements=8, max_depth=1))
                     for s in symbols)


def backtrace(limit):
    for number, frame in enumerate(frames()[:limit]):
        place = frame.find_sal()
        where = " at %s:%d" % (place.symtab.filename, place.line) if place.symtab else ""
        print("#%-2d %s (%s)%s" % (number, frame.name() or "??", arguments(frame), where))


class InfoGoroutines(gdb.Command):
    """The goroutines of the replay: where they stand, and how many locks they hold."""

    def __init__(self):
        super().__init__("info goroutines", gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        now = state()
        width = max(len(goroutine.name) for goroutine in now.goroutines)
        for number, goroutine in enumerate(now.goroutines):
            what = "finished" if goroutine.finished else goroutine.waits or "runs"
            locks = now.holds(number)
            holds = "  holds %d lock%s" % (locks, "" if locks == 1 else "s") if locks else ""
            mark = "*" if number == now.next else " "
            print("%s g%-3d %-*s  %s  %s%s" % (
                mark, number, width, goroutine.name, what, place_of(now, number), holds))


class GoroutineCommand(gdb.Command):
    """goroutine N [bt [LIMIT] | COMMAND]: the stack of a goroutine, or any command in it."""

    def __init__(self):
        super().__init__("goroutine", gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        words = argument.split(None, 1)
        if not words or not words[0].lstrip("g").isdigit():
            raise gdb.GdbError("usage: goroutine N [bt [LIMIT] | COMMAND]")
        number, now = int(words[0].lstrip("g")), state()
        if number >= len(now.goroutines):
            raise gdb.GdbError("there is no goroutine %d" % number)
        if now.goroutines[number].finished:
            raise gdb.GdbError("%s has finished" % now.goroutines[number].name)
        command = words[1] if len(words) > 1 else "bt"
        try:
            with GoroutineStack(now, number):
                self.run(command)
        except gdb.error as error:
            raise gdb.GdbError(str(error))

    @staticmethod
    def run(command):
        if re.fullmatch(r"bt( \d+)?", command):
            backtrace(int(command[3:] or 1000))
            return
        own = own_frames()
        if own:
            own[0].select()
        gdb.execute(command)


class Weft(gdb.Command):
    """Steps of a replay: weft start, step [N], back [N], until GOROUTINE, end."""

    def __init__(self):
        super().__init__("weft", gdb.COMMAND_RUNNING)

    def invoke(self, argument, from_tty):
        word, _, rest = argument.partition(" ")
        action = {"start": self.start, "step": self.step, "back": self.back,
                  "until": self.until, "end": self.end}.get(word)
        if action is None:
            raise gdb.GdbError("usage: weft start | step [N] | back [N] | until GOROUTINE | end")
        action(rest.strip())

    @staticmethod
    def run(wanted=None):
        if wanted is not None:
            the_stop.wanted = wanted
        gdb.execute("set confirm off")
        gdb.execute("set print inferior-events off")
        # What crashes does so several times, before it is shown.
        gdb.execute("handle %s nostop noprint pass" % SIGNALS, to_string=True)
        gdb.execute("run")

    def start(self, _):
        self.run()

    def go_on(self, wanted):
        state()
        the_stop.wanted = wanted
        gdb.execute("continue")

    def step(self, count):
        target = state().step + int(count or 1)
        self.go_on(lambda now: now.step >= target or now.next < 0)

    def back(self, count):
        target = max(0, state().step - int(count or 1))
        self.run(lambda now: now.step >= target)

    def until(self, name):
        now = state()
        if name not in [goroutine.name for goroutine in now.goroutines]:
            raise gdb.GdbError("there is no goroutine called " + name)
        self.go_on(lambda now: now.next < 0 or now.goroutines[now.next].name == name)

    def end(self, _):
        self.go_on(lambda now: now.next < 0)


def text_of(view):
    """A std::string_view."""
    return view["_M_str"].string(length=int(view["_M_len"])) if int(view["_M_len"]) else ""


def called(name):
    given = text_of(name["given"])
    if given:
        return given
    place = name["declared"]["file"].string().split("/")[-1]
    return "%s@%s:%d" % (name["type"].string(), place, int(name["declared"]["line"]))


def pointee(shared):
    return shared["_M_ptr"]


class Printer:
    def __init__(self, value):
        self.value = value

    def to_string(self):
        try:
            return self.words(state())
        except gdb.GdbError:
            return "(no replay is under way)"
        except gdb.error as error:
            return "(no debug information about weft: %s)" % error


class MutexPrinter(Printer):
    def words(self, now):
        holder = now.locks.get(int(self.value["lock_"]))
        name = called(self.value["name_"])
        if holder is None:
            return "%s, free" % name
        return "%s, held by %s" % (name, now.goroutines[holder].name)


class ChanPrinter(Printer):
    def words(self, now):
        state_ = pointee(self.value["handle_"]["of_"])
        if int(state_) == 0:
            return "nil"
        core = state_.dereference()
        text = called(core["name_"])
        if int(core["capacity_"]) == 0:
            text += ", unbuffered"
        else:
            text += ", %d of %d" % (now.count(core["length_"]), int(core["capacity_"]))
        return text + (", closed" if now.count(core["closed_"]) > 0 else "")


class ContextPrinter(Printer):
    def words(self, now):
        node = pointee(self.value["node_"]["of_"])
        if int(node) == 0:
            return "background"
        cancellation = pointee(node["cancellation"])
        if int(cancellation) == 0:
            return "never done"
        while int(cancellation) != 0:  # a parent's end is its own
            if now.count(cancellation["closed_"]) > 0:
                return "done"
            cancellation = pointee(cancellation["parent_"])
        return "not done"


def printer_of(value):
    name = str(value.type.strip_typedefs().unqualified())
    if name == "weft::Mutex":
        return MutexPrinter(value)
    if re.fullmatch(r"weft::(Chan|SendChan|RecvChan)<.*>", name):
        return ChanPrinter(value)
    if name == "weft::Context":
        return ContextPrinter(value)
    return None


if not hasattr(gdb, "weft"):  # a library of scenarios may bring it, too
    gdb.weft = True
    gdb.execute("set breakpoint pending on")
    the_stop = Stop()
    gdb.events.stop.connect(on_stop)
    gdb.pretty_printers.append(printer_of)
    InfoGoroutines()
    GoroutineCommand()
    Weft()

"""Ways to build it wrong: each is the model with one thing changed, and the search must find a story against it."""

from tests.model.reading import Reading
from tests.model.search import Found, search
from tests.model.sending import SHARD, Sending


class PositionsFromASequence(Sending):
    """A position is taken without holding the head until the commit, and a rollback gives none back."""

    def is_held(self, s, shard):
        return False

    def undo(self, s, number, places):
        return super().undo(s, number, places)._replace(heads=s.heads)


class HeadsUnsorted(Sending):
    """The heads are locked in the order in which the events were emitted."""

    def order(self, shards):
        return shards


class PublishedWithinTheTransaction(Sending):
    """An event goes to Kafka when it is written, not when it is committed."""

    def take(self, s, number, place):
        return super().take(s, number, place)._replace(log=(*s.log, place))


class CursorMovedBeforeTheAnswer(Sending):
    """The relay moves its cursor when it hands the records over."""

    def read(self, s, which):
        for words, after, is_work in super().read(s, which):
            batch, _ = next(relay for relay in after.relays if relay[0])
            yield words, self.move(after, self.moved(s.cursors, batch, (True,) * len(batch))), is_work


class CursorMovedOverAFailure(Sending):
    """The relay moves its cursor to the last record that was acknowledged, over one that was not."""

    def moved(self, cursors, batch, sent):
        good = [place for place, is_sent in zip(batch, sent, strict=True) if is_sent]
        return super().moved(cursors, tuple(good), (True,) * len(good))


class RelayCursorMovedBack(Sending):
    """A relay that was slower than the other writes its own, older position."""

    def moved(self, cursors, batch, sent):
        return super().moved(tuple(batch[0] % SHARD - 1 for _ in cursors), batch, sent)


class NoCursorLock(Reading):
    """The cursor is read without a lock; a transaction writes what it reckoned from what it had read."""

    def apply(self, s, which):
        owns, held, _ = s.workers[which]
        if len(held) == 2:
            yield ("a worker reads the cursors {}", s.inbox.cursors), self.set(s, which, batch=(*held, s.inbox)), True
            return
        end, batch, seen = held
        inbox = self.taken(seen, batch, s.is_broken)
        new = [event for event in inbox.applied if event not in seen.applied]
        inbox = inbox._replace(applied=self.joined(s.inbox.applied, new))
        done = self.set(s, which, batch=())._replace(inbox=inbox, committed=end if owns else s.committed)
        yield ("a worker commits {}", batch), done, True


class OffsetsAreTheTruth(Reading):
    """What Kafka delivers is applied; only the committed offset says what has been."""

    def walk(self, cursors, events):
        for event in events:
            shard, position = divmod(event, SHARD)
            cursors[shard] = max(cursors[shard], position)
        return cursors, sorted(events), set()


class OffsetCommittedFirst(Reading):
    """The offset is committed before the transaction."""

    def fetch(self, s, which):
        for words, after, is_work in super().fetch(s, which):
            yield words, after._replace(committed=after.position), is_work


class CursorInATransactionOfItsOwn(Reading):
    """The cursor is committed first, the effects in a second transaction."""

    def apply(self, s, which):
        yield from super().apply(s, which)
        if s.crashes:
            after = self.taken(s.inbox, s.workers[which][1][1], s.is_broken)
            crashed = self.crashed(s, which)._replace(inbox=s.inbox._replace(cursors=after.cursors))
            yield ("a worker commits the cursor alone, and crashes",), crashed, False


class EffectsInATransactionOfTheirOwn(Reading):
    """The effects are committed first, the cursor in a second transaction."""

    def apply(self, s, which):
        yield from super().apply(s, which)
        if s.crashes:
            after = self.taken(s.inbox, s.workers[which][1][1], s.is_broken)
            crashed = self.crashed(s, which)._replace(inbox=s.inbox._replace(applied=after.applied))
            yield ("a worker commits the effects alone, and crashes",), crashed, False


class EarlyDropped(Reading):
    """An event that comes early is dropped, in the hope that it comes again."""

    def walk(self, cursors, events):
        cursors, due, _ = super().walk(cursors, events)
        return cursors, due, set()


class EarlyApplied(Reading):
    """An event above the cursor is applied without waiting for those below it."""

    def walk(self, cursors, events):
        due = [event for event in sorted(set(events)) if event % SHARD > cursors[event // SHARD]]
        for event in due:
            cursors[event // SHARD] = event % SHARD
        return cursors, due, set()


class WalkedUnsorted(Reading):
    """A batch is walked in the order of its arrival."""

    def walk(self, cursors, events):
        due, early = [], set()
        for event in events:
            _, more, aside = super().walk(cursors, (event,))
            due, early = due + more, early | aside
        return cursors, due, early


class DoubleTakenForEarly(Reading):
    """The event at the cursor is taken for one above it: `<` for `<=`."""

    def walk(self, cursors, events):
        at = [shard * SHARD + cursor for shard, cursor in enumerate(cursors)]
        cursors, due, early = super().walk(cursors, events)
        return cursors, due, early | {event for event in events if event in at}


class EarlyForgotten(Reading):
    """What was set aside is not looked at when its gap fills."""

    def taken(self, inbox, batch, is_broken):
        after = super().taken(inbox._replace(early=()), batch, is_broken)
        return after._replace(early=tuple(sorted({*inbox.early, *after.early})))


class EarlyInMemory(Reading):
    """What was set aside is kept by the worker, not by the database."""

    def crashed(self, s, which):
        after = super().crashed(s, which)
        return after._replace(inbox=after.inbox._replace(early=()))


class PoisonSkipped(Reading):
    """An event that its handler cannot take is logged and passed over."""

    def lined_up(self, parked, due, is_broken):
        return super().lined_up(parked, [e for e in due if not (is_broken and e == self.poison)], is_broken)


class ParkedCheckForgotten(Reading):
    """Nobody asks whether an earlier event of the key is parked."""

    def closed(self, parked):
        return set()


class ClosedForLaterBatchesOnly(Reading):
    """Within the batch of the event that failed, the later ones of its key go on."""

    def lined_up(self, parked, due, is_broken):
        fine, now = [], parked
        for event in due:
            rows, more = super().lined_up(parked, [event], is_broken)
            now = now if more else self.row(now, event, *dict(self.rows(rows))[event])
            fine += more
        return now, fine


class AnyOfTheKeyTried(Reading):
    """A retry takes any parked event that is due, not the first of its key."""

    def tried(self, parked):
        return [(event, row) for event, row in self.rows(parked) if row[0] in self.OPEN - {"parked"}]


class DiscardLeavesTheKeyClosed(Reading):
    """A discarded event still counts as one that others wait behind."""

    OPEN = Reading.OPEN | {"discarded"}

    def tried(self, parked):
        return [(event, row) for event, row in super().tried(parked) if row[0] != "discarded"]


class FailureWrittenBlindly(Reading):
    """A retry that failed is written down whatever has become of the event meanwhile."""

    def is_as_seen(self, row, seen):
        return True


class HeartbeatsIgnored(Reading):
    """Only an early event reveals a gap, so a lost tail is never asked for."""

    def gaps(self, inbox):
        return super().gaps(inbox) if inbox.early else iter(())


FLAWS = [*Sending.__subclasses__(), *Reading.__subclasses__()]
# Where a flaw must show itself, the smallest scene first.
SENDINGS = [(((0,), (0,), (0,)), (1, 1, 1)), (((0, 1), (1, 0)), (1, 0, 0))]
READINGS = [
    *((log, dict.fromkeys((1, 2, 3), "A"), 0, (1, 1, 1)) for log in ((1, 2, 3), (2, 1, 3), (1, 2))),
    *(((1, 2, 3), dict(zip((1, 2, 3), keys, strict=True)), 1, (0, 0, 0)) for keys in ("ABA", "AAB")),
]


def story_against(flaw: type) -> Found | None:
    """Return the shortest story in which a flaw does harm."""
    scenes = SENDINGS if issubclass(flaw, Sending) else READINGS
    return next((found for found in (search(flaw(*scene)) for scene in scenes) if found.why), None)

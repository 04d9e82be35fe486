"""What the program counts and measures (Prometheus): numbers only, nothing about anybody."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Meters:
    """The meters of one program, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.updates = Counter("lapor_updates", "Updates by what became of them.", ["outcome"], registry=self.registry)
        self.update_seconds = Histogram(
            "lapor_update_seconds",
            "From an update's arrival to its commit, with the wait behind earlier ones of the same person.",
            buckets=_FAST,
            registry=self.registry,
        )
        self.transaction_seconds = Histogram(
            "lapor_transaction_seconds",
            "Transactions by door, with the wait for a thread.",
            ["door"],
            buckets=_FAST,
            registry=self.registry,
        )
        self.scheduled = Counter(
            "lapor_scheduled_messages", "Scheduled messages that left, by result.", ["result"], registry=self.registry
        )
        self.outbox = Gauge(
            "lapor_outbox_messages", "Messages in the outbox by state, due lately.", ["state"], registry=self.registry
        )
        self.database_up = Gauge("lapor_database_up", "Whether the database answers.", registry=self.registry)

    def transaction(self, door: str, seconds: float) -> None:
        """Note a transaction through the door `read` or `write`."""
        self.transaction_seconds.labels(door).observe(seconds)


@dataclass(frozen=True, slots=True, eq=False)
class State(Collector):
    """Numbers that are read where they stand, when somebody asks; each by its name, its meaning, and how to read it."""

    gauges: dict[str, tuple[str, Callable[[], float]]] = field(default_factory=dict)
    counters: dict[str, tuple[str, Callable[[], float]]] = field(default_factory=dict)

    def collect(self) -> Iterable[Metric]:
        """Read them all (prometheus-client: Collector)."""
        for name, (meaning, read) in self.gauges.items():
            yield GaugeMetricFamily(name, meaning, value=read())
        for name, (meaning, read) in self.counters.items():
            yield CounterMetricFamily(name, meaning, value=read())

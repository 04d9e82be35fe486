"""`python -m simulator`: start a simulator and say where it listens."""

import argparse
import asyncio
import sys

from simulator.limits import Limits
from simulator.running import starting_clock
from simulator.server import SimulatorServer, address, listen
from simulator.world import World


def main() -> int:
    """Serve until SIGINT or SIGTERM; the exit code."""
    options = _options()
    try:
        clock = starting_clock(options.clock, options.zone)
        sock = listen(options.host, options.port)
    except (OSError, ValueError, LookupError) as error:
        sys.stderr.write(f"simulator: {error}\n")
        return 1
    server = SimulatorServer(
        World(clock=clock, limits=Limits(on=options.limits), public_webhooks=options.public_webhooks)
    )
    sys.stdout.write(f"{address(sock)}\n")
    sys.stdout.flush()
    asyncio.run(server.serve(sockets=[sock]))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m simulator", description="A Telegram on this machine.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081, help="0 takes a free one")
    parser.add_argument("--clock", help="the starting instant, such as 2025-09-15T14:55:00+07:00; now by default")
    parser.add_argument("--zone", default="Asia/Jakarta", help="the zone of its times")
    parser.add_argument("--limits", action="store_true", help="enforce Telegram's pace")
    parser.add_argument(
        "--public-webhooks", action="store_true", help="take webhooks by HTTPS on ports 80, 88, 443 and 8443 only"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

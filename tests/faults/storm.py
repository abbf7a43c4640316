# SPDX-License-Identifier: GPL-2.0-or-later
"""kill.py's question at a steady rate with a carrier's HTTP API behind the gateway."""

import random
import time

from faults.traffic import Traffic


class Storm(Traffic):
    """Until the gateway was killed `kills` times, each `every` seconds after it was back, on the
    average."""

    def __init__(self, directory, rate, kills, pairs=5000, every=0.5, seed=None):
        super().__init__(directory, rate, pairs)
        self.kills, self.every = kills, every
        self.random = random.Random(seed)

    def carry_out(self):
        self.start()
        for _ in range(self.kills):
            self.flow(self.random.uniform(0, 2 * self.every))
            self.gateway.kill()
            self.gateway.start(wait=False)
            self.until(lambda: not self.server.is_up, "end of the killed one's stream", 60, self.offer)
            self.until(lambda: self.server.is_up, "gateway again", 120, self.offer)
        counts = self.settle()
        counts["figures"]["kills"] = self.kills
        return counts

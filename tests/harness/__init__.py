# SPDX-License-Identifier: GPL-2.0-or-later
"""Real peers for the tests and for packaging/try: servers, clients, and the wire between them."""

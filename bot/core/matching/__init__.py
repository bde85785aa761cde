"""From a message to ranked entries, the signals it holds, and one decision.

`build_index` compiles entries and vocabulary to plain JSON once (at compile time of the knowledge);
`Matcher` answers from it.
"""

from __future__ import annotations

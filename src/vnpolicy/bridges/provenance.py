"""Where an export comes from: the version that made it, how much is in it, and a hash over all that was read.

    {"generator": "vnpolicy 0.1.0", "documents": "21", "nodes": "745", "edges": "1760", "inputs": "9f2c…"}

The hash of each file stands on its document (`sha256`); `inputs` is the SHA-256 of those, sorted, a line each.
"""

import hashlib
from importlib.metadata import version

from vnpolicy.graph.mandate_graph import MandateGraph


def provenance(graph: MandateGraph) -> dict[str, str]:
    """The provenance of a graph as it is now; every value a text, since not all formats have numbers."""
    documents = [node for _, node in graph.nodes(data=True) if node.get("in_hand")]
    hashes = sorted(node["sha256"] for node in documents if "sha256" in node)
    return {
        "generator": f"vnpolicy {version('vnpolicy')}",
        "documents": str(len(documents)),
        "nodes": str(len(graph)),
        "edges": str(graph.number_of_edges()),
        "inputs": hashlib.sha256("\n".join(hashes).encode()).hexdigest(),
    }

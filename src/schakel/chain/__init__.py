"""The chain from classroom to workplace: stages and flows declared in tables, simulated.

The engine knows no stage by name. In five lines::

    from schakel.chain import compile_chain, simulate
    chain = compile_chain(tables)
    path = simulate(chain, years=11)
    path.stock("workers", by="family")
    path.flow("retirement")
"""

from schakel.chain.compiling import compile_chain
from schakel.chain.simulation import simulate, simulate_draws

__all__ = ["compile_chain", "simulate", "simulate_draws"]

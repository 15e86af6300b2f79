"""Which links of the chain are covered by what: actions, money and participants per cell."""

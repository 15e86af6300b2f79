"""Forecasts of time series, and what they are worth: baselines, smoothing, scores, backtests."""

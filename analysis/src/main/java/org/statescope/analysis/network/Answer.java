package org.statescope.analysis.network;

/// The answer of a census to a question that rounding may make undecidable.
public enum Answer {
  YES,
  NO,
  UNDECIDABLE
}

package org.statescope.analysis.checkpoint.gguf;

/// A single value of a GGUF file's metadata.
public sealed interface GgufValue {
  /// A whole number of any width; one above 2^63 − 1 is negative.
  record Whole(long value) implements GgufValue {}

  record Real(double value) implements GgufValue {}

  record Flag(boolean value) implements GgufValue {}

  record Text(String value) implements GgufValue {}
}
